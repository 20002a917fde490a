"""Form of a frequent question."""

from __future__ import annotations

from typing import Any, ClassVar
from urllib.parse import unquote, urlsplit

from django import forms
from django.core.exceptions import ValidationError
from wagtail.models import Page

from content_models.places.models import Level, Place
from content_models.visibility import public
from search.models import FrequentQuestion
from search.text.normalise import nfc

NO_SUCH_PAGE = "Không có trang công khai nào ở địa chỉ này. Hãy mở trang trả lời rồi chép địa chỉ của nó."


class QuestionForm(forms.ModelForm):
    """Text, order and the page that answers, which is named by its public address."""

    address = forms.CharField(
        label="Địa chỉ trang trả lời",
        required=False,
        max_length=1000,
        help_text="Chép từ thanh địa chỉ của trình duyệt. Để trống thì câu hỏi được tìm như người dân tự gõ.",
    )

    field_order = ("text", "address", "order", "active")

    class Meta:
        model = FrequentQuestion
        fields = ("text", "order", "active")
        help_texts: ClassVar = {
            "order": "Số nhỏ đứng trước.",
            "active": "Bỏ chọn thì câu này không được gợi ý nữa, kể cả khi có nhiều người tìm.",
        }
        error_messages: ClassVar = {"text": {"unique": "Đã có câu hỏi này."}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.target_id:
            self.fields["address"].initial = self.instance.target.url

    def clean_text(self) -> str:
        return " ".join(nfc(self.cleaned_data["text"]).split())

    def clean_address(self) -> Page | None:
        """The public page at the address, on this site whatever host was written."""
        address = self.cleaned_data["address"].strip()
        if not address:
            return None
        home = Place.objects.select_related("page").get(level=Level.PROVINCE).page
        path = unquote(urlsplit(address).path).strip("/").replace("\x00", "")  # PostgreSQL refuses NUL
        url_path = f"{home.url_path}{path}/" if path else home.url_path
        page = public(Page.objects.filter(url_path=url_path)).first()
        if page is None:
            raise ValidationError(NO_SUCH_PAGE)
        return page

    def save(self, commit: bool = True) -> FrequentQuestion:
        self.instance.target = self.cleaned_data["address"]
        return super().save(commit)
