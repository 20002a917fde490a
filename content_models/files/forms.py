"""Uploads are checked by content, not by name, and what is stored is never exchanged."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from .extraction import upload_problem

NOT_EXCHANGED = (
    "Tệp đã tải lên thì không thay được, vì văn bản đã duyệt có thể đang dùng nó. "
    "Hãy tải tệp mới lên, rồi chọn tệp mới trong văn bản và gửi duyệt lại."
)
BROKEN_PICTURE = "Hình bị hỏng hoặc chưa tải lên hết. Hãy mở lại hình, lưu thành .jpg hoặc .png rồi gửi lần nữa."


class StoredOnceForm:
    """A stored file stays what it was: else a text would change for the public after its approval."""

    instance: Any
    changed_data: list[str]

    def refuse_exchange(self) -> None:
        if self.instance.pk and "file" in self.changed_data:
            raise ValidationError(NOT_EXCHANGED)


class AttachedFileForm(StoredOnceForm, BaseDocumentForm):
    """The form of every upload of a document: PDF or DOCX, and really that."""

    def clean_file(self) -> object:
        self.refuse_exchange()
        upload = self.cleaned_data["file"]
        if upload and "file" in self.changed_data and (problem := upload_problem(upload, upload.name)):
            raise ValidationError(problem)
        return upload


class PictureField(WagtailImageField):
    """Wagtail reads the whole picture to learn its size, and fails where the picture breaks off."""

    def to_python(self, data: Any) -> Any:
        try:
            return super().to_python(data)
        except (OSError, SyntaxError, ValueError) as problem:  # what Pillow raises for broken contents
            raise ValidationError(BROKEN_PICTURE) from problem


class SectionImageForm(StoredOnceForm, BaseImageForm):
    """The form of every upload of a picture."""

    file = PictureField(label="Hình", widget=BaseImageForm.Meta.widgets["file"])

    def clean_file(self) -> object:
        self.refuse_exchange()
        return self.cleaned_data["file"]
