"""Dates, hours and numbers as Vietnam writes them, in output and in what people type."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils import formats, translation


@pytest.fixture(autouse=True)
def _vietnamese():
    with translation.override("vi"):
        yield


@pytest.mark.parametrize("typed", ["05/02/2026", "5/2/2026", "5/2/26", "05-02-2026", "5.2.2026", "2026-02-05"])
def test_day_comes_before_month(typed: str) -> None:
    assert forms.DateField().clean(typed) == date(2026, 2, 5)


@pytest.mark.parametrize("typed", ["02/31/2026", "31/02/2026", "13/13/2026", "hôm nay"])
def test_what_is_no_day_is_refused_with_the_way_to_write_it(typed: str) -> None:
    with pytest.raises(ValidationError, match="ngày/tháng/năm"):
        forms.DateField().clean(typed)


@pytest.mark.parametrize("typed", ["14:05", "14:05:00", "14h05", "14 giờ 05"])
def test_hours_as_people_type_them(typed: str) -> None:
    assert forms.TimeField().clean(typed) == time(14, 5)


@pytest.mark.parametrize("typed", ["05/02/2026 14:05", "5-2-2026 14h05", "2026-02-05 14:05"])
def test_day_with_hour(typed: str) -> None:
    assert forms.DateTimeField().clean(typed).replace(tzinfo=None) == datetime(2026, 2, 5, 14, 5)


def test_output() -> None:
    moment = datetime(2026, 2, 5, 14, 5)

    assert formats.date_format(moment) == "05/02/2026"
    assert formats.date_format(moment, "DATETIME_FORMAT") == "05/02/2026 14:05"
    assert formats.date_format(moment, "YEAR_MONTH_FORMAT") == "tháng 2 năm 2026"
    assert formats.date_format(moment, "MONTH_DAY_FORMAT") == "ngày 5 tháng 2"
    assert formats.time_format(moment.time()) == "14:05"
    assert formats.number_format(Decimal("1234567.5"), use_l10n=True, force_grouping=True) == "1.234.567,5"


def test_week_starts_on_monday() -> None:
    assert formats.get_format("FIRST_DAY_OF_WEEK") == 1


def test_decimal_comma_is_understood() -> None:
    assert forms.DecimalField(localize=True).clean("1,5") == Decimal("1.5")
