"""Strings to frighten a search with, and how many of them are tried.

`python -m pytest tests/search/fuzz --hypothesis-profile=fuzz` tries 20,000 of each; without it a few hundred.
"""

from __future__ import annotations

import unicodedata

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

FEW = 300  # of each kind in an ordinary run


def tries(few: int = FEW, most: int | None = None) -> settings:
    """As many examples as the profile says (at most `most`), in an ordinary run `few`."""
    asked = settings.default.max_examples if settings.get_current_profile_name() == "fuzz" else few
    asked = min(asked, most or asked)
    return settings(max_examples=asked, deadline=None, suppress_health_check=list(HealthCheck))


# All of Unicode: halves of surrogate pairs, controls, private use, unassigned.
ANY = st.characters(codec=None, exclude_categories=())
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạấầẩẫậắằẳẵặếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ ABCĐƯƠ"
# Marks alone, marks that join and that keep apart, what turns the direction, what looks like a letter or an operator.
AWKWARD = (
    "\u0300\u0301\u0303\u0309\u0323\u031b\u0302\u0306\u0327\u0345\u034f"
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\u00a0\u2028\u2029\x00\x07\x1b\x7f\x85"
    "\ue000\uf8ff\U000f0000\U0010ffff\ufffe\uffff\ud800\udbff\udc00\udfff\ufffd"
    "ðÐɖĐđİıſßẞΣςσΑǅŉﬁﬀ①½²٣३௧㎒ﷺℕ𝐀𝟘한가ㄱעברתعربيไทยक्षि👩‍👩‍👧🇻🇳"
    "\"“”«»„'-–—_*?~^:\\/()[]{}&<>;,.+|!#%=@$`"
)
# What the readers of a query look for.
TELLING = (
    "điều 5", "dieu 12a", "đ51", "k2đ5nđ61", "khoản 2", "điểm đ", "các khoản 1, 2 và 3", "NĐ 61/2023", "61/2023/NĐ-CP",
    "10/2022/QH15", "Luật Trẻ em", "luật trẻ em 2016", "luật", "số 15/QĐ-UBND ngày 14/10/2025", "thông tư liên tịch",
    "UBND", "HĐND", "MTTQ", "hđ", "p", "x", "tt", "kp3", "ấp 3", "khóm5", "xã Đất Mũi", "huyện Ngọc Hiển", "cũ",
    "thị trấn", "tổ dân phố", "hương ước", "công khai", "năm 2025", "2024", "1/", "-", '"', "“", "huwowng", "hu7o7ng",
    "uwowcs", "ddaats", "hươgn", "địịnh", "xuống kênh", "đám ma", "hụi", "thuỷ", "hoà", "quý", "của", "và",
)  # fmt: skip

any_text = st.text(alphabet=ANY, max_size=400)
vietnamese = st.text(alphabet=VIETNAMESE, max_size=80)
telling = st.lists(
    st.one_of(st.sampled_from(TELLING), st.text(alphabet=AWKWARD, max_size=4), st.text(alphabet=ANY, max_size=3)),
    max_size=14,
)
joined = st.builds(lambda parts, between: between.join(parts), telling, st.sampled_from((" ", "", ", ", "\u200b")))
awkward = st.text(alphabet=AWKWARD + VIETNAMESE, max_size=120)
long = st.builds(lambda unit, times: unit * times, st.one_of(joined, awkward), st.integers(1, 40))
texts = st.one_of(any_text, vietnamese, joined, awkward, long).flatmap(
    lambda text: st.sampled_from((text, unicodedata.normalize("NFD", text), text.upper(), text[::-1]))
)
words = st.lists(st.one_of(st.sampled_from(TELLING).map(lambda said: said.split()[0]), texts), max_size=8)
