"""The public pages of a covenant: its text today, in a version, on a day; one article; the time line."""
