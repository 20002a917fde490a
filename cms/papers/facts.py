"""What fills an official paper: the covenant, its decision, and what the officer has typed. Pure of requests."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from content_models.covenants.export.official import Letterhead, OfficialPaper, official_paper
from content_models.covenants.export.paper import long_date
from content_models.covenants.export.wording import PaperKind
from content_models.covenants.models import CovenantPage, CovenantVersion, Decision
from content_models.covenants.reading.labels import provision_labels
from content_models.covenants.snippets import words_of
from content_models.places.models import Place

SUSPENSION_CASES = {
    "a": "điểm a khoản 1 Điều 12 Nghị định số 61/2023/NĐ-CP",
    "b": "điểm b khoản 1 Điều 12 Nghị định số 61/2023/NĐ-CP",
    "c": "điểm c khoản 1 Điều 12 Nghị định số 61/2023/NĐ-CP",
}
ABOLITION_CASES = {
    "1a": "điểm a khoản 1 Điều 14 Nghị định số 61/2023/NĐ-CP",
    "1b": "điểm b khoản 1 Điều 14 Nghị định số 61/2023/NĐ-CP",
    "1c": "điểm c khoản 1 Điều 14 Nghị định số 61/2023/NĐ-CP",
    "2": "khoản 2 Điều 14 Nghị định số 61/2023/NĐ-CP",
}
# What the hamlet must finish in time, NĐ 61/2023 Đ.12 k.3: after case a the whole way, after b and c the content.
WORK = {
    "a": "các thủ tục soạn thảo, lấy ý kiến, thông qua để đề nghị công nhận",
    "b": "soạn thảo, lấy ý kiến, thông qua và công nhận nội dung được sửa đổi, bổ sung, thay thế",
}


def lower(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"


def values_of(page: CovenantPage, typed: dict[str, Any]) -> dict[str, str]:
    """Place of the snippets → words. `typed`: the cleaned fields of `PaperForm`; what is empty stays empty."""
    hamlet, title = page.place, _title(page)
    commune = lower(hamlet.parent.full_name)
    case = typed.get("case") or ""
    return {
        "tên văn bản": title,
        "loại": page.get_kind_display(),
        "ấp khóm": lower(hamlet.full_name),
        "xã phường": commune,
        "UBND": f"Ủy ban nhân dân {commune}",
        "UBND IN HOA": f"ỦY BAN NHÂN DÂN {commune.upper()}",
        "trưởng": f"Trưởng {lower(hamlet.full_name)}",
        "ngày đề nghị": _day(typed.get("requested_on")),
        "ngày thông qua": _day(typed.get("adopted_on")),
        "quyết định công nhận": _recognition(page, typed.get("issued_on")),
        "quyết định tạm ngừng": _named(typed.get("suspension")),
        "tạm ngừng được chấm dứt": "; ".join(map(_named, typed.get("ended") or ())),
        "phạm vi": _scope(typed.get("scope")),
        "trường hợp": SUSPENSION_CASES.get(case) or ABOLITION_CASES.get(case, ""),
        "lý do": typed.get("reason") or "",
        "thời hạn": _day(typed.get("deadline")),
        "việc phải làm": WORK.get("a" if case == "a" else "b" if case else "", ""),
        "ngày hiệu lực": _day(typed.get("effective_on")),
        "nguồn phát hiện": typed.get("found_by") or "",
        "người nhận": typed.get("recipient") or "",
    }


def paper_of(page: CovenantPage, kind: PaperKind, typed: dict[str, Any]) -> OfficialPaper:
    """The paper with the words of the register (one query)."""
    return official_paper(kind, letterhead_of(page.place, typed), words_of(kind).texts, values_of(page, typed))


def letterhead_of(hamlet: Place, typed: dict[str, Any]) -> Letterhead:
    return Letterhead(
        commune=hamlet.parent.full_name if hamlet.parent else "",
        signer=typed.get("signer") or "",
        signer_title=typed.get("signer_title") or "Chủ tịch",
        number=typed.get("number") or "",
        day=typed.get("issued_on"),
    )


def typed_of(decision: Decision, version: CovenantVersion | None) -> dict[str, Any]:
    """What a recorded decision says, as if it had been typed into the form."""
    scope = provision_labels(version.covenant, decision.targets) if version and decision.targets else ""
    return {
        "number": decision.number,
        "issued_on": decision.issued_on,
        "signer": decision.signer,
        "signer_title": decision.signer_title,
        "reason": decision.reason,
        "found_by": decision.ground,
        "deadline": decision.deadline,
        "effective_on": decision.effective_on,
        "scope": scope,
        "ended": list(Decision.objects.filter(pk__in={suspension for suspension, _ in decision.ends})),
    }


# An example for previews: a made-up hamlet, so that nobody takes it for a decision.
EXAMPLE = {
    "tên văn bản": "Hương ước ấp Thí Dụ",
    "loại": "Hương ước",
    "ấp khóm": "ấp Thí Dụ",
    "xã phường": "xã Thí Dụ",
    "UBND": "Ủy ban nhân dân xã Thí Dụ",
    "UBND IN HOA": "ỦY BAN NHÂN DÂN XÃ THÍ DỤ",
    "trưởng": "Trưởng ấp Thí Dụ",
    "ngày đề nghị": "ngày 25 tháng 02 năm 2026",
    "ngày thông qua": "ngày 20 tháng 02 năm 2026",
    "quyết định công nhận": "Quyết định số 15/QĐ-UBND ngày 02 tháng 3 năm 2026",
    "quyết định tạm ngừng": "Quyết định số 20/QĐ-UBND ngày 12 tháng 5 năm 2026",
    "tạm ngừng được chấm dứt": "Quyết định số 20/QĐ-UBND ngày 12 tháng 5 năm 2026",
    "phạm vi": "một phần (khoản 2 Điều 5)",
    "trường hợp": SUSPENSION_CASES["b"],
    "lý do": "Lý do do người ký ghi.",
    "thời hạn": "ngày 30 tháng 6 năm 2026",
    "việc phải làm": WORK["b"],
    "ngày hiệu lực": "ngày 15 tháng 7 năm 2026",
    "nguồn phát hiện": "văn bản phản ánh ngày 10 tháng 5 năm 2026 của hộ gia đình cư trú tại ấp",
    "người nhận": "Trưởng ấp Thí Dụ",
}
EXAMPLE_HEAD = Letterhead("Xã Thí Dụ", "Họ và Tên", "Chủ tịch", "", None)


def _title(page: CovenantPage) -> str:
    """The public reads the title of the recognised text; a draft's own is that of its latest revision."""
    if page.workflow_in_progress or not page.public_versions:
        return str(page.get_latest_revision_as_object().title)
    return page.public_versions[0].title


def _recognition(page: CovenantPage, signed: dt.date | None) -> str:
    """Of the text that was the law when the paper was signed: an old suspension never names a later recognition."""
    number = page.history.latest_on(signed or timezone.localdate())
    version = next((one for one in page.public_versions if one.number == number), None)
    return _named(version.decision) if version else ""


def _named(decision: Any) -> str:
    return f"Quyết định số {decision.number} {long_date(decision.issued_on)}" if decision else ""


def _scope(scope: str | None) -> str:
    return f"một phần ({scope.strip()})" if scope and scope.strip() else "toàn bộ"


def _day(day: dt.date | None) -> str:
    return long_date(day) if day else ""
