"""The keys of Telex and VNI: which letters and marks were asked for, and which syllables carry just these. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .syllables import VOWELS, apart, fold, is_stopped, together

_TONE_KEYS = frozenset("sfrxj")
_VNI_TONES = {"1": "s", "2": "f", "3": "r", "4": "x", "5": "j"}
_HATS = {"â": "a", "ê": "e", "ô": "o"}
_HORNS = {"ơ": "7", "ư": "7", "ă": "8"}


@dataclass(frozen=True)
class Keys:
    """What was typed: letters without any mark, and the marks asked for."""

    letters: str = ""
    hats: tuple[str, ...] = ()  # a, e, o; "6" for any of them
    horns: frozenset[str] = frozenset()  # "w" any, "7" ơ ư, "8" ă
    tones: frozenset[str] = frozenset()
    stroke: bool = False
    typed: bool = False  # a key was typed, not only a letter that carries marks
    sure: bool = False  # keys that no plain Vietnamese or everyday foreign word holds
    inner_tone: str = ""  # what follows a tone key in the middle of the word

    @property
    def has_vowel(self) -> bool:
        return any(letter in VOWELS for letter in self.letters)

    @property
    def is_asked(self) -> bool:
        """True when a key was typed at all, and no two different tones."""
        return self.typed and len(self.tones) <= 1

    @property
    def is_likely(self) -> bool:
        """A lone s, r or x in the middle is a key only before ng, nh, n, ch, m: "test", "taxi", "card" are words."""
        return self.sure or not self.inner_tone or self.inner_tone in {"ng", "nh", "n", "ch", "m"}


def vni(typed: str) -> Keys | None:
    """Digits read as marks; None without a letter."""
    keys = Keys(typed=True, sure=True)
    for letter in typed:
        if letter in _VNI_TONES:
            keys = replace(keys, tones=keys.tones | {_VNI_TONES[letter]})
        elif letter == "6":
            keys = replace(keys, hats=(*keys.hats, "6"))
        elif letter in "78":
            keys = replace(keys, horns=keys.horns | {letter})
        elif letter == "9":
            keys = replace(keys, stroke=True)
        else:
            keys = _with_letter(keys, letter)
    return keys if keys.letters else None


def _with_letter(keys: Keys, typed: str) -> Keys:
    """A letter that may already carry marks: half the word was typed with the keyboard's program on."""
    shape = apart(typed)
    letter, tone = (shape.toneless, shape.tone) if shape else (typed, "")
    return replace(
        keys,
        letters=keys.letters + fold(letter),
        hats=(*keys.hats, _HATS[letter]) if letter in _HATS else keys.hats,
        horns=keys.horns | {_HORNS[letter]} if letter in _HORNS else keys.horns,
        tones=keys.tones | {tone} if tone else keys.tones,
        stroke=keys.stroke or letter == "đ",
    )


def telex(typed: str) -> Iterator[Keys | None]:
    """Readings of the word: repeated vowels as keys, then as letters (oeo, oong)."""
    yield _read_telex(typed, repeats_are_keys=True)
    yield _read_telex(typed, repeats_are_keys=False)


def _read_telex(typed: str, *, repeats_are_keys: bool) -> Keys | None:
    keys = Keys()
    for place, letter in enumerate(typed):
        if letter == "d" and keys.letters[:1] == "d" and not keys.stroke and (keys.letters == "d" or keys.has_vowel):
            keys = replace(keys, stroke=True, typed=True, sure=True)
        elif letter == "w":
            keys = _with_w(keys)
        elif letter in _TONE_KEYS and keys.has_vowel and not keys.tones:
            rest = typed[place + 1 :].strip("w")
            keys = replace(
                keys,
                tones=keys.tones | {letter},
                typed=True,
                sure=keys.sure or letter in "fj",
                inner_tone=rest if letter in "srx" else "",
            )
        elif repeats_are_keys and letter in "aeo" and letter in keys.letters:
            keys = replace(keys, hats=(*keys.hats, letter), typed=True, sure=True)
        else:
            keys = _with_letter(keys, letter)
    return keys


def _with_w(keys: Keys) -> Keys:
    """w marks a, o or u before it; without one it is itself an ư ("nhw")."""
    letters = keys.letters if any(letter in "aou" for letter in keys.letters) else keys.letters + "u"
    return replace(keys, letters=letters, horns=keys.horns | {"w"}, typed=True, sure=True)


def syllables_with(toneless: str, keys: Keys) -> Iterator[str]:
    """The syllable, when its marks are those asked for. A stopped one whose tone was left out has two readings."""
    if len(keys.tones) > 1 or not _fits(toneless, keys):
        return
    tone = "".join(keys.tones)
    if not is_stopped(toneless) or tone in {"s", "j"}:
        yield together(toneless, tone)
    elif not tone and (keys.horns or keys.stroke):
        yield from (together(toneless, "s"), together(toneless, "j"))


def _fits(toneless: str, keys: Keys) -> bool:
    hats = Counter(_HATS[letter] for letter in toneless if letter in _HATS)
    if keys.hats == ("6",):
        return hats.total() == 1 and _horns_fit(toneless, keys)
    return hats == Counter(keys.hats) and _horns_fit(toneless, keys)


def _horns_fit(toneless: str, keys: Keys) -> bool:
    horns = {_HORNS[letter] for letter in toneless if letter in _HORNS}
    asked = {horn for horn in keys.horns if horn != "w"}
    matches = horns == asked if "w" not in keys.horns else bool(horns) and asked <= horns
    return matches and keys.stroke == toneless.startswith("đ")
