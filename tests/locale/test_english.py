"""What the walk through the admin calls English."""

import pytest

from tests.locale.english import english, texts


@pytest.mark.parametrize("text", ["Save", "Bold", "Cut", "2 seconds ago", "Đã gửi now", "Menu", "Link text", "None"])
def test_english_is_seen(text: str) -> None:
    assert english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Hương ước, quy ước: đã công bố 2 giây trước",
        "Tiếng Việt",  # letters and tones apart, as some systems write them
        "tải về bao-cao-thang-6.pdf từ https://dinh.example.vn/tin-tuc/save",
        "Không gửi được %(object_name)s cho {name}",
        "THÔNG BÁO: bản in",
    ],
)
def test_vietnamese_is_not(text: str) -> None:
    assert english(text) == []


@pytest.mark.parametrize(
    "html",
    [
        "<p>Save</p>",
        '<button aria-label="Save"></button>',
        '<input type="submit" value="Save">',
        '<input placeholder="Save">',
        '<img alt="Save">',
        '<div data-w-tooltip-content-value="Save"></div>',
        '<div data-w-progress-active-value="Save"></div>',
        """<div data-telepath='{"meta": {"label": "Save"}}'></div>""",
        '<script type="application/json">{"items": [{"label": "Save"}]}</script>',
        "<template><p>Save</p></template>",
        '<span lang="en">a <span>b</span> c</span>Save',
    ],
)
def test_where_words_are_read(html: str) -> None:
    assert "Save" in texts(html)


@pytest.mark.parametrize(
    "html",
    [
        "<script>Save()</script>",
        "<style>.Save{}</style>",
        '<a href="/save/"></a>',
        '<input type="text" value="Save">',
        '<p lang="en">Save</p>',
        '<div data-w-dialog-title="true"></div>',
        '<script type="application/json">{"name": "save", "icon_name": "save"}</script>',
    ],
)
def test_what_nobody_sees_is_not_read(html: str) -> None:
    assert english(" ".join(texts(html))) == []
