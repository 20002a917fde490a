"""Several choices of a fixed list in one JSON column, ticked as boxes."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst


class MultipleChoiceField(models.JSONField):
    """A JSON list of keys of `options`; at least one unless `blank`. Portable over both databases."""

    def __init__(self, *args: Any, choices: list[tuple[str, str]] | None = None, **kwargs: Any) -> None:
        self.options = list(choices or [])
        kwargs.setdefault("default", list)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        known = {key for key, _label in self.options}
        if not isinstance(value, list) or (known and not set(value) <= known):
            raise ValidationError("Lựa chọn không có trong danh sách.")

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.options,
            widget=forms.CheckboxSelectMultiple,
            required=not self.blank,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )
