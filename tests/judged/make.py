"""Makes corpus and query files of `search_eval` from the judged sets as they are kept.

`python -m tests.judged.make FOLDER OUT` reads FOLDER/phapdien_grassroots.json, domain_queries.json,
citizen_queries.json (they make this folder's files) and FOLDER/alqac2022/{law,question}.json where present
(states no licence: it is measured where it is at hand and is no part of the project).
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from pathlib import Path
from typing import Any

from search.text.normalise import nfc

_KINDS = "Luật|Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Pháp lệnh|Nghị quyết liên tịch|Nghị quyết|Chỉ thị"
# Names in the kept files → names of `search_eval`.
VARIANTS = {
    **{name: name for name in ("clean", "no_diacritics", "nfd", "telex", "typo", "typo_no_diacritics", "tone", "half")},
    "tone_placement": "tone",
}


def law_passages(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Articles of law as passages; of two with one id the first. Soft hyphens are dropped, texts are NFC."""
    passages: dict[str, dict[str, Any]] = {}
    for item in items:
        kind = re.search(_KINDS, nfc(item["source"]))
        title = f"{kind[0] if kind else 'Văn bản'} {nfc(item['doc_number'])}"
        passages.setdefault(
            item["id"],
            {
                "id": item["id"],
                "title": title,
                "heading": f"Điều {item['article']}. {nfc(item['title'])}",
                "body": "\n".join(nfc(line) for line in item["text"].splitlines()),
                "kind": "law",
                "references": [f"Điều {item['article']} {title}"],
                "source": nfc(item["source"]),
            },
        )
    return list(passages.values())


def queries(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Each query with its variants; one that leaves the text as it is, is left out."""
    made = []
    for item in items:
        texts = {"clean": item["query"], **item.get("variants", {})}
        for variant, text in texts.items():
            if variant in VARIANTS and (variant == "clean" or text != item["query"]):
                made.append(
                    {
                        "id": f"{item['qid']}:{VARIANTS[variant]}",
                        "text": text,
                        "variant": VARIANTS[variant],
                        "kind": item.get("kind", ""),
                        "relevant": item["relevant"],
                    }
                )
    return made


def alqac_passages(laws: list[dict[str, Any]]) -> list[dict[str, Any]]:
    made = []
    for law in laws:
        for article in law["articles"]:
            first, _, rest = article["text"].partition("\n")
            made.append(
                {
                    "id": f"{law['id']}#{article['id']}",
                    "title": law["id"],
                    "heading": f"Điều {article['id']}. {first}",
                    "body": rest,
                    "kind": "law",
                    "references": [f"Điều {article['id']} {law['id']}"],
                }
            )
    return made


def alqac_queries(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The questions and, made here, without diacritics, in NFD, in raw Telex, with a slip."""
    from tests.judged.noise import variants

    made = []
    for number, question in enumerate(questions):
        relevant = {f"{found['law_id']}#{found['article_id']}": 2 for found in question["relevant_articles"]}
        key = str(question.get("question_id") or f"q{number}")
        for variant, text in variants(question["text"], seed=number).items():
            if variant == "clean" or text != question["text"]:
                made.append({"id": f"{key}:{variant}", "text": text, "variant": variant, "relevant": relevant})
    return made


def main(source: Path, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)

    def read(name: str) -> Any:
        return json.loads((source / name).read_text(encoding="utf-8"))

    def write(name: str, items: list[dict[str, Any]]) -> None:
        text = json.dumps(items, ensure_ascii=False, indent=0 if name.startswith("law") else 1) + "\n"
        if name.endswith(".gz"):
            (out / name).write_bytes(gzip.compress(text.encode(), mtime=0))
        else:
            (out / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(items)}")

    write("law.json.gz", law_passages(read("phapdien_grassroots.json")))
    write("domain.json", queries(read("domain_queries.json")))
    write("citizens.json", queries(read("citizen_queries.json")))
    if (source / "alqac2022").is_dir():
        write("alqac-law.json.gz", alqac_passages(read("alqac2022/law.json")))
        write("alqac.json", alqac_queries(read("alqac2022/question.json")))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
