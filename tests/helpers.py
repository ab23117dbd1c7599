"""Helpers that tests of several folders share: addresses, text, the checklist, colours, waiting."""

import time
from collections.abc import Callable
from copy import copy

from conftest import SETTINGS

PATIENCE = 60  # seconds
CHECKLIST = "/when-to-seek-care/checklist/"
# All rules of WCAG 2.2 A and AA, also the one that axe switches off by default, and best practice.
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
NONE_ANSWERS = ("none", "none-under-16")
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
    """The pages listed in a `nav`, as paths below docs/."""
    pages = []
    for entry in entries:
        page = next(iter(entry.values())) if isinstance(entry, dict) else entry
        pages += in_menu(page) if isinstance(page, list) else [page]
    return [page for page in pages if "://" not in page]


SITE_MAP = [*map(address_of, in_menu(SETTINGS["nav"])), "/404.html"]


def text(element) -> str:
    """The text of an element as readers see it: white space folded, footnote numbers left out."""
    return " ".join(without(element, "sup:has(> .footnote-ref)").get_text(" ").split())


def without(element, selector: str):
    """A copy of an element without the parts that match `selector`."""
    copied = copy(element)
    for part in copied.select(selector):
        part.extract()
    return copied


def eventually(ask: Callable[[], object], patience: float = PATIENCE):
    """Calls `ask` until it returns something true, for at most `patience` seconds; the last answer.

    For what Playwright cannot wait for: other browsers, servers, files, and conditions on pages
    whose policy forbids `wait_for_function`.
    """
    end = time.monotonic() + patience
    while not (answer := ask()) and time.monotonic() < end:
        time.sleep(0.05)
    return answer


def settle(page) -> None:
    """Waits until what moves or fades on a page has come to rest, so that it can be judged."""
    page.evaluate("""Promise.allSettled(document.getAnimations()
      .filter((animation) => animation instanceof CSSTransition)
      .map((transition) => transition.finished)).then(() => 0)""")


def first_result(page, words: str) -> str | None:
    """Types into the page's search box, in any browser: the address of the first result."""
    page.evaluate(TYPE, words)
    return eventually(lambda: page.evaluate(f"document.querySelector('{RESULTS}')?.href"))


def expected_tier(tiers: set[str], none: bool, under_16: bool = False) -> str | None:
    """The rule, written a second time: the most urgent ticked tier; "none" only without a sign."""
    for tier in ("emergency", "urgent", "soon"):
        if tier in tiers:
            return tier
    return "under-16" if under_16 else "self-care" if none else None


def shown_tiers(page) -> list[str]:
    """The tiers of the visible results."""
    return page.evaluate(
        """[...document.querySelectorAll('.red-flags__result')]
           .filter(part => part.checkVisibility()).map(part => part.dataset.tier)"""
    )


def tick(page, ids, none=False, under_16=False):
    """Ticks these boxes and no others, without any event for a script."""
    answers = [answer for answer, on in zip(NONE_ANSWERS, (none, under_16), strict=True) if on]
    page.evaluate(
        """ids => {
          for (const box of document.querySelectorAll('.red-flags input'))
            box.checked = ids.includes(box.id)
        }""",
        [*ids, *answers],
    )


def browser_storage(page) -> dict:
    """Everything that the browser stores for the site, except the choice of colours."""
    stored = page.evaluate(
        """async () => ({
          local: Object.keys(localStorage).filter((key) => key !== "/.__palette"),
          session: Object.keys(sessionStorage),
          databases: await indexedDB.databases(),
          caches: await caches.keys(),
          workers: await navigator.serviceWorker.getRegistrations() })"""
    )
    stored["cookies"] = page.context.cookies()
    return {place: entries for place, entries in stored.items() if entries}


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of a colour such as #0f4a4c, 0 to 1."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    parts = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), parts, strict=True))


def contrast(first: str, second: str) -> float:
    """WCAG 2.2's contrast ratio, 1 to 21."""
    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)
