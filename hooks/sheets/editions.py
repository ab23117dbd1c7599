"""For whom the sheets are made: places with the same paper and numbers share one edition."""

from dataclasses import dataclass

from records.emergency_numbers import Region
from records.site import Site

OTHER = "other"  # the edition for places that are not listed


@dataclass(frozen=True)
class Edition:
    """One set of sheets. `id` is its folder and stands in its leaflet numbers. `paper` is a4 or
    letter. Without an emergency number there is a line to write one on."""

    id: str
    places: tuple[str, ...]
    paper: str
    emergency: str | None
    advice: str | None = None


def editions(site: Site) -> list[Edition]:
    """Every edition, or the clinic's own if the settings name its country or its number."""
    clinic, regions = site.settings.clinic, list(site.emergency_numbers.regions)
    if clinic.country:
        regions = [one for one in regions if one.id == clinic.country]
    elif clinic.emergency:
        regions = [one for one in regions if one.emergency == clinic.emergency]
    groups: dict[tuple, list[Region]] = {}
    for one in regions:
        number = clinic.emergency or one.emergency
        groups.setdefault((one.paper, number, _advice(site, one)), []).append(one)
    found = [
        Edition("-".join(one.id for one in group), tuple(one.place for one in group), *same)
        for same, group in groups.items()
    ]
    if found and (clinic.country or clinic.emergency):
        return found
    return [*found, Edition(OTHER, (site.words["elsewhere"],), "a4", clinic.emergency)]


def _advice(site: Site, region: Region) -> str | None:
    """The advice line of a place, with what to know about it, if it has one."""
    if not region.advice:
        return None
    line = site.sheets.advice.format(number=region.advice, name=region.advice_name)
    return f"{line} {region.note}" if region.note else line
