"""What a practice can send to patients: a text message that fits, a letter and a link card."""

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
    """The defects of the project in `root` if it is published at this address."""
    reader = Reader(root)
    site_settings = settings.load(reader, "mkdocs.yml", SETTINGS["site_name"], url, "")
    try:
        load(reader, site_settings)
    except DataError as error:
        return str(error)
    return ""


def test_the_text_message_fits_two_parts_with_its_address(data):
    (_, sms), (_, letter) = with_settings(data, url=ADDRESS).to_send
    assert len(sms) <= SMS
    assert GSM.fullmatch(sms)
    for text in (sms, letter):
        assert text.endswith(f" {ADDRESS}when-to-seek-care/")


def test_the_text_message_repeats_the_signs_and_the_action(data):
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


def test_texts_to_send_without_an_address_say_so(data):
    for _, text in with_settings(data, url="").to_send:
        assert text.endswith(data.sheets.sample)


def test_the_page_for_staff_shows_the_texts_to_send(pages, data):
    shown = [
        quote.get_text(strip=True) for quote in pages["/handouts/for-staff/"].select("blockquote")
    ]
    assert shown == [text for _, text in data.to_send]


def card(site) -> BeautifulSoup:
    """The HTML that a practice copies, parsed as its own page would show it."""
    page = BeautifulSoup(expand.expand("<!-- sheets: to-send -->", site, str), "html.parser")
    return BeautifulSoup(page.select_one("pre.to-copy > code").get_text(), "html.parser")


def test_the_link_card_holds_the_address_the_title_and_a_sentence(data):
    lines = card(with_settings(data, url=ADDRESS))
    assert [link["href"] for link in lines.select("[href]")] == [f"{ADDRESS}when-to-seek-care/"]
    assert lines.a.get_text() == data.settings.name
    assert " ".join(lines.get_text(" ").split()) == f"{data.settings.name} {data.sheets.card}"
    wanted = {("p", "lang"), ("b", ""), ("a", "href"), ("br", "")}
    assert {(element.name, "".join(element.attrs)) for element in lines.find_all(True)} == wanted


def test_the_link_card_to_copy_matches_the_one_shown(pages):
    page = pages["/handouts/for-staff/"]
    copied = BeautifulSoup(page.select_one("pre.to-copy > code").get_text(), "html.parser")
    assert str(copied.p) == str(page.select_one(".panel > p"))


def test_names_in_the_link_card_to_copy_are_escaped_once(data):
    name, sentence = 'A & B\'s "guide" < 2', "Face & cheek."
    sheets = replace(data.sheets, card=sentence)
    lines = card(with_settings(replace(data, sheets=sheets), url=ADDRESS, name=name))
    assert lines.a.get_text() == name
    assert lines.p.get_text().endswith(sentence)
    assert len(lines.find_all(True)) == 4


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
def test_an_invalid_text_message_is_reported_with_its_line(copy, pattern, instead, url, problem):
    rewrite(copy / "docs/data/sheets.yml", (pattern, instead))
    lines = (copy / "docs/data/sheets.yml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if text.startswith("sms: "))
    reported = [defect for defect in defects(copy, url).splitlines() if "'sms'" in defect]
    assert bool(reported) == bool(problem)
    assert all(defect.startswith(f"docs/data/sheets.yml:{line}: ") for defect in reported)
    assert not problem or any(problem in defect for defect in reported)


def test_the_project_has_no_defects():
    assert defects(PROJECT, ADDRESS) == ""
