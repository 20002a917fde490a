#!/usr/bin/env python
"""Django's command line for Đình. Settings: DJANGO_SETTINGS_MODULE, `cms.settings.dev` unless named."""

import os
import sys

import django
from django.core.management import execute_from_command_line

# The processes of the Procfile that are not the web server, which asks the same in cms.wsgi.
PROCESSES = frozenset({"db_worker", "search_indexer", "clock"})


def main(arguments: list[str]) -> None:
    """Run a command; a process that keeps running refuses the demo's database in production."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    if PROCESSES.intersection(arguments[1:2]) and "--help" not in arguments:
        django.setup()
        from cms.installation import refuse_demo_in_production

        refuse_demo_in_production()
    execute_from_command_line(arguments)


if __name__ == "__main__":
    main(sys.argv)
