"""What `content_models` announces. Those above it (search, cms) listen; it imports neither."""

from django.dispatch import Signal

# place: Place. Its names, end or successors changed; everything below its page shows them.
place_changed = Signal()

# version: CovenantVersion. A covenant's text was recognised, or recorded and confirmed.
covenant_recognised = Signal()

# page: CovenantPage. A decision about a recognised covenant was recorded, or a day of effect has come.
legal_state_changed = Signal()

# page: Page. What the public sees of it changed although the row did not (a period ended).
visibility_changed = Signal()

# file: AttachedFile. Its text was read in the background.
file_text_changed = Signal()
