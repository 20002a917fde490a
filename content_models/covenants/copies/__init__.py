"""Is this copy the text that was recognised? A PDF or Word file against the versions, letter by letter."""
