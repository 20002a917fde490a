"""Forms of the import: what is read, and what the person says about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from content_models.cleaning import clean_text

from .docx_import.limits import MAX_BYTES
from .docx_import.refusals import TOO_BIG
from .docx_import.result import ReadDocument
from .models import CovenantKind

CONVERTED, AS_WRITTEN = "converted", "as_written"


class SourceForm(forms.Form):
    """A Word file, or a text pasted from one."""

    file = forms.FileField(
        label="Tệp Word (.docx)",
        required=False,
        allow_empty_file=True,
        max_length=255,
        help_text="Tối đa 50 MB. Tệp chỉ được đọc, không được lưu lại.",
        widget=forms.FileInput(attrs={"accept": ".docx"}),
    )
    text = forms.CharField(
        label="Hoặc dán chữ từ Word",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="Trong Word bấm Ctrl+A, Ctrl+C; ở đây bấm Ctrl+V. Số tự đánh của Word cũng được dán theo.",
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise ValidationError(TOO_BIG)
        return file

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        has_text = bool((data.get("text") or "").strip())
        if data.get("file") is None and not has_text:
            raise ValidationError("Hãy chọn một tệp Word hoặc dán chữ vào ô.")
        if data.get("file") is not None and has_text:
            raise ValidationError("Hãy chọn tệp hoặc dán chữ, không dùng cả hai.")
        return data


class ReviewForm(forms.Form):
    """What the person confirms before anything is stored. Fields that nobody has to answer are left out."""

    state = forms.CharField(widget=forms.HiddenInput, strip=False)
    document = forms.TypedChoiceField(label="Lấy văn bản nào trong tệp", coerce=int, widget=forms.RadioSelect)
    letters = forms.ChoiceField(
        label="Chữ đã chuyển từ phông cũ",
        choices=((CONVERTED, "Đúng, lấy chữ đã chuyển"), (AS_WRITTEN, "Sai, giữ chữ như trong tệp")),
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy xem các dòng đã chuyển rồi trả lời."},
    )
    kind = forms.ChoiceField(label="Tên gọi", choices=CovenantKind.choices)
    title = forms.CharField(label="Tên văn bản", max_length=255)
    replacing = forms.BooleanField(
        label="Tôi muốn thay bản nháp đang soạn bằng bản này",
        help_text="Bản nháp cũ không mất: vẫn xem và lấy lại được trong Lịch sử.",
        error_messages={"required": "Hãy đánh dấu nếu muốn thay bản nháp đang soạn."},
    )

    def __init__(self, *args: Any, read: ReadDocument, converted: int, has_draft: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        document: Any = self.fields["document"]
        if len(read.texts) > 1:
            document.choices = [
                (str(at), f"{text.label} (từ dòng {text.line}, {text.articles} điều)")
                for at, text in enumerate(read.texts)
            ]
        else:
            del self.fields["document"]
        if not converted:
            del self.fields["letters"]
        if not has_draft:
            del self.fields["replacing"]

    def clean_title(self) -> str:
        return " ".join(clean_text(self.cleaned_data["title"]).split())
