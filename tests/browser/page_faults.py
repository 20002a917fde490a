"""What a page of the admin must not do to the person before it, asked of the page in the browser."""

from __future__ import annotations

from typing import Any

from axe_playwright_python.sync_playwright import Axe

OURS = ":is(.nice-padding, .da-home)"  # what our templates fill; the rest of the page is Wagtail's
TARGET = 44  # CSS pixels; WCAG 2.2 asks for 24, a thumb for more
_SIDEWAYS = """width => [
  ...[document.documentElement, document.querySelector('main')].map(e => e.scrollWidth)
    .filter(wide => wide > width).map(wide => `page ${wide} px wide`),
  ...[...document.querySelectorAll(':is(.nice-padding, .da-home) *')]
    .filter(e => !e.closest('.da-scroll, .w-sr-only') && e.getClientRects().length)
    .filter(e => e.getBoundingClientRect().right > width + 1)
    .map(e => `sticks out: ${e.outerHTML.slice(0, 90)}`),
]"""
_SMALL = """least => [...document.querySelectorAll(
    ':is(.nice-padding, .da-home) :is(button, .button, summary, select, textarea),'
    + ':is(.nice-padding, .da-home) input:not([type=hidden], [type=radio], [type=checkbox]),'
    + ':is(.nice-padding, .da-home) label:has(:is([type=radio], [type=checkbox]))')]
  .filter(e => e.getClientRects().length && e.getBoundingClientRect().height < least - 0.5)
  .map(e => `${Math.round(e.getBoundingClientRect().height)} px high: ${e.outerHTML.slice(0, 90)}`)"""
_IN_OURS = "target => Boolean(document.querySelector(target)?.closest('.nice-padding, .da-home'))"
_HEADINGS = "() => [...document.querySelectorAll('h1')].filter(e => e.getClientRects().length).length"


def faults(page: Any, *, width: int, touch: bool) -> list[str]:
    """Sentences, none for a good page: one h1, nothing sideways, targets for thumbs, no violation of ours in axe."""
    page.locator(OURS).first.wait_for()
    found = []
    if (count := page.evaluate(_HEADINGS)) != 1:
        found.append(f"{count} headings of the first level")
    found += page.evaluate(_SIDEWAYS, width)
    if touch:
        found += page.evaluate(_SMALL, TARGET)
    return found + own_violations(page)


def own_violations(page: Any) -> list[str]:
    """Violations that axe finds in our part of the page: rule, element, and what is wrong with it."""
    return [
        f"axe {rule['id']} ({rule['impact']}): {node['html'][:120]} {node.get('failureSummary', '')[:200]}"
        for rule in Axe().run(page).response["violations"]
        for node in rule["nodes"]
        if page.evaluate(_IN_OURS, node["target"][0])
    ]
