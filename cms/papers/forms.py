"""What an officer types for a paper. Everything may stay empty: dots are printed, to be written over."""

from __future__ import annotations

from typing import Any

from django import forms

from content_models.covenants.export.wording import PaperKind
from content_models.covenants.models import CovenantPage, Decision, Effect

_SUSPENSION = [
    ("", "Chưa chọn"),
    ("a", "Toàn bộ: trái trình tự soạn thảo, lấy ý kiến, thông qua (điểm a khoản 1 Điều 12)"),
    ("b", "Một phần: nội dung trái mục đích, nguyên tắc (điểm b khoản 1 Điều 12)"),
    ("c", "Một phần: nội dung gây thiệt hại, ảnh hưởng nghiêm trọng đến uy tín (điểm c khoản 1 Điều 12)"),
]
_ABOLITION = [
    ("", "Chưa chọn"),
    ("1a", "Toàn bộ: trái pháp luật, xâm phạm quyền, lợi ích, trái đạo đức (điểm a khoản 1 Điều 14)"),
    ("1b", "Toàn bộ: hết thời hạn của quyết định tạm ngừng mà không làm lại (điểm b khoản 1 Điều 14)"),
    ("1c", "Toàn bộ: không bảo đảm tỷ lệ thông qua, không thông qua lại (điểm c khoản 1 Điều 14)"),
    ("2", "Một phần: hết thời hạn sửa đổi của quyết định tạm ngừng (khoản 2 Điều 14)"),
]
_FIELDS = {
    "recognition": ("requested_on", "adopted_on", "ended"),
    "suspension": ("scope", "case", "found_by", "reason", "deadline"),
    "abolition": ("scope", "case", "found_by", "suspension", "reason", "effective_on"),
    "refusal": ("recipient", "requested_on", "reason"),
    "unfounded": ("recipient", "found_by", "reason"),
}
_COMMON = ("number", "issued_on", "signer", "signer_title")


class PaperForm(forms.Form):
    """The fields of one kind of paper."""

    number = forms.CharField(
        label="Số, ký hiệu", max_length=50, required=False, help_text="Để trống để văn thư ghi tay, ví dụ 15/QĐ-UBND."
    )
    issued_on = forms.DateField(label="Ngày ký", required=False)
    signer = forms.CharField(label="Người ký", max_length=120, required=False)
    signer_title = forms.ChoiceField(
        label="Chức vụ người ký",
        required=False,
        choices=[("Chủ tịch", "Chủ tịch"), ("Phó Chủ tịch", "Phó Chủ tịch (KT.)")],
    )
    recipient = forms.CharField(label="Kính gửi", max_length=300, required=False)
    requested_on = forms.DateField(label="Ngày của văn bản đề nghị công nhận", required=False)
    adopted_on = forms.DateField(label="Ngày cộng đồng dân cư thông qua", required=False)
    ended = forms.ModelMultipleChoiceField(
        Decision.objects.none(), label="Quyết định tạm ngừng được chấm dứt", required=False,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    scope = forms.CharField(
        label="Điều, khoản bị tạm ngừng hoặc bãi bỏ", max_length=500, required=False,
        help_text="Ví dụ: khoản 2 Điều 5; Điều 7. Để trống là toàn bộ văn bản.",
    )  # fmt: skip
    case = forms.ChoiceField(label="Trường hợp", required=False)
    found_by = forms.CharField(
        label="Phát hiện qua đâu", max_length=500, required=False,
        help_text="Ví dụ: văn bản phản ánh ngày 10 tháng 5 năm 2026 của hộ gia đình cư trú tại ấp.",
    )  # fmt: skip
    suspension = forms.ModelChoiceField(
        Decision.objects.none(), label="Quyết định tạm ngừng đã ban hành", required=False, empty_label="Không có"
    )
    reason = forms.CharField(
        label="Lý do", max_length=5000, required=False, widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Mỗi ý một dòng.",
    )  # fmt: skip
    deadline = forms.DateField(label="Thời hạn hoàn tất", required=False)
    effective_on = forms.DateField(
        label="Ngày quyết định có hiệu lực", required=False,
        help_text="Nghị định số 61/2023/NĐ-CP không định ngày, nên quyết định phải ghi.",
    )  # fmt: skip

    def __init__(self, *args: Any, kind: PaperKind, page: CovenantPage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in set(self.fields) - {*_COMMON, *_FIELDS[kind.key]}:
            del self.fields[name]
        suspensions = Decision.objects.filter(page=page, effect=Effect.SUSPENSION)
        for name in ("ended", "suspension"):
            if name in self.fields:
                self.fields[name].queryset = suspensions
        if "case" in self.fields:
            self.fields["case"].choices = _SUSPENSION if kind.key == "suspension" else _ABOLITION
        if "ended" in self.fields and not suspensions.exists():
            del self.fields["ended"]


class SnippetForm(forms.Form):
    """The words of one part of a paper."""

    text = forms.CharField(
        label="Lời văn", max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}),
        error_messages={"required": "Hãy ghi lời văn."}, help_text="Mỗi căn cứ, mỗi đoạn, mỗi nơi nhận một dòng.",
    )  # fmt: skip
    confirmed = forms.BooleanField(label="Tôi đã đối chiếu với mẫu và lời văn này đúng", required=False)
    source = forms.CharField(
        label="Đã đối chiếu với", max_length=200, required=False,
        help_text="Ví dụ: Mẫu số 03, Phụ lục Nghị định số 61/2023/NĐ-CP, Công báo.",
    )  # fmt: skip
    reason = forms.CharField(label="Lý do của thay đổi này", max_length=500, required=False)
