"""How a person's keys look when the keyboard's program is off: Telex and VNI, in the three common orders."""

from search.text.syllables import TONE_PLACE, apart

TELEX = {"â": "aa", "ê": "ee", "ô": "oo", "ơ": "ow", "ư": "uw", "ă": "aw", "đ": "dd"}
VNI = {"â": "a6", "ê": "e6", "ô": "o6", "ơ": "o7", "ư": "u7", "ă": "a8", "đ": "d9"}
_VNI_TONES = {"": "", "f": "2", "s": "1", "r": "3", "x": "4", "j": "5"}


def typed(syllable: str, table: dict[str, str], *, tone_last: bool = True) -> str:
    """The keys of one accented syllable; the tone at the end or right after its vowel."""
    shape = apart(syllable)
    assert shape is not None
    tone = _VNI_TONES[shape.tone] if table is VNI else shape.tone
    keys = [table.get(letter, letter) for letter in shape.toneless]
    at = len(keys) - 1 if tone_last else TONE_PLACE[shape.toneless]
    return "".join([*keys[: at + 1], tone, *keys[at + 1 :]])


def typed_late(syllable: str, table: dict[str, str]) -> str:
    """All marks after the last letter: "huongw", "duongdwf"."""
    shape = apart(syllable)
    assert shape is not None
    bare = "".join(table[letter][0] if letter in table else letter for letter in shape.toneless)
    marks = "".join(dict.fromkeys(table[letter][1:] for letter in shape.toneless if letter in table))
    return bare + marks + (_VNI_TONES[shape.tone] if table is VNI else shape.tone)
