"""The forms of the approval page and of recording from paper."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from content_models.covenants.ending import OpenSuspension, chosen
from content_models.covenants.models import CovenantKind
from content_models.files.models import AttachedFile
from content_models.places.choosing import PlacesInOrder
from content_models.places.models import Place

from .binding import Binding
from .service import DecisionData, RemarkData

REMARK = "remark-"
LONGEST_REMARK = 2000


class DecideForm(forms.Form):
    """Approve or return. The hidden fields name the very text that the approver has read."""

    revision_id = forms.IntegerField(widget=forms.HiddenInput)
    sha256 = forms.CharField(widget=forms.HiddenInput, min_length=64, max_length=64)
    reason = forms.CharField(
        label="Lý do trả lại (chỉ cần khi trả lại)", required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The fields that are drawn one under another."""
        return self.visible_fields()

    def bound(self) -> Binding:
        return Binding(self.cleaned_data["revision_id"], self.cleaned_data["sha256"])


class RecogniseForm(DecideForm):
    """The recognition decision besides (NĐ 61/2023 Đ.11 k.5, Mẫu 03)."""

    number = forms.CharField(label="Số quyết định", max_length=50, required=False)
    issued_on = forms.DateField(label="Ngày ký quyết định", required=False, initial=timezone.localdate)
    signer = forms.CharField(label="Người ký", max_length=120, required=False)
    signer_title = forms.ChoiceField(
        label="Chức vụ người ký",
        required=False,
        choices=[("Chủ tịch", "Chủ tịch"), ("Phó Chủ tịch", "Phó Chủ tịch (KT.)")],
    )

    field_order = ("number", "issued_on", "signer", "signer_title", "reason")

    def __init__(self, *args: Any, suspensions: Iterable[OpenSuspension] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.suspensions = list(suspensions)
        for one in self.suspensions:
            label = f"{one.label}: tạm ngừng theo Quyết định {one.decision}"
            self.fields[one.key] = forms.BooleanField(label=label, required=False, initial=one.proposed)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        keys = {one.key for one in self.suspensions}
        return [field for field in self.visible_fields() if field.name not in keys]

    @property
    def end_fields(self) -> list[forms.BoundField]:
        """Which suspensions the redone text ends (NĐ 61/2023 Đ.12)."""
        return [self[one.key] for one in self.suspensions]

    def decision(self, commune: Place) -> DecisionData:
        """Raises ValidationError for a missing number, signer or day, or a day in the future."""
        data = self.cleaned_data
        missing = {
            name: ValidationError("Hãy điền ô này để công nhận.")
            for name in ("number", "issued_on", "signer")
            if not data.get(name)
        }
        if missing:
            raise ValidationError(missing)
        if data["issued_on"] > timezone.localdate():
            raise ValidationError({"issued_on": "Ngày ký chưa tới. Hãy kiểm tra lại."})
        issuer = f"Ủy ban nhân dân {commune.full_name[:1].lower()}{commune.full_name[1:]}"
        return DecisionData(
            data["number"],
            data["issued_on"],
            issuer,
            data["signer"],
            data["signer_title"] or "Chủ tịch",
            chosen(self.suspensions, (one.key for one in self.suspensions if data[one.key])),
        )


def remarks_in(data: Any, labels: dict[str, str]) -> list[RemarkData]:
    """Remarks typed beside articles. `labels`: label by article id; "" is the whole text."""
    return [
        RemarkData(text.strip()[:LONGEST_REMARK], article_id, labels.get(article_id, ""))
        for article_id in ("", *labels)
        if (text := data.get(f"{REMARK}{article_id}", "")).strip()
    ]


class HamletField(forms.ModelChoiceField):
    iterator = PlacesInOrder


class PaperRecordForm(forms.Form):
    """A covenant recognised before Đình, as it stands on paper."""

    hamlet = HamletField(Place.objects.none(), label="Ấp, khóm", empty_label="Chọn ấp, khóm")
    kind = forms.ChoiceField(label="Tên gọi", choices=CovenantKind.choices)
    title = forms.CharField(label="Tên văn bản", max_length=255)
    text = forms.CharField(
        label="Toàn văn", required=False, widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Dán từ Word hoặc gõ lại đúng như bản giấy: “Chương I”, “Điều 1. …”, “1.”, “a)”, mỗi ý một dòng.",
    )  # fmt: skip
    scan = forms.ModelChoiceField(
        AttachedFile.objects.none(), label="Hoặc bản quét đã tải lên", required=False, empty_label="Không có"
    )
    decision_number = forms.CharField(label="Số quyết định công nhận, phê duyệt", max_length=50)
    decided_on = forms.DateField(label="Ngày quyết định")
    issuer = forms.CharField(label="Cơ quan công nhận, phê duyệt", max_length=200)
    signer = forms.CharField(label="Người ký", max_length=120)
    signer_title = forms.CharField(label="Chức vụ người ký", max_length=120, required=False)
    effective_on = forms.DateField(label="Hiệu lực từ ngày")

    def __init__(self, *args: Any, hamlets: Any, scans: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["hamlet"].queryset = hamlets
        self.fields["scan"].queryset = scans


class AnswerRecordForm(forms.Form):
    """The second person's answer."""

    answer_note = forms.CharField(
        label="Chỗ khác với bản giấy (chỉ cần khi trả lại)",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
