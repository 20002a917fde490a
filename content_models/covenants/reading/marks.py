"""What a reader must be told beside a provision: that it is suspended or abolished, and by which decision. Pure."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ..legal_facts import WHOLE, ProvisionState, State

# The words of NĐ 61/2023 Đ.11–14.
STATE_WORDS: Mapping[State, str] = {
    State.NOT_YET: "Chưa có hiệu lực",
    State.IN_FORCE: "Đang có hiệu lực",
    State.SUSPENDED: "Đang tạm ngừng thực hiện",
    State.REPLACED: "Đã được thay thế",
    State.ABOLISHED: "Đã bị bãi bỏ",
}
_TOLD = (State.SUSPENDED, State.ABOLISHED)


@dataclass(frozen=True)
class Mark:
    """A state with its word, the id of the decision that brought it about, and the day on which it ends."""

    state: State
    decision_id: int | None = None
    until: dt.date | None = None

    @property
    def word(self) -> str:
        return STATE_WORDS[self.state]

    @property
    def is_ended(self) -> bool:
        """True when nobody has to follow the provision: it is shown greyed."""
        return self.state != State.IN_FORCE


def marks(states: Mapping[str, ProvisionState], parents: Mapping[str, str]) -> dict[str, Mark]:
    """Anchor → mark of the provisions whose suspension or abolition is not that of what stands above them.

    `states` and `parents` as `legal_state.History` and `VersionFact` give them. The whole ("") is always there.
    """
    found = {WHOLE: mark_of(states[WHOLE])}
    for anchor, state in states.items():
        if anchor == WHOLE or state.state not in _TOLD:
            continue
        above = states[parents[anchor]]
        if (above.state, above.decision_id) != (state.state, state.decision_id):
            found[anchor] = mark_of(state)
    return found


def mark_of(state: ProvisionState) -> Mark:
    return Mark(state.state, state.decision_id, state.until)
