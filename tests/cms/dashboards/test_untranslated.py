"""Copies of Wagtail's templates say the same in Vietnamese, and nothing else than Wagtail's."""

from pathlib import Path

import pytest
import wagtail.admin
from django.conf import settings
from wagtail.models import Collection, Page

from cms.dashboards.untranslated import LABELS
from content_models.places.install import name_roots

STOCK = Path(wagtail.admin.__file__).parent / "templates" / "wagtailadmin"


@pytest.mark.parametrize("name", ["home.html", "shared/header.html"])
def test_a_copied_template_differs_in_one_word(name: str) -> None:
    stock = (STOCK / name).read_text(encoding="utf-8")
    ours = (settings.BASE_DIR / "templates" / "wagtailadmin" / name).read_text(encoding="utf-8")

    assert 'value="Search"' in stock, "Wagtail translates it now: the copy can go"
    assert ours == stock.replace('value="Search"', 'value="Tìm"'), "Wagtail's has changed: copy it anew"


@pytest.mark.parametrize("form", LABELS)
def test_the_dialogs_for_links_have_vietnamese_labels(form: type) -> None:
    said = {name: str(field.label) for name, field in form().fields.items()}

    assert said == LABELS[form]


@pytest.mark.django_db
def test_roots_have_vietnamese_names_and_keep_the_one_that_somebody_gave() -> None:
    assert not Page.objects.filter(title="Root").exists()
    assert not Collection.objects.filter(name="Root").exists()
    Page.objects.filter(depth=1).update(title="Gốc")

    name_roots()

    assert Page.objects.get(depth=1).title == "Gốc"
