"""A plain Wagtail project with one page of a covenant's blocks: what the editor of Đình is compared with."""
