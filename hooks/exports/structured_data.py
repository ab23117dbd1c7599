"""What machines that read pages are told: schema.org JSON-LD, robots.txt, which picture to show.

In: facts about one page. Out: a dict for `<script type="application/ld+json">` and the text that
is safe to put there. It claims nothing that readers are not shown: no reviewer who has not
checked, no first date that nobody wrote down. See https://schema.org/MedicalWebPage. Knows nothing
of MkDocs.
"""

import json
from dataclasses import dataclass

from exports.open_data import LICENCE
from records.review import Review
from records.subjects import Subject

SAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@dataclass(frozen=True, kw_only=True)
class Page:
    """One page. Addresses are whole; `trail` has name and address of home, sections, the page."""

    site: str
    site_name: str
    site_description: str
    address: str
    title: str
    description: str
    changed: str
    picture: str
    trail: list[tuple[str, str]]
    subjects: list[Subject]
    review: Review

    @property
    def is_home(self) -> bool:
        return self.address == self.site

    @property
    def script(self) -> str:
        """The text of the page's script element."""
        return embedded(json_ld(self))


def json_ld(page: Page) -> dict:
    """The page's graph. A page without a subject, as Privacy, is a WebPage but no medical one."""
    graph = [_page(page)]
    if page.is_home:
        graph += [_site(page), _organization(page)]
    else:
        graph.append(_breadcrumbs(page))
    return {"@context": "https://schema.org", "@graph": graph}


def embedded(tree: dict) -> str:
    """JSON that cannot end its script element, whatever it holds."""
    return json.dumps(tree, ensure_ascii=False, separators=(",", ":")).translate(SAFE)


def picture(page_path: str) -> str:
    """The path of a page's picture: its section's."""
    section = page_path.partition("/")[0] if "/" in page_path else "home"
    return f"assets/images/share/{section}.png"


def robots(site_url: str) -> bytes:
    """https://www.rfc-editor.org/rfc/rfc9309: everyone may read everything."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n".encode()


def _page(page: Page) -> dict:
    found = {
        "@type": "WebPage",
        "@id": f"{page.address}#page",
        "url": page.address,
        "name": page.title,
        "description": page.description,
        "inLanguage": "en",
        "dateModified": page.changed,
        "isAccessibleForFree": True,
        "license": LICENCE,
        "image": page.picture,
        "isPartOf": _reference(_site(page), "name", "url"),
        "publisher": _reference(_organization(page), "name", "url"),
    }
    if page.subjects:
        found |= {"@type": "MedicalWebPage", "audience": {"@type": "Patient"}}
        found["about"] = [_subject(one) for one in page.subjects]
    if not page.is_home:
        found["breadcrumb"] = {"@id": f"{page.address}#breadcrumbs"}
    if page.review.state != "draft":
        found["lastReviewed"] = page.review.checked.isoformat()
        person = {"name": page.review.reviewer, "jobTitle": page.review.role}
        found["reviewedBy"] = {"@type": "Person", **person}
    return found


def _subject(subject: Subject) -> dict:
    names = {"alternateName": [*subject.also]} if subject.also else {}
    return {"@type": subject.kind, "name": subject.name} | names


def _site(page: Page) -> dict:
    return {
        "@type": "WebSite",
        "@id": f"{page.site}#site",
        "url": page.site,
        "name": page.site_name,
        "description": page.site_description,
        "inLanguage": "en",
        "publisher": {"@id": f"{page.site}#publisher"},
    }


def _organization(page: Page) -> dict:
    logo = f"{page.site}assets/images/favicon.svg"
    names = {"url": page.site, "name": page.site_name, "logo": logo}
    return {"@type": "Organization", "@id": f"{page.site}#publisher", **names}


def _reference(thing: dict, *fields: str) -> dict:
    """A thing named briefly; all of it stands on home."""
    return {field: thing[field] for field in ("@type", "@id", *fields)}


def _breadcrumbs(page: Page) -> dict:
    places = [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(page.trail, 1)
    ]
    identity = {"@type": "BreadcrumbList", "@id": f"{page.address}#breadcrumbs"}
    return identity | {"itemListElement": places}
