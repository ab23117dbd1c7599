"""Shared by tests of several folders: addresses, texts, the checklist, colours, waiting."""

import time
from collections.abc import Callable
from copy import copy

from conftest import SETTINGS

PATIENCE = 60  # seconds
CHECKLIST = "/when-to-seek-care/checklist/"
# All rules of WCAG 2.2 A and AA, with the one that axe leaves out by itself, and good practice.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
NONE = ("none", "none-under-16")
RESULTS = ".md-search-result__item > a"
TYPE = """(words) => {
  const field = document.querySelector("[data-md-component=search-query]");
  field.focus();
  field.value = words;
  field.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
}"""


def address_of(path: str) -> str:
    """The address of a page below docs/."""
    return "/" + path.removesuffix("index.md").replace(".md", "/")


def in_menu(entries: list) -> list[str]:
    """The pages of a `nav`, as paths below docs/."""
    found = []
    for entry in entries:
        page = next(iter(entry.values())) if isinstance(entry, dict) else entry
        found += in_menu(page) if isinstance(page, list) else [page]
    return [page for page in found if "://" not in page]


SITE_MAP = [*map(address_of, in_menu(SETTINGS["nav"])), "/404.html"]


def text(element) -> str:
    """What a reader sees of an element, white space folded, footnote numbers left out."""
    return " ".join(without(element, "sup:has(> .footnote-ref)").get_text(" ").split())


def without(element, selector: str):
    """A copy of an element that lacks what `selector` finds."""
    copied = copy(element)
    for part in copied.select(selector):
        part.extract()
    return copied


def eventually(ask: Callable[[], object], patience: float = PATIENCE):
    """Asks again and again, for so many seconds: the first answer that is true, or the last one.

    The one way to wait for what Playwright has no word for: other browsers, servers, files, and
    conditions on pages whose policy forbids what `wait_for_function` does.
    """
    end = time.monotonic() + patience
    while not (answer := ask()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


def first_result(page, words: str) -> str | None:
    """Searches in the page's own box, in any browser: the address of the first result."""
    page.evaluate(TYPE, words)
    return eventually(lambda: page.evaluate(f"document.querySelector('{RESULTS}')?.href"))


def expected(tiers: set[str], none: bool, under_16: bool = False) -> str | None:
    """The independent rule: the most urgent tier ticked; none only when nothing else is."""
    for tier in ("emergency", "urgent", "soon"):
        if tier in tiers:
            return tier
    return "under-16" if under_16 else "self-care" if none else None


def shown(page) -> list[str]:
    """The tiers of the results that a reader can see."""
    return page.evaluate(
        """[...document.querySelectorAll('.red-flags__result')]
           .filter(part => part.checkVisibility()).map(part => part.dataset.tier)"""
    )


def tick(page, ids, none=False, under_16=False):
    """Sets the boxes as if a reader without a script had ticked them."""
    answers = [one for one, on in zip(NONE, (none, under_16), strict=True) if on]
    page.evaluate(
        """ids => {
          for (const box of document.querySelectorAll('.red-flags input'))
            box.checked = ids.includes(box.id)
        }""",
        [*ids, *answers],
    )


def kept(page) -> dict:
    """All that the browser stores for the site, but for whether colours are light or dark."""
    stored = page.evaluate(
        """async () => ({
          local: Object.keys(localStorage).filter((key) => key !== "/.__palette"),
          session: Object.keys(sessionStorage),
          databases: await indexedDB.databases(),
          caches: await caches.keys(),
          workers: await navigator.serviceWorker.getRegistrations() })"""
    )
    stored["cookies"] = page.context.cookies()
    return {place: found for place, found in stored.items() if found}


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of a colour such as #0f4a4c, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
