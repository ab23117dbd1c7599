"""Editions of the sheets: places with the same paper and the same numbers share one."""

from dataclasses import dataclass

from records.emergency_numbers import Region
from records.site import Site

OTHER = "other"  # the edition for places that are not listed


@dataclass(frozen=True)
class Edition:
    """One set of sheets. `id` is its folder and part of its leaflet numbers. `paper` is a4 or
    letter. Without an emergency number, its sheets have a line to write it on."""

    id: str
    places: tuple[str, ...]
    paper: str
    emergency: str | None
    advice: str | None = None


def editions(site: Site) -> list[Edition]:
    """Every edition, or only the clinic's if the settings name its country or its number."""
    clinic, regions = site.settings.clinic, list(site.emergency_numbers.regions)
    if clinic.country:
        regions = [region for region in regions if region.id == clinic.country]
    elif clinic.emergency:
        regions = [region for region in regions if region.emergency == clinic.emergency]
    groups: dict[tuple, list[Region]] = {}
    for region in regions:
        number = clinic.emergency or region.emergency
        groups.setdefault((region.paper, number, _advice(site, region)), []).append(region)
    listed = [
        Edition("-".join(each.id for each in group), tuple(each.place for each in group), *shared)
        for shared, group in groups.items()
    ]
    if listed and (clinic.country or clinic.emergency):
        return listed
    return [*listed, Edition(OTHER, (site.words["elsewhere"],), "a4", clinic.emergency)]


def _advice(site: Site, region: Region) -> str | None:
    """The advice line of a place and the note on it, if there is one."""
    if not region.advice:
        return None
    line = site.sheets.advice.format(number=region.advice, name=region.advice_name)
    return f"{line} {region.note}" if region.note else line
