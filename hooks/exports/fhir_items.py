"""The parts of a FHIR Questionnaire: groups, questions, texts to show, conditions."""

CORE = "http://hl7.org/fhir/StructureDefinition/"

CONTROLS = "http://hl7.org/fhir/questionnaire-item-control"


def yes(link_id: str) -> dict:
    return {"question": link_id, "operator": "=", "answerBoolean": True}


def item_group(link_id: str, text: str, items: list) -> dict:
    return {"linkId": link_id, "text": text, "type": "group", "item": items}


def question(link_id: str, text: str, used, sources: dict) -> dict:
    """A yes-or-no question with links to its sources, as far as they have a public page."""
    url = f"{CORE}questionnaire-supportLink"
    links = [sources[one].address for one in used if sources[one].address]
    extension = [{"url": url, "valueUri": link} for link in links] or None
    return {"extension": extension, "linkId": link_id, "text": text, "type": "boolean"}


def display(link_id: str, text: str) -> dict:
    return {"linkId": link_id, "text": text, "type": "display"}


def help_text(link_id: str, text: str) -> dict:
    control = {"coding": [{"system": CONTROLS, "code": "help"}]}
    extension = {"url": f"{CORE}questionnaire-itemControl", "valueCodeableConcept": control}
    return {"extension": [extension]} | display(link_id, text)
