"""Forms of the register of model texts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from content_models.cleaning import clean_text
from content_models.covenants.models import ModelText


class ModelTextForm(forms.ModelForm):
    """A model covenant with its hints in one text, as it is read in print."""

    class Meta:
        model = ModelText
        fields = ("name", "kind", "summary", "title", "text", "active")
        widgets: ClassVar = {"text": forms.Textarea(attrs={"rows": 28}), "summary": forms.Textarea(attrs={"rows": 2})}
        help_texts: ClassVar = {
            "title": "Chỗ trống viết “……”. Tên ấp, khóm được điền khi bắt đầu soạn.",
            "text": "Viết như bản in: “Chương I”, “Điều 1. Tên”, khoản “1.”, điểm “a)”. Gợi ý viết sau dấu “»”.",
            "active": "Bỏ chọn thì mẫu không hiện ra khi bắt đầu soạn.",
        }
        error_messages: ClassVar = {"name": {"unique": "Đã có mẫu mang tên này."}}

    def clean_text(self) -> str:
        return clean_text(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any] | None:
        for name in ("name", "summary", "title"):
            if name in self.cleaned_data:
                self.cleaned_data[name] = " ".join(clean_text(self.cleaned_data[name]).split())
        return super().clean()
