"""What a practice can send to a patient: a text message that fits, with the emergency signs."""

import re
from dataclasses import replace
from html import unescape

import pytest
from bs4 import BeautifulSoup

from components import expand
from conftest import PROJECT, SETTINGS, rewrite, with_settings
from records import settings
from records.clinic import Clinic
from records.defects import DataError
from records.reader import Reader
from records.sheets import GSM, SMS
from records.site import load

ADDRESS = "https://practice.example.org/face-twitching/"


def defects(root, url: str) -> str:
    """What is wrong with the project in `root` when it stands at an address."""
    reader = Reader(root)
    found = settings.load(reader, "mkdocs.yml", SETTINGS["site_name"], url, "")
    try:
        load(reader, found)
    except DataError as error:
        return str(error)
    return ""


def test_the_text_message_has_two_parts_with_its_address(data):
    (_, sms), (_, letter) = with_settings(data, url=ADDRESS).to_send
    assert len(sms) <= SMS
    assert GSM.fullmatch(sms)
    for text in (sms, letter):
        assert text.endswith(f" {ADDRESS}when-to-seek-care/")


def test_the_text_message_says_the_signs_and_the_action_of_the_data(data):
    (_, sms), _ = data.to_send
    emergency = data.red_flags.tiers[0]
    assert emergency.groups[0].in_short in sms.lower()
    assert emergency.action in sms


@pytest.mark.parametrize(
    ("clinic", "number"), [({"country": "nz"}, "111"), ({"emergency": "144"}, "144"), ({}, None)]
)
def test_the_text_message_names_the_number_of_a_clinic(data, clinic, number):
    site, numbers = with_settings(data, clinic=Clinic(**clinic)), data.emergency_numbers
    (_, sms), _ = site.to_send
    assert numbers.numbered(data.red_flags.tiers[0].action, number) in sms
    page = unescape(expand.expand("<!-- sheets: to-send -->", site, str))
    assert (numbers.phrase in page) == (number is None)
    assert (data.sheets.put_number.format(phrase=numbers.phrase) in page) == (number is None)


def test_words_for_the_number_that_the_advice_lacks_are_named(copy):
    path = "docs/data/emergency-numbers.yml"
    rewrite(copy / path, ("^phrase: .*$", "phrase: the number of your town"))
    assert re.match(rf"{path}:\d+: 'phrase' must", defects(copy, ADDRESS))


def test_without_an_address_it_says_so(data):
    for _, text in with_settings(data, url="").to_send:
        assert text.endswith(data.sheets.sample)


def test_the_page_for_staff_shows_what_the_data_say(pages, data):
    shown = [one.get_text(strip=True) for one in pages["/handouts/for-staff/"].select("blockquote")]
    assert shown == [text for _, text in data.to_send]


def card(site) -> BeautifulSoup:
    """The lines that a practice copies, as its own page would show them."""
    page = BeautifulSoup(expand.expand("<!-- sheets: to-send -->", site, str), "html.parser")
    return BeautifulSoup(page.select_one("pre.to-copy > code").get_text(), "html.parser")


def test_the_link_card_is_the_address_the_title_and_a_sentence(data):
    found = card(with_settings(data, url=ADDRESS))
    assert [link["href"] for link in found.select("[href]")] == [f"{ADDRESS}when-to-seek-care/"]
    assert found.a.get_text() == data.settings.name
    assert " ".join(found.get_text(" ").split()) == f"{data.settings.name} {data.sheets.card}"
    wanted = {("p", "lang"), ("b", ""), ("a", "href"), ("br", "")}
    assert {(one.name, "".join(one.attrs)) for one in found.find_all(True)} == wanted


def test_the_link_card_is_copied_as_it_is_shown(pages):
    page = pages["/handouts/for-staff/"]
    copied = BeautifulSoup(page.select_one("pre.to-copy > code").get_text(), "html.parser")
    assert str(copied.p) == str(page.select_one(".panel > p"))


def test_names_in_the_link_card_are_escaped_once_for_whoever_copies_it(data):
    name, sentence = 'A & B\'s "guide" < 2', "Face & cheek."
    sheets = replace(data.sheets, card=sentence)
    found = card(with_settings(replace(data, sheets=sheets), url=ADDRESS, name=name))
    assert found.a.get_text() == name
    assert found.p.get_text().endswith(sentence)
    assert len(found.find_all(True)) == 4


def test_without_an_address_there_is_no_card_to_copy(data):
    html = expand.expand("<!-- sheets: to-send -->", with_settings(data, url=""), str)
    assert data.sheets.sample in html
    assert "<pre" not in html


@pytest.mark.parametrize(
    ("pattern", "instead", "url", "problem"),
    [
        ("^sms: .*$", "\\g<0>", ADDRESS, ""),
        ("^sms: .*$", "\\g<0>", f"https://example.org/{'x' * 99}/", "characters with its address"),
        (
            "^(sms: .).*(.)$",
            "\\1It\u2019s {signs}. {action}: {address}\\2",
            ADDRESS,
            "contains '\u2019'",
        ),
        ("^(sms: .).*(.)$", r"\1{signs}: {address}\2", ADDRESS, "must contain {action}"),
        (r"\{signs\}. ", "{signs} {sign}? ", ADDRESS, "contains markup"),
    ],
)
def test_a_text_message_that_does_not_fit_is_named_with_its_line(
    copy, pattern, instead, url, problem
):
    rewrite(copy / "docs/data/sheets.yml", (pattern, instead))
    lines = (copy / "docs/data/sheets.yml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, one in enumerate(lines, 1) if one.startswith("sms: "))
    found = [one for one in defects(copy, url).splitlines() if "'sms'" in one]
    assert bool(found) == bool(problem)
    assert all(one.startswith(f"docs/data/sheets.yml:{line}: ") for one in found)
    assert not problem or any(problem in one for one in found)


def test_the_project_itself_is_in_order():
    assert defects(PROJECT, ADDRESS) == ""
