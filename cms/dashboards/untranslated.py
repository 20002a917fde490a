"""What Wagtail writes on its screens without gettext, so that no catalogue can translate it.

Labels that Django makes out of the names of form fields, and the name of what the search of pages counts
("1-2 of 2 None"). Put in place when the site starts; tests/browser/test_admin_language.py finds the next ones.
"""

from __future__ import annotations

from django import forms
from wagtail.admin.forms import choosers
from wagtail.admin.views.pages.search import SearchView

LINK_TEXT = "Chữ hiển thị của liên kết"
LABELS: dict[type[forms.Form], dict[str, str]] = {
    choosers.ExternalLinkChooserForm: {"url": "Địa chỉ trang web", "link_text": LINK_TEXT},
    choosers.AnchorLinkChooserForm: {"url": "Tên chỗ trong trang (không có dấu #)", "link_text": LINK_TEXT},
    choosers.EmailLinkChooserForm: {
        "email_address": "Địa chỉ thư điện tử",
        "link_text": LINK_TEXT,
        "subject": "Tiêu đề thư",
        "body": "Nội dung thư",
    },
    choosers.PhoneLinkChooserForm: {"phone_number": "Số điện thoại", "link_text": LINK_TEXT},
}


def say_in_vietnamese() -> None:
    """Give the classes of Wagtail their Vietnamese words; doing it twice changes nothing."""
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    SearchView.verbose_name = SearchView.verbose_name_plural = "trang"
