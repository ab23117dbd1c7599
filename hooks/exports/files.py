"""All machine-readable files: open data, the Questionnaire, robots.txt, version.json."""

from exports import fhir, open_data
from exports.version import Version
from records.site import Site


def build(site: Site, version: Version) -> dict[str, bytes]:
    """The files by path below the site's URL.

    A plain edition has no Questionnaire, because it leaves out the interactive checklist.
    """
    return (
        open_data.build(site)
        | ({} if site.settings.plain else fhir.build(site))
        | {"robots.txt": robots(site.settings.url), "version.json": version.as_json()}
    )


def robots(site_url: str) -> bytes:
    """The text of robots.txt (RFC 9309): every crawler may read everything."""
    return f"User-agent: *\nAllow: /\n\nSitemap: {site_url}sitemap.xml\n".encode()
