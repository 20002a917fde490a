"""Uploads are checked by content, not by name."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from .extraction import upload_problem


class AttachedFileForm(BaseDocumentForm):
    """The form of every upload of a document: PDF or DOCX, and really that."""

    def clean_file(self) -> object:
        upload = self.cleaned_data["file"]
        if upload and "file" in self.changed_data and (problem := upload_problem(upload, upload.name)):
            raise ValidationError(problem)
        return upload
