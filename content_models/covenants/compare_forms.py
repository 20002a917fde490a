"""What the address of a comparison may say."""

from __future__ import annotations

import re
from typing import Any

from django import forms

BESIDE, INLINE = "song-song", "lien"
ALL_PAGES = "tat-ca"
LONGEST_NAME = 100
_KEY = r"^(mau|[0-9]{1,9}):[0-9]{1,9}$|^[0-9]{1,5}$"
_NUMBER = re.compile(r"[0-9]{1,5}", re.ASCII)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class CompareForm(forms.Form):
    """`a` and `b` name the texts, `kieu` how they stand, `day-du` unchanged paragraphs too, `trang` which page.

    `tim_a`, `tim_b` narrow the lists to choose from; `loc` is the button that asks for it.
    """

    a = forms.RegexField(_KEY, required=False, error_messages={"invalid": "Không có bản thứ nhất như vậy."})
    b = forms.RegexField(_KEY, required=False, error_messages={"invalid": "Không có bản thứ hai như vậy."})
    kieu = forms.ChoiceField(
        choices=((BESIDE, "Song song"), (INLINE, "Liền một cột")),
        required=False,
        error_messages={"invalid_choice": "Cách xem là “song-song” hoặc “lien”."},
    )
    day_du = forms.ChoiceField(
        choices=(("1", ""),),
        required=False,
        error_messages={"invalid_choice": "Muốn xem cả chỗ giữ nguyên thì thêm day-du=1."},
    )
    trang = forms.CharField(required=False, error_messages={"invalid": "Số trang phải là một số từ 1."})
    tim_a = forms.CharField(required=False)
    tim_b = forms.CharField(required=False)
    loc = forms.CharField(required=False)

    def __init__(self, data: Any) -> None:
        typed = {name: data.get(name.replace("day_du", "day-du"), "") for name in self.base_fields}
        super().__init__({name: _CONTROL.sub(" ", value)[:LONGEST_NAME] for name, value in typed.items()})

    def clean_trang(self) -> int | None:
        """A number from 1, or None for all on one page."""
        written = self.cleaned_data["trang"].strip()
        if written == ALL_PAGES:
            return None
        if written and not (_NUMBER.fullmatch(written) and int(written)):
            raise forms.ValidationError(self.fields["trang"].error_messages["invalid"])
        return int(written or 1)

    @property
    def sentences(self) -> list[str]:
        """What is wrong with the address."""
        return list(dict.fromkeys(str(error) for errors in self.errors.values() for error in errors))

    @property
    def asked(self) -> bool:
        """Both texts are named, and nobody is still looking for another."""
        return bool(self["a"].value() and self["b"].value() and not self["loc"].value())
