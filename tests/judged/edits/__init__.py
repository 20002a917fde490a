"""Labelled edits of covenants: how often the comparison finds which article became which."""
