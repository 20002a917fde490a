"""Every Word file of the samples: the tree, the doubts, the notes; and no word is lost."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter

import pytest
from lxml import etree

from content_models.cleaning import clean_text
from content_models.covenants.docx_import import ReadDocument, read_docx
from content_models.covenants.docx_import.read import understand
from content_models.covenants.docx_import.source import from_json, to_json

from . import font_samples, heading_samples, layout_samples, list_samples, office_samples, part_samples, typed_samples
from .sample import Sample, outline, signers_of, tree

SAMPLES = (
    *typed_samples.SAMPLES,
    *heading_samples.SAMPLES,
    *layout_samples.SAMPLES,
    *list_samples.SAMPLES,
    *part_samples.SAMPLES,
    *font_samples.SAMPLES,
    *office_samples.SAMPLES,
)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAGS = ("t", "delText", "br", "tab", "p", "ins", "del", "moveFrom", "moveTo")
each_sample = pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.name)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", clean_text(text).lower()))


def kept_words(read: ReadDocument) -> Counter[str]:
    """Words of the blocks, the title, the signers and the notes; headings with the words that number them."""
    texts = [read.title, *(signer.title for signer in read.signers), *(note.text for note in read.notes)]
    for block in read.blocks:
        value = block["value"]
        if block["type"] == "preamble":
            texts += ["lời nói đầu mở", value]
        elif block["type"] == "table":
            texts += [cell for row in value["rows"] for cell in row]
        else:
            texts += [value.get("heading", ""), value.get("body", ""), value.get("title", "")]
    return words("\n".join(texts))


def written_words(data: bytes) -> set[str]:
    """Words of all letters in the XML of the file, paragraph by paragraph, read without the importer."""
    found: set[str] = set()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if not re.search(r"(document2?|notes|comments|header\d?|footer\d?)\.xml$", name):
                continue
            for paragraph in etree.fromstring(archive.read(name)).iter("{*}p"):
                pieces = [
                    node.text or "" if etree.QName(node).localname in ("t", "delText") else " "
                    for node in paragraph.iter(*(f"{{*}}{name}" for name in TAGS))
                ]
                found |= set(words("".join(pieces)))
    return found


@each_sample
def test_tree(sample: Sample) -> None:
    assert outline(read_docx(sample.make())) == tree(sample.tree)


@each_sample
def test_doubts(sample: Sample) -> None:
    left = [doubt.message for doubt in read_docx(sample.make()).doubts]
    for expected in sample.doubts:
        found = next((message for message in left if expected in message), None)
        assert found is not None, (expected, left)
        left.remove(found)
    assert left == []


@each_sample
def test_notes(sample: Sample) -> None:
    left = [f"{note.message} {note.text}" for note in read_docx(sample.make()).notes]
    for expected in sample.notes:
        found = next((message for message in left if expected in message), None)
        assert found is not None, (expected, left)
        left.remove(found)
    assert [message for message in left if not message.startswith("Phần đầu văn bản")] == []


@each_sample
def test_title_kind_signers_and_bodies(sample: Sample) -> None:
    read = read_docx(sample.make())
    assert sample.title is None or read.title == sample.title
    assert sample.kind is None or read.kind == sample.kind
    assert sample.signers is None or signers_of(read) == list(sample.signers)
    bodies = {article.number: article.body for article in read.covenant.articles}
    assert {number: bodies[number] for number in sample.bodies} == sample.bodies


@each_sample
def test_no_word_is_lost(sample: Sample) -> None:
    data = sample.make()
    read = read_docx(data)
    kept = kept_words(read)
    numbers = words(" ".join(line.text for line in read.lines if line.role == "heading"))
    if not sample.legacy:
        assert written_words(data) - set(kept) - set(numbers) == set()
    lines = words("\n".join(line.text for line in read.lines))
    assert {word for word, count in lines.items() if count > kept[word] + numbers[word]} == set()


@each_sample
def test_every_doubt_points_to_a_line_that_is_there(sample: Sample) -> None:
    read = read_docx(sample.make())
    marked = {line.number for line in read.lines if line.is_doubtful}
    assert marked == {number for doubt in read.doubts for number in doubt.lines}
    assert all(-1 <= doubt.block < len(read.blocks) for doubt in read.doubts)


@each_sample
def test_every_line_of_text_went_somewhere(sample: Sample) -> None:
    read = read_docx(sample.make())
    homeless = [line for line in read.lines if line.role in ("text", "heading", "table") and line.block < 0]
    assert homeless == []


@each_sample
def test_source_travels_as_json(sample: Sample) -> None:
    source = read_docx(sample.make()).source
    assert from_json(to_json(source)) == source
    assert understand(from_json(to_json(source))).blocks == understand(source).blocks
