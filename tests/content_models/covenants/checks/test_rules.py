"""The register: every rule has a source in force, dates and sentences; each is met once and once not."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from content_models.covenants.checks import CheckContext, LawPassages, OtherText, TextIndex, check
from content_models.covenants.checks.content import CLASSES
from content_models.covenants.checks.rules import rules
from content_models.covenants.provisions import Covenant, number_blocks

DAY = dt.date(2026, 11, 24)
EFFECT = "Hương ước có hiệu lực từ ngày Ủy ban nhân dân xã công nhận."
LAW = "Hòa giải viên có quyền thực hiện hoạt động hòa giải ở cơ sở, đề nghị các bên cung cấp tài liệu liên quan."
LONG = "Bà con ấp mình hẹn nhau giữ con kinh cho trong, mỗi sáng ra coi nước rồi nhắn cho nhà cuối kinh biết giờ xổ."


def article(body: str, heading: str = "Việc chung", printed: str = "") -> dict[str, Any]:
    return {"type": "article", "id": heading, "value": {"heading": heading, "body": body, "printed_number": printed}}


def covenant(*bodies: str | dict[str, Any]) -> Covenant:
    blocks = [article(body, f"Việc {i}") if isinstance(body, str) else body for i, body in enumerate(bodies)]
    return number_blocks([*blocks, article(EFFECT, "Hiệu lực")])


def context(**fields: Any) -> CheckContext:
    return CheckContext(**({"title": "Hương ước ấp Thử", "day": DAY} | fields))


def found(text: Covenant, **fields: Any) -> set[str]:
    return {finding.rule_id for finding in check(text, context(**fields))}


def words(number: int) -> str:
    return " ".join(f"chữ{i}" for i in range(number))


CONTENT = {
    "money_fine": ("Ai xả rác thì nộp 100.000 đồng.", "Ai xả rác bị công an phạt tiền theo quy định của pháp luật."),
    "replaces_sanction": ("Ai trộm gà thì trói lại.", "Không ai được trói người khác."),
    "money_contribution": ("Mỗi hộ đóng quỹ 50.000 đồng một năm.", "Ai có lòng thì góp quỹ, không định mức."),
    "refuses_papers": ("Hộ xả rác thì trưởng ấp chưa ký giấy tờ.", "Hộ xả rác vẫn được ký giấy tờ như mọi nhà."),
    "naming_shaming": ("Người trộm cắp bị bêu tên trên loa.", "Không bêu tên ai trên loa."),
    "unequal_women": ("Phụ nữ không được dự họp ấp.", "Phụ nữ và nam giới đều được dự họp ấp."),
    "unequal_newcomers": ("Hộ tạm trú không được vay vốn.", "Hộ tạm trú cũng được vay vốn như mọi hộ."),
}
FORM = {
    "numbering": (covenant("1. Một.\n3. Ba."), covenant("1. Một.\n2. Hai.")),
    "point_letter": (covenant("a) Một;\nb) Hai;\nw) Ba."), covenant("a) Một;\nb) Hai;\nc) Ba.")),
    "empty_article": (covenant(" "), covenant("Có chữ.")),
    "untitled_article": (covenant(article("Có chữ.", "")), covenant("Có chữ.")),
    "dead_reference": (covenant("Làm theo Điều 9 của hương ước này."), covenant("Làm theo Điều 2.")),
    "long_article": (covenant("\n".join([words(120)] * 6)), covenant("\n".join([words(120)] * 5))),
    "long_clause": (covenant(f"1. {words(201)}"), covenant(f"1. {words(200)}")),
    "blank": (covenant("Họp ngày …… hằng năm."), covenant("Họp, nấu ăn, chuyện trò…")),
    "abbreviation": (covenant("Báo ngay cho BCH."), covenant("Báo Ban Chỉ huy (BCH). BCH họp.")),
    "two_names": (covenant("Hương ước này của ấp. Quy ước này có lợi."), covenant("Hương ước này của ấp.")),
    "own_effect_date": (covenant("Hương ước có hiệu lực từ ngày ký."), covenant("Có hiệu lực từ ngày công nhận.")),
    "lapsed_law": (covenant("Theo Quyết định 22/2018/QĐ-TTg."), covenant("Theo Nghị định 61/2023/NĐ-CP.")),
    "very_long": (covenant(*["\n".join([words(100)] * 5)] * 19), covenant(*["\n".join([words(100)] * 5)] * 10)),
    "no_articles": (number_blocks([{"type": "preamble", "value": "Lời đầu."}]), covenant("Có chữ.")),
    "no_effect_article": (number_blocks([article("Giữ kinh sạch.")]), covenant("Giữ kinh sạch.")),
}
OTHERS = {"title_name", "restates_law", "copies_other", "model_unchanged"}  # need a context: tested below


def test_every_rule_is_tried() -> None:
    assert rules().keys() == CONTENT.keys() | FORM.keys() | OTHERS
    assert CONTENT.keys() == CLASSES.keys()


@pytest.mark.parametrize("rule_id", CONTENT)
def test_a_content_rule_is_met_and_not_met(rule_id: str) -> None:
    bad, fine = CONTENT[rule_id]
    assert rule_id in found(covenant(bad))
    assert not found(covenant(fine)) & CONTENT.keys()


@pytest.mark.parametrize("rule_id", FORM)
def test_a_rule_of_form_is_met_and_not_met(rule_id: str) -> None:
    bad, fine = FORM[rule_id]
    assert rule_id in found(bad)
    assert rule_id not in found(fine)


def test_the_name_of_the_text() -> None:
    assert "title_name" in found(covenant("Giữ kinh."), title="Bản cam kết ấp Thử")
    assert "title_name" not in found(covenant("Giữ kinh."), title="QUY ƯỚC khóm Thử")
    assert "title_name" not in found(covenant("Giữ kinh."), title="")


def test_restating_the_law() -> None:
    law = LawPassages.of([("Điều 9 Luật 35/2013/QH13", f"1. {LAW}")])
    (finding,) = [f for f in check(covenant(f"1. {LAW}"), context(law=law)) if f.rule_id == "restates_law"]
    assert finding.anchor == "dieu-1-khoan-1"
    assert "Điều 9 Luật 35/2013/QH13" in finding.ground
    assert "restates_law" not in found(covenant(LONG), law=law)
    assert "restates_law" not in found(covenant("1. Hòa giải viên có quyền."), law=law)


def test_the_shipped_law_knows_its_own_articles() -> None:
    law = LawPassages.shipped()
    text = (
        "Tùy theo yêu cầu tự quản, tình hình kinh tế - xã hội, phong tục, tập quán ở từng địa phương, bảo đảm kế thừa"
    )
    near = law.nearest(text)
    assert near and "61/2023" in near[0] and near[1] > 0.9


def test_copies_of_other_hamlets_and_of_a_model() -> None:
    other, model = OtherText("Ấp 1, xã Bên", covenant(LONG)), OtherText("Mẫu ấp", covenant(LONG), is_model=True)
    (finding,) = [f for f in check(covenant(LONG), context(others=[other])) if f.rule_id == "copies_other"]
    assert "Ấp 1, xã Bên" in finding.ground
    assert "model_unchanged" in found(covenant(LONG), index=TextIndex.of([other, model]))
    assert "copies_other" not in found(covenant(LONG), others=[other], own="Ấp 1, xã Bên")
    assert "copies_other" not in found(
        covenant("Một điều khác hẳn, nói về rừng tràm, mật ong và mùa lửa."), others=[other]
    )


def test_a_rule_holds_from_its_first_day_on() -> None:
    text = covenant(CONTENT["money_fine"][0])
    assert "money_fine" not in found(text, day=dt.date(2023, 8, 15))
    assert "money_fine" in found(text, day=dt.date(2023, 8, 16))


@pytest.mark.parametrize("rule_id", rules())
def test_a_rule_has_a_source_in_force_and_sentences(rule_id: str) -> None:
    rule = rules()[rule_id]
    assert re.search(r"Điều \d+|Phụ lục I", rule.source)
    assert "22/2018" not in rule.source + rule.ground + rule.advice  # lapsed on 16 August 2023
    assert rule.valid_from >= dt.date(2020, 3, 5) and (rule.valid_to is None or rule.valid_to < DAY)
    assert rule.advice.endswith(".") and (not rule.ground or rule.ground.endswith("."))
    assert rule.severity != "must" or rule.group in ("content", "form")


def test_findings_stand_in_reading_order_and_name_their_place() -> None:
    text = covenant("1. Giữ kinh.\n2. Ai xả rác thì nộp 100.000 đồng.", "Người trộm cắp bị bêu tên trên loa.")
    findings = [f for f in check(text, context()) if f.rule_id in CONTENT]
    assert [(f.anchor, f.article_label, f.rule_id) for f in findings] == [
        ("dieu-1-khoan-2", "Điều 1. Việc 0", "money_fine"),
        ("dieu-2", "Điều 2. Việc 1", "naming_shaming"),
    ]
    assert findings[0].excerpt == "Ai xả rác thì nộp 100.000 đồng."


def test_a_point_is_read_with_the_clause_above_and_found_at_its_own_place() -> None:
    text = covenant("1. Người thả rông chó:\na) Lần đầu được nhắc;\nb) Lần hai nộp quỹ ấp 100.000 đồng.")
    (finding,) = [f for f in check(text, context()) if f.rule_id == "money_fine"]
    assert finding.anchor == "dieu-1-khoan-1-diem-b"
