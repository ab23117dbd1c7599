"""Every file that is made for machines: open data, the Questionnaire, share pictures, robots.txt.

In: the site's data, the settings of mkdocs.yml that they need, the review state. Out: bytes by path
below the site's address. Knows nothing of MkDocs.
"""

from exports import fhir, open_data, share_pictures, structured_data
from records.review import Review


def build(data: dict, site_url: str, site_name: str, nav: list, review: Review) -> dict[str, bytes]:
    """The files by path, written anew at each build."""
    sections = share_pictures.sections(nav, data["words"]["home_title"])
    line = data["words"]["disclaimer" if review.state == "draft" else "disclaimer_checked"]
    return (
        open_data.build(data, site_url, review)
        | fhir.build(data, site_url, review)
        | share_pictures.build(sections, site_name, line)
        | {"robots.txt": structured_data.robots(site_url)}
    )
