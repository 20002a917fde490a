"""Is a word a Vietnamese syllable? Tells converted text from garbled text. Pure.

Onset + rhyme + tone by the rules of chữ quốc ngữ; names and foreign words fail, so only shares count.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

_BEARERS = "aeiouy\u0302\u0306\u031b\u0323"  # vowels, and the marks that belong to a vowel itself
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_ONSET_LIST = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_RHYME_LIST = """
a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
e ec em en eng eo ep et ê êch êm ên êng ênh êp êt êu i ich im in inh ip it iu ia iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oe oen oeo oet
ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u uc ui um un ung up ut ua uân uâng uât uây uê uêch uênh uơ
uy uych uynh uyn uyp uyt uya uyên uyêt uyu uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương
ươp ươt ươu y yêm yên yêng yêt yêu ynh yt
"""
_ONSETS = frozenset(_ONSET_LIST.split()) | {""}
_RHYMES = frozenset(_RHYME_LIST.split())
_WORDS = re.compile(r"[^\s!-/:-@\[-`{-~\u2010-\u2027\u2030-\u205e]+")


@lru_cache(maxsize=8192)
def is_syllable(word: str) -> bool:
    """ "nghiêng", "quyết", "Đất": True; "céng", "xy": False for what the rules of spelling exclude."""
    letters = unicodedata.normalize("NFD", word.lower())
    if any(mark in _TONES and before not in _BEARERS for before, mark in pairwise(letters)):
        return False
    tones = [mark for mark in letters if mark in _TONES]
    base = unicodedata.normalize("NFC", "".join(letter for letter in letters if letter not in _TONES))
    if len(tones) > 1 or not base.isalpha():
        return False
    rhymes = [base.removeprefix(onset) for onset in _ONSETS if base.startswith(onset)]
    found = [rhyme for rhyme in rhymes if rhyme in _RHYMES]
    closed = [rhyme for rhyme in found if rhyme.endswith(("c", "ch", "p", "t"))]
    if found and len(closed) == len(found):
        return tones in (["\u0301"], ["\u0323"])  # a syllable that ends in a stop has no other tone
    return bool(found)


def marked_words(text: str) -> list[str]:
    """Words of the text that hold anything beyond ASCII: only they tell one code page from another."""
    return [word for word in _WORDS.findall(text) if not word.isascii()]


def plausibility(text: str) -> float:
    """Share (0–1) of the words with marks that are Vietnamese syllables; 0 without such words."""
    words = marked_words(text)
    return sum(is_syllable(word) for word in words) / len(words) if words else 0.0
