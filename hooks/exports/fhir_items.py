"""Items of a FHIR Questionnaire: groups, questions, displays, help, and enableWhen conditions."""

from collections.abc import Iterable

CORE = "http://hl7.org/fhir/StructureDefinition/"
CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"


def is_yes(link_id: str) -> dict:
    """An enableWhen condition: this question is answered with yes."""
    return {"question": link_id, "operator": "=", "answerBoolean": True}


def item_group(link_id: str, text: str, items: list) -> dict:
    return {"linkId": link_id, "text": text, "type": "group", "item": items}


def question(link_id: str, text: str, source_ids: Iterable[str], sources: dict) -> dict:
    """A yes-or-no question, with links to those of its sources that have a public page."""
    url = f"{CORE}questionnaire-supportLink"
    links = [address for source_id in source_ids if (address := sources[source_id].address)]
    extension = [{"url": url, "valueUri": link} for link in links] or None
    return {"extension": extension, "linkId": link_id, "text": text, "type": "boolean"}


def display(link_id: str, text: str) -> dict:
    return {"linkId": link_id, "text": text, "type": "display"}


def help_text(link_id: str, text: str) -> dict:
    control = {"coding": [{"system": CONTROLS, "code": "help"}]}
    extension = {"url": f"{CORE}questionnaire-itemControl", "valueCodeableConcept": control}
    return {"extension": [extension]} | display(link_id, text)
