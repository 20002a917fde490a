"""What the reading of queries learns from the site: words of its texts, names of its places."""
