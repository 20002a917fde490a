"""Make fixtures/law/law.json.gz: passages of law that covenants cite, out of a JSON list of the codified law.

    python tools/law_passages.py SOURCE.json

SOURCE.json is a list of `{id, doc_number, article, title, text, source}` as the ministry's codification
(Bộ pháp điển) gives its articles. Only the documents named below are taken, the first of two items with one id;
text becomes NFC without soft hyphens (U+00AD) and no-break spaces (U+00A0). The file is the same for the same
source: sorted, without a time of making.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import unicodedata
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "fixtures" / "law" / "law.json.gz"
SOURCE_NOTE = (
    "Bộ pháp điển (phapdien.moj.gov.vn), chủ đề về dân chủ ở cơ sở, hòa giải, gia đình, trẻ em; "
    "điều nào bị sửa đổi thì theo bản đã pháp điển"
)
# Number → (kind, name). Names as the law itself bears them.
DOCUMENTS = {
    "10/2022/QH15": ("Luật", "Thực hiện dân chủ ở cơ sở"),
    "61/2023/NĐ-CP": ("Nghị định", "về xây dựng và thực hiện hương ước, quy ước của cộng đồng dân cư"),
    "59/2023/NĐ-CP": ("Nghị định", "quy định chi tiết một số điều của Luật Thực hiện dân chủ ở cơ sở"),
    "35/2013/QH13": ("Luật", "Hòa giải ở cơ sở"),
    "52/2014/QH13": ("Luật", "Hôn nhân và gia đình"),
    "102/2016/QH13": ("Luật", "Trẻ em"),
    "73/2006/QH11": ("Luật", "Bình đẳng giới"),
    "39/2009/QH12": ("Luật", "Người cao tuổi"),
    "44/2019/QH14": ("Luật", "Phòng, chống tác hại của rượu, bia"),
    "75/2015/QH13": ("Luật", "Mặt trận Tổ quốc Việt Nam"),
    "04/2011/TT-BVHTTDL": (
        "Thông tư",
        "quy định về việc thực hiện nếp sống văn minh trong việc cưới, việc tang và lễ hội",
    ),
}
_FORCE = re.compile(r"có hiệu lực thi hành kể từ ngày (\d{2})/(\d{2})/(\d{4})")
_ARTICLE = re.compile(r"(\d+)(.*)")


def normalised(text: str) -> str:
    """NFC, no soft hyphens, ordinary spaces, one line end."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "").replace("\u00a0", " ")
    return "\n".join(" ".join(line.split()) for line in text.splitlines() if line.strip())


def documents(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The chosen documents with their articles in the order of their numbers."""
    made: list[dict[str, Any]] = []
    for number, (kind, name) in DOCUMENTS.items():
        articles: dict[str, dict[str, str]] = {}
        for item in items:
            if item["doc_number"] == number:
                articles.setdefault(item["article"], _article(item))
        force = _FORCE.search(next(item["source"] for item in items if item["doc_number"] == number))
        if force is None:
            raise ValueError(f"{number}: no day of effect in its source")
        made.append(
            {
                "number": number,
                "kind": kind,
                "name": name,
                "in_force_from": f"{force[3]}-{force[2]}-{force[1]}",
                "articles": sorted(articles.values(), key=_order),
            }
        )
    return made


def _article(item: dict[str, Any]) -> dict[str, str]:
    return {key: normalised(item[old]) for key, old in _KEYS.items()}


_KEYS = {"id": "id", "number": "article", "heading": "title", "text": "text", "source": "source"}


def _order(article: dict[str, str]) -> tuple[int, str]:
    match = _ARTICLE.fullmatch(article["number"])
    return (int(match[1]), match[2]) if match else (10_000, article["number"])


def main(source: str) -> None:
    items = json.loads(Path(source).read_text(encoding="utf-8"))
    content = {"source": SOURCE_NOTE, "documents": documents(items)}
    data = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_bytes(gzip.compress(data, 9, mtime=0))
    print(f"{TARGET.name}: {len(content['documents'])} documents, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main(sys.argv[1])
