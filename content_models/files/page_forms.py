"""The editor's form of pages with files: what is attached lies in the folder of the page's own unit, and has a
name that people can read and click."""

from __future__ import annotations

from typing import Any, ClassVar

from wagtail.admin.forms import WagtailAdminPageForm

OTHER_FOLDER = "Tệp, hình này không nằm trong thư mục của đơn vị. Hãy tải lên thư mục của đơn vị rồi chọn lại."


class PageWithFilesForm(WagtailAdminPageForm):
    """Choosers show only own files, but a form can name any id; publishing the page would open the file."""

    # Relation of the page → field that names the file.
    file_relations: ClassVar = {"attachments": "file", "images": "image"}

    def is_valid(self) -> bool:
        """The files are looked at after everything else, when each row knows its own."""
        return super().is_valid() and self._files_are_own() and self._files_are_named()

    def _files_are_named(self) -> bool:
        """A file without a title of its own takes the file's; always true."""
        for row in self.formsets["attachments"].forms if "attachments" in self.formsets else ():
            file = row.cleaned_data.get("file")
            if file and not row.cleaned_data.get("title"):
                row.instance.title = row.cleaned_data["title"] = file.title[:200]
        return True

    def _files_are_own(self) -> bool:
        parent = self.parent_page if self.parent_page is not None else self.instance.get_parent()
        folder = parent.specific.place.collection_id
        foreign = [
            (row, field)
            for relation, field in self.file_relations.items()
            if relation in self.formsets
            for row in self.formsets[relation].forms
            if _names_foreign(row, field, folder)
        ]
        for row, field in foreign:
            row.add_error(field, OTHER_FOLDER)
        return not foreign


def _names_foreign(row: Any, field: str, folder: int) -> bool:
    chosen = row.cleaned_data.get(field)
    return bool(chosen) and not row.cleaned_data.get("DELETE") and chosen.collection_id != folder
