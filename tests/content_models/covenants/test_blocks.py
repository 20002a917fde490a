"""What the editor of a covenant stores."""

from __future__ import annotations

from django.http import QueryDict

from content_models.covenants.blocks import ArticleBlock


def test_a_typed_article_is_stored_as_clean_text() -> None:
    typed = QueryDict(mutable=True)
    typed["a-heading"] = "Ve\u0323\u0302 sinh\u00a0chung "
    typed["a-body"] = "1. Gi\u01b0\u0303 ra\u0323ch.\r\n2. Qu\u00e9t\u00ad \u0111\u01b0\u1eddng.\r\n"
    typed["a-printed_number"] = ""
    block = ArticleBlock()
    value = block.clean(block.value_from_datadict(typed, {}, "a"))
    assert value["heading"] == "Vệ sinh chung"
    assert value["body"] == "1. Giữ rạch.\n2. Quét đường."
