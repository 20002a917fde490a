"""The few words of which the fire's texts are made: all of them can be looked up in an index."""

from __future__ import annotations

from search.text.normalise import nfc, tokens

_TEXT = (
    "đê biển kênh xáng tôm lúa ghe cầu chợ trường trạm nước rừng đước mắm ao vuông bè lưới muối điện đường hẻm đình "
    "chùa lễ hội quỹ thu chi dự toán quyết công khai danh sách hộ nghèo vay vốn học sinh bầu thanh tra giám sát"
)
_TOKENS = tokens(nfc(_TEXT))
WORDS = [token.accented for token in _TOKENS]
FOLDED = sorted({token.folded for token in _TOKENS})
