"""Dates and numbers where Django's own choice is not Vietnam's (found through FORMAT_MODULE_PATH)."""
