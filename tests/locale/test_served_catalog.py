"""What the scripts of the admin get: their texts in Vietnamese, the week from Monday, numbers with a comma."""

import json
import re

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from content_models.roles.table import Role
from tests import factories
from tests.staff import client_of
from tools.catalog_sources import messages

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return client_of(factories.person(Role.CULTURE_OFFICER, factories.commune()))


def served(client: Client) -> str:
    return client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()


def part(script: str, name: str) -> dict[str, object]:
    """One of the JSON objects in the script that Django serves."""
    start = script.index("{", script.index(name))
    return json.JSONDecoder().raw_decode(script[start:])[0]


def test_every_text_of_the_scripts_is_served_in_vietnamese(client: Client) -> None:
    catalog = part(served(client), "const newcatalog = ")
    wanted = {entry.key for _, entry in messages("djangojs")}

    assert len(wanted) > 80
    assert [key for key in wanted if not catalog.get(key)] == []


def test_one_form_for_every_number(client: Client) -> None:
    script = served(client)
    catalog = part(script, "const newcatalog = ")
    forms = {key: value for key, value in catalog.items() if isinstance(value, list)}

    assert forms, "some texts have a plural"
    assert all(len(value) == 1 for value in forms.values())
    assert re.search(r"pluralidx = function\(n\) \{\s*const v = 0;", script)


def test_formats_of_the_scripts(client: Client) -> None:
    formats = part(served(client), "django.formats = ")

    assert formats["FIRST_DAY_OF_WEEK"] == 1
    assert formats["DATE_FORMAT"] == "d/m/Y"
    assert (formats["DECIMAL_SEPARATOR"], formats["THOUSAND_SEPARATOR"]) == (",", ".")
    assert formats["DATE_INPUT_FORMATS"][0] == "%d/%m/%Y"


@pytest.mark.parametrize("widget", [AdminDateInput, AdminDateTimeInput])
def test_date_pickers_begin_on_monday_and_write_the_day_first(widget: type) -> None:
    config = widget().get_config()

    assert config["dayOfWeekStart"] == 1
    assert config["format"].startswith("d/m/Y")
