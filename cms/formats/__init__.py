"""How dates and numbers are written and read, where Django's own choice is not Vietnam's (FORMAT_MODULE_PATH)."""
