"""One page in Wagtail's editor, opened and saved through the admin's real addresses."""

from __future__ import annotations

import copy
import itertools
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from .form import draft_form
from .timing import milliseconds


class Editor:
    """A person at the editor of a page whose body has the given blocks."""

    def __init__(self, page: Any, person: Any, blocks: list[dict[str, Any]]) -> None:
        self.url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        self.blocks = copy.deepcopy(blocks)
        self.client = Client()
        self.client.force_login(person)
        self.html = ""
        self.changes = itertools.count(1)

    def open(self) -> float:
        """Milliseconds of the GET."""
        return milliseconds(self._open)

    def save(self) -> float:
        """Milliseconds of the POST of a draft in which one article has changed. Call after `open`."""
        data = self._changed()
        return milliseconds(lambda: self._post(data))

    def queries(self) -> tuple[int, int]:
        """Database queries of one opening and one saving."""
        with CaptureQueriesContext(connection) as opening:
            self._open()
        data = self._changed()
        with CaptureQueriesContext(connection) as saving:
            self._post(data)
        return len(opening), len(saving)

    def _open(self) -> None:
        response = self.client.get(self.url)
        if response.status_code != 200:
            raise RuntimeError(f"opening {self.url}: {response.status_code}")
        self.html = response.content.decode()

    def _changed(self) -> Any:
        self.blocks[-1]["value"]["body"] += f"\nSửa lần {next(self.changes)}."
        return draft_form(self.html, self.blocks)

    def _post(self, data: Any) -> None:
        """A saved draft answers with a redirect to the editor; anything else is a refusal."""
        response = self.client.post(self.url, data.urlencode(), content_type="application/x-www-form-urlencoded")
        if response.status_code != 302:
            raise RuntimeError(f"saving {self.url}: {response.status_code}")
