"""`python -m tools.compound_words COUNTS.json.gz`: write the two word lists of the comparison.

`COUNTS` is a JSON list of two objects: syllable → count and "syllable syllable" → count (the counts of the codified
law, Pháp điển). `compounds.txt` gets the pairs that mostly stand together, `common.txt` the most frequent syllables
with their count in 100,000. What village texts say and the law does not stands in `village_words.txt`, by hand.
"""

from __future__ import annotations

import gzip
import json
import math
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from .paths import REPOSITORY

FOLDER = REPOSITORY / "content_models" / "covenants" / "comparison" / "data"
LEAST_COUNT = 10
LEAST_TIE = 0.5  # normalised pointwise mutual information: 1 for syllables that never stand apart
MOST_COMMON = 800
LEAST_LETTERS = 2
# They stand beside anything, however often beside one word.
ALONE = frozenset(
    re.findall(
        r"\w+",
        """ai bị bởi cả các cho chưa có của cũng do đã đang để đến đó được hai hay hoặc khi không là lại mà mỗi một này
        nào nếu ngay nhất nhưng những nơi phải qua ra rằng rồi sau sẽ so tại thì theo trên trong trừ trước từ từng và
        vào về vẫn vì với""",
    )
)
_VOWEL = re.compile("[aeiouy]|[^a-zđ]")


def compounds(words: Mapping[str, int], pairs: Mapping[str, int]) -> Iterator[str]:
    """The pairs that are one word, as far as counts can tell."""
    total = sum(words.values())
    for pair, count in pairs.items():
        first, second = pair.split(" ")
        if count < LEAST_COUNT or not _syllables(first, second) or ALONE & {first, second}:
            continue
        tie = math.log(count * total / (words[first] * words[second])) / -math.log(count / total)
        if tie >= LEAST_TIE:
            yield pair


def common(words: Mapping[str, int]) -> Iterator[str]:
    """ "của 1243": the most frequent syllables and how many of 100,000 they are."""
    total = sum(words.values())
    for word, count in sorted(words.items(), key=lambda item: (-item[1], item[0]))[:MOST_COMMON]:
        yield f"{word} {round(count * 100_000 / total)}"


def _syllables(*words: str) -> bool:
    return all(word.isalpha() and len(word) >= LEAST_LETTERS and _VOWEL.search(word) for word in words)


def main(arguments: list[str]) -> int:
    """Write both files; exit code 2 without a file of counts."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    with gzip.open(Path(arguments[0]), "rt", encoding="utf-8") as file:
        words, pairs = json.load(file)
    for name, lines in (("compounds.txt", sorted(compounds(words, pairs))), ("common.txt", list(common(words)))):
        (FOLDER / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
        print(f"{name}: {len(lines)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
