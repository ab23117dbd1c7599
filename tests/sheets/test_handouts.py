"""The printed sheets: read back from their PDFs by tools that did not make them."""

import io
import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise

import page
import pypdf
import pypdfium2
import pytest
import segno
import typst
import zxingcpp
from PIL import Image

import cache
from conftest import PROJECT, with_settings
from records.clinic import Clinic
from records.days import in_words
from records.defects import DataError
from records.reader import Reader
from records.review import Review
from records.sheets import Sheets
from records.site import Site, path_of
from records.yaml_lines import Text
from sheets import handouts, readback, typesetting
from sheets.drawings import STROKE_SIGNS, stroke_views

URL = "https://example.org/cheek-twitch-guide/"
ADDRESS = URL + "handouts/"
DRAFT, NONE = Review("draft"), Clinic()
CHECKED = Review("checked", "Dr A. Example", "GP", date(2026, 11, 1), date(2027, 11, 1))
MM = 72 / 25.4
SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}
NAMES_OF_FILES = [file.name for layout in handouts.LAYOUTS for file in layout.files]
EDITIONS = ("uk", "eu-in", "us-ca", "au", "nz", "other")  # those with the same sheets are one
FILES = [f"{edition}/{name}" for edition in ("uk", "us-ca") for name in NAMES_OF_FILES]
UK = Clinic(country="uk")
# The two papers differ in size and number only: `make proof` looks at Letter.
EACH = [pytest.param(name, marks=[pytest.mark.proof] if "us-ca" in name else []) for name in FILES]
LONG_NAME = (
    "St. Ælfgifu's Überörtliche Gemeinschaftspraxis für Neurologie und Gesichtsrehabilitation "
    "Łódź-Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, 3rd floor"
)


@pytest.fixture(scope="module")
def pdfs(data) -> dict[str, bytes]:
    return build(data, clinic=NONE)


@pytest.fixture(scope="module")
def readers(pdfs) -> dict[str, pypdf.PdfReader]:
    return {name: pypdf.PdfReader(io.BytesIO(pdf)) for name, pdf in pdfs.items()}


def loose(text: str) -> str:
    """A text without what a line's end may change: spaces and hyphens."""
    return re.sub(r"[\s\u200b-]+", "", text)


@lru_cache(maxsize=200)
def sides_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return loose("".join(sides_of(pdf)))


def version_of(data: Site) -> str:
    return f"{data.sheets.version} {in_words(data.red_flags.date)}"


def tags(reader: pypdf.PdfReader) -> list[tuple[str, dict]]:
    """Every element of the tag tree in reading order, as (name, its dictionary)."""

    def walk(node):
        nodes = node.get_object()
        for child in map(lambda n: n.get_object(), nodes if isinstance(nodes, list) else [nodes]):
            if isinstance(child, dict) and "/S" in child:
                yield child["/S"], child
                if "/K" in child:
                    yield from walk(child["/K"])

    return list(walk(reader.trailer["/Root"]["/StructTreeRoot"]["/K"]))


def build(
    data: Site, url: str = URL, review: Review = DRAFT, clinic: Clinic = UK
) -> dict[str, bytes]:
    """The sheets under other settings, of one country only."""
    return handouts.build(with_settings(data, url=url, review=review, clinic=clinic))


def only(monkeypatch, name: str) -> None:
    """Builds of one sheet only."""
    monkeypatch.setattr(handouts, "LAYOUTS", [s for s in handouts.LAYOUTS if s.name == name])


def with_sign(data: Site, sign: str) -> Site:
    """The data with another first emergency sign."""
    first, *tiers = data.red_flags.tiers
    group, *groups = first.groups
    flag, *flags = group.flags
    group = replace(group, flags=(replace(flag, sign=sign), *flags))
    first = replace(first, groups=(group, *groups))
    return replace(data, red_flags=replace(data.red_flags, tiers=(first, *tiers)))


def number_of(name: str) -> str:
    return "911" if name.startswith("us") else "999"


def is_of(name: str, *sheets: str) -> bool:
    return name.partition("/")[2].startswith(sheets)


def test_every_edition_has_every_file(pdfs):
    assert set(pdfs) == {f"{edition}/{name}" for edition in EDITIONS for name in NAMES_OF_FILES}
    assert {name: len(pdf) for name, pdf in pdfs.items() if len(pdf) > 84_000} == {}


@pytest.mark.parametrize("name", EACH)
def test_pages_and_paper(readers, name):
    pages = readers[name].pages
    sheet = name.partition("/")[2].split("-")[0].removesuffix(".pdf")
    if "large" in name:
        assert len(pages) == {"face": 5, "check": 6, "my": 4}[sheet]
    else:
        sides = {"face": 2, "get": 2, "check": 3, "my": 2, "poster": 1, "stroke": 1}
        assert len(pages) == sides[sheet]
    for one in pages:
        size = SIZES["letter" if name.startswith("us") else "a4"]
        # In large print the diary has the long side of the paper.
        sides = sorted(map(float, one.mediabox[2:])) if "large" in name else one.mediabox[2:]
        assert tuple(map(float, sides)) == pytest.approx(size, abs=0.1)


@pytest.mark.parametrize("name", EACH)
def test_fonts_are_embedded_and_large_enough(readers, name):
    sizes = []

    def visit(text, matrix, text_matrix, font, size):
        if text.strip():
            sizes.append(size * abs(text_matrix[3] * matrix[3]))
            fonts.add(font["/BaseFont"])
            (descendant,) = font["/DescendantFonts"]
            assert "FontFile" in " ".join(descendant.get_object()["/FontDescriptor"])

    fonts: set[str] = set()
    for one in readers[name].pages:
        one.extract_text(visitor_text=visit)
    assert min(sizes) >= (18 if "large" in name else 12) - 0.01
    assert {font.split("+")[1] for font in fonts} <= {
        "AtkinsonHyperlegible-Regular",
        "AtkinsonHyperlegible-Bold",
        "NotoSans-Regular",  # the digits
    }


@pytest.mark.parametrize("name", EACH)
def test_title_language_and_date(readers, data, name):
    reader = readers[name]
    sheet = next(s for s in data.sheets.sheets if is_of(name, s.id))
    assert reader.metadata.title == sheet.title
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata["/CreationDate"] == f"D:{data.red_flags.date.replace('-', '')}000000Z"


@pytest.mark.parametrize("name", EACH)
def test_tags(readers, data, name):
    found = tags(readers[name])
    names = [tag for tag, _ in found]
    levels = [int(tag[2]) for tag in names if re.fullmatch(r"/H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert (
        names.count("/LBody")
        == names.count("/LI")
        >= (5 if is_of(name, "face", "get", "check") else 0)
    )
    said = [node["/Alt"] for tag, node in found if tag == "/Figure"]
    fields = said.count(data.sheets.to_fill_in)
    least = {"my": 20, "poster": 0, "stroke": 1}.get(re.split("[-.]", name.partition("/")[2])[0], 3)
    assert fields >= least
    *drawings, code = [one for one in said if one != data.sheets.to_fill_in]
    assert URL in code
    assert len(drawings) == (len(STROKE_SIGNS) if is_of(name, "poster", "stroke") else 0)
    assert all(": " in one for one in drawings)
    if "appointment" in name:
        assert names.count("/TH") == 8
        assert names.count("/TR") == 16


@pytest.mark.parametrize("name", EACH)
def test_pdf_ua(pdfs, name, tmp_path):
    """The rules of PDF/UA-1 that `page-validation` checks; it is no certificate."""
    path = tmp_path / name.replace("/", "-")
    path.write_bytes(pdfs[name])
    report = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]


@pytest.mark.parametrize("name", EACH)
def test_every_text_of_the_data_is_there(pdfs, data, name):
    flags, facts, words, own = data.red_flags, data.key_facts, data.words, data.sheets
    emergency = flags.tiers[0]
    wanted = [
        words["review_draft"],
        words["disclaimer_checked"],
        own.copy,
        version_of(data),
    ]
    wanted += [ADDRESS.removeprefix("https://")]
    if not is_of(name, "poster", "stroke"):
        wanted += [own.clinic_name, own.clinic_phone, own.clinic_hours]
    if is_of(name, "face"):
        wanted += [flag.label for tier in flags.signs for flag in tier.flags]
        wanted += [group.name for tier in flags.signs for group in tier.groups]
        wanted += [text for tier in flags.signs for text in (tier.heading, tier.come_back)]
        wanted += [emergency.meanwhile, *(tier.how_soon for tier in flags.signs)]
        wanted += [fact.text for fact in (*facts.do, *facts.do_not)]
        wanted += [fact.text for fact in facts.facts if fact.id in own.facts]
        wanted += [words["strip"], flags.tiers[-1].calm, facts.linked.text, own.more_signs]
        wanted += [flags.tiers[-1].flags[0].why, own.while_you_wait]
    elif is_of(name, "check"):
        wanted += [flag.label for tier in flags.signs for flag in tier.flags]
        wanted += [group.name for tier in flags.signs for group in tier.groups]
        for answer in flags.answers:
            wanted += [answer.action, answer.how_soon, answer.meanwhile, answer.come_back]
            wanted += [answer.calm] if answer.calm else []
        wanted += [tier.heading for tier in flags.signs]
        wanted += [flags.none, flags.none_under_16, flags.under_16_or_pregnant, flags.lead]
        wanted += [flags.does_not_diagnose]
    elif is_of(name, "get"):
        wanted += [flag.label for tier in flags.signs for flag in tier.flags]
        for tier in flags.signs:
            wanted += [tier.heading, tier.how_soon, tier.come_back]
        wanted += [emergency.meanwhile, flags.under_16_or_pregnant, flags.does_not_diagnose]
    elif is_of(name, "my"):
        wanted += [words["strip"], emergency.action, *own.questions, *own.columns]
        wanted += [*(field.label for field in own.fields), *own.visit, *own.example]
    else:
        wanted += [words["strip"], emergency.heading, *(view.word for view in stroke_views(data))]
        wanted += [own.tell_staff, own.scan] if is_of(name, "poster") else [own.time_started]
    text = text_of(pdfs[name])
    number = number_of(name)
    missing = [w for w in wanted if loose(data.emergency_numbers.numbered(w, number)) not in text]
    assert not missing


def test_the_checklist_starts_with_all_that_is_urgent(readers, data):
    for name in ("uk/check-your-signs.pdf", "us-ca/check-your-signs.pdf"):
        first = loose(readers[name].pages[0].extract_text())
        for tier in data.red_flags.tiers[:2]:
            assert all(loose(flag.label) in first for flag in tier.flags)
    for name in (one for one in FILES if is_of(one, "face", "check")):
        sides = [loose(page.extract_text()) for page in readers[name].pages]
        early = sides[
            :2
        ]  # in 18 points the card needs a side, on the sheet to take home it is on 2
        for flag in data.red_flags.tiers[0].flags:
            assert any(loose(flag.label) in side for side in early), f"{name}: {flag.label}"


def test_the_sheet_to_take_home_is_calm_first(readers, data):
    """What most people need stands on side one, in this order; the number comes before all."""
    flags, facts = data.red_flags, data.key_facts
    for name in ("uk/face-twitching.pdf", "us-ca/face-twitching.pdf"):
        first, second = [loose(page.extract_text()) for page in readers[name].pages]
        order = [data.words["strip"], flags.tiers[3].calm, facts.linked.text, facts.do[0].text]
        order += [flags.tiers[2].heading, flags.tiers[2].come_back.split(". ")[0]]
        places = [first.find(loose(text)) for text in order]
        assert -1 not in places
        assert places == sorted(places)
        assert all(loose(one.label) in first for one in flags.tiers[2].flags)
        assert all(loose(one.label) in second for tier in flags.tiers[:2] for one in tier.flags)


def test_no_sheet_says_twice_that_it_is_a_draft(pdfs, data):
    said = data.words["disclaimer"].removeprefix(data.words["disclaimer_checked"])
    assert [name for name, pdf in pdfs.items() if loose(said) in text_of(pdf)] == []


def test_a_poster_has_few_words_and_the_largest_number(pdfs):
    for edition in ("uk", "us-ca"):
        side = pypdfium2.PdfDocument(pdfs[f"{edition}/poster.pdf"])[0]
        said: dict[float, list[str]] = {}
        for part in side.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            size = part.get_font_size() * abs(part.get_matrix().d)
            text = side.get_textpage().get_text_bounded(*part.get_bounds())
            said.setdefault(size, []).extend(re.findall(r"\w+", text))
        large = [word for size, words in said.items() if size > 13 for word in words]
        assert 20 < len(large) <= 40, large
        assert number_of(edition) in said[max(said)]


def test_each_country_has_its_own_numbers_and_paper_only(pdfs, data):
    """Another's number can cost a call that nobody answers."""
    regions = data.emergency_numbers.regions
    numbers = {one.emergency for one in regions} | {one.advice for one in regions if one.advice}
    action = data.red_flags.tiers[0].action
    for region in regions:
        own = {region.emergency, region.advice}
        edition = next(one for one in EDITIONS if region.id in one.split("-"))
        for name in (one for one in pdfs if one.startswith(f"{edition}/")):
            text = text_of(pdfs[name])
            assert loose(data.emergency_numbers.numbered(action, region.emergency)) in text, name
            assert loose(data.emergency_numbers.phrase) not in text
            found = [one for one in numbers - own if re.search(rf"(?<!\d){loose(one)}(?!\d)", text)]
            assert found == [], name
            advice = f"{region.advice} ({region.advice_name}). {region.note or ''}"
            told = is_of(name, "face", "get", "check")
            assert (loose(advice) in text) == bool(told and region.advice), name
            size = SIZES[region.paper]
            assert sizes_of(pdfs[name]) <= ({size, size[::-1]} if "large" in name else {size})


def sizes_of(pdf: bytes) -> set[tuple[float, ...]]:
    return {
        tuple(round(float(at), 2) for at in page.mediabox[2:])
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
    }


def test_anywhere_else_there_is_a_line_for_the_number(pdfs, data):
    numbers = {one.emergency for one in data.emergency_numbers.regions}
    for name in (one for one in pdfs if one.startswith("other/")):
        text = text_of(pdfs[name])
        assert loose(data.sheets.write_number) in text
        assert loose(data.red_flags.tiers[0].action) in text
        assert not [one for one in numbers if re.search(rf"(?<!\d){one}(?!\d)", text)], name


def test_each_side_has_the_sheets_leaflet_number(pdfs, data):
    found = {}
    for name, pdf in pdfs.items():
        edition, sheet = name.removesuffix(".pdf").removesuffix("-large-print").split("/")
        mark = re.compile(rf"CTG([A-Z]+?){loose(f'{edition}-{data.red_flags.version}').upper()}")
        numbers = {mark.search(loose(side))[0] for side in sides_of(pdf)}
        assert len(numbers) == 1, name
        found.setdefault(numbers.pop(), set()).add((edition, sheet))
    assert {len(sheets) for sheets in found.values()} == {1}, "no two sheets have one number"
    assert loose(f"CTG-FT-UK-{data.red_flags.version}") in found


def test_a_sheet_says_when_to_replace_it_only_if_a_check_is_due(data, monkeypatch):
    only(monkeypatch, "stroke-cards")
    said = loose(data.sheets.replace.split("{")[0])
    (draft,) = build(data).values()
    assert said not in text_of(draft)
    (checked,) = build(data, review=CHECKED).values()
    assert loose(data.sheets.replace.format(date="1 November 2027")) in text_of(checked)


@pytest.mark.parametrize("name", EACH)
def test_first_side_says_how_current_it_is(readers, data, name):
    sides = [loose(page.extract_text()) for page in readers[name].pages]
    assert loose(data.words["review_draft"]) in sides[0]
    assert loose(ADDRESS[8:]) in sides[-1 if "large" in name else 0]
    entry = next(one for one in data.sheets.sheets if is_of(name, one.id))
    assert loose(version_of(data)) in sides[-1 if "large" in name else 0]
    if len(sides) > 1:
        foot = loose(f"{entry.title.split(':')[0]} · CTG")
        assert all(foot in side for side in sides)


@pytest.mark.parametrize("name", EACH)
def test_code_is_read_from_grey_paper(pdfs, data, name):
    """A poster's and a card's open all signs, the others' say which version they are of."""
    version = f"changes/#v{data.changes.versions[0].version}"
    signs = f"{URL}when-to-seek-care/"
    *_, last = sides = list(pypdfium2.PdfDocument(pdfs[name]))
    side = last if "large" in name else sides[0]
    image = side.render(scale=150 / 72, grayscale=True).to_pil()
    code, *again = zxingcpp.read_barcodes(image)
    assert [one.text for one in again] == [code.text] * is_of(name, "stroke")
    assert code.text == (signs if is_of(name, "poster", "stroke") else ADDRESS + version)
    assert code.ec_level == "M"
    corners = code.position
    across = corners.top_right.x - corners.top_left.x
    assert across / 150 * 25.4 >= (75 if "poster" in name else 25) - 0.2  # mm, to a pixel
    modules, _ = segno.make_qr(code.text, error="m", boost_error=False).symbol_size(border=0)
    quiet = round(across / modules * 4) - 2  # 4 modules are empty around
    left, top = corners.top_left.x - quiet, corners.top_left.y - quiet
    right, bottom = corners.bottom_right.x + quiet, corners.bottom_right.y + quiet
    around = image.crop((left, top, right, bottom))
    around.paste(255, (quiet - 2, quiet - 2, around.width - quiet + 2, around.height - quiet + 2))
    assert around.getextrema()[0] > 250


@pytest.mark.parametrize("name", EACH)
def test_no_letter_lies_on_another(pdfs, name):
    for one in pypdfium2.PdfDocument(pdfs[name]):
        text = one.get_textpage()
        seen = [n for n in range(text.count_chars()) if text.get_text_range(n, 1).isprintable()]
        boxes = [text.get_charbox(n) for n in seen]
        boxes = sorted(box for box in boxes if box[2] - box[0] > 0.5 and box[3] - box[1] > 0.5)
        for number, (_, bottom, right, top) in enumerate(boxes):
            for other in boxes[number + 1 :]:
                if other[0] >= right - 1.5:  # neighbours in a line may overlap by kerning
                    break
                assert min(top, other[3]) - max(bottom, other[1]) < 0.7


def test_a_zero_has_no_stroke(pdfs):
    """No ink in the middle of any 0, which Atkinson Hyperlegible crosses out."""
    for name in ("au/poster.pdf", "uk/face-twitching.pdf", "us-ca/check-your-signs.pdf"):
        side = pypdfium2.PdfDocument(pdfs[name])[0]
        text, scale = side.get_textpage(), 6
        image = side.render(scale=scale, grayscale=True).to_pil()
        zeros = [n for n in range(text.count_chars()) if text.get_text_range(n, 1) == "0"]
        assert zeros, name
        for left, bottom, right, top in map(text.get_charbox, zeros):
            x, y = (left + right) / 2, side.get_height() - (bottom + top) / 2
            about, up = (right - left) / 8, (top - bottom) / 5
            box = (x - about, y - up, x + about, y + up)
            darkest, lightest = image.crop([round(scale * at) for at in box]).getextrema()
            assert lightest - darkest < 60, f"{name}: ink in the middle of a 0"


def test_an_address_that_is_copied_from_the_paper_works(pdfs):
    for name in FILES:
        assert "\u200b" not in "".join(sides_of(pdfs[name]))


def test_lines_are_thick_enough_for_a_copy_of_a_copy(pdfs):
    for name, pdf in pdfs.items():
        sides = pypdf.PdfReader(io.BytesIO(pdf)).pages
        lines = b"\n".join(side.get_contents().get_data() for side in sides)
        widths = [float(width) for width in re.findall(rb"([\d.]+) w\s", lines)]
        assert widths or "poster" in name
        assert all(width >= 1 for width in widths), name


@pytest.mark.parametrize("name", [one for one in FILES if re.search("/(face|check).*large", one)])
def test_a_card_that_goes_on_says_so(readers, data, name):
    """A heading read alone, over no sign of its own, must not look like an order to everybody."""
    number = number_of(name)
    for tier in data.red_flags.signs:
        heading = loose(data.emergency_numbers.numbered(tier.heading, number))
        sides = [loose(page.extract_text()) for page in readers[name].pages]
        first, *others = [
            side for side in sides if any(loose(flag.label) in side for flag in tier.flags)
        ]
        assert f"{heading}:" in first
        assert all(f"{heading}{loose(data.sheets.continued)}:" in side for side in others)


def test_the_same_texts_give_the_same_bytes(data, pdfs):
    again = build(data, clinic=NONE)
    assert again == pdfs
    assert handouts.pictures(again) == handouts.pictures(pdfs)


def test_pictures(pdfs):
    pictures = handouts.pictures(pdfs)
    assert set(pictures) == {f"{sheet.name}.png" for sheet in handouts.LAYOUTS}
    for png in pictures.values():
        image = Image.open(io.BytesIO(png))
        assert image.format == "PNG"
        assert image.size == (240, 340)  # as overrides/components/handouts-sheets.html says
        assert all(r == g == b for _, (r, g, b) in image.convert("RGB").getcolors())
        assert len(png) < 20_000


def test_what_the_page_shows(data, pdfs):
    shown = handouts.downloads(data, pdfs)
    assert [one.edition.id for one in shown] == [*EDITIONS]
    files = [file for one in shown for file in one.files]
    assert [file.name for file in files] == [*pdfs]
    for file in files:
        assert file.kilobytes == round(len(pdfs[file.name]) / 1000)
        assert file.sides == len(pypdf.PdfReader(io.BytesIO(pdfs[file.name])).pages)


def test_a_clinics_own_details(data):
    details = {
        "name": LONG_NAME,
        "phone": "+49 30 1234 567 890 (ext. 12)",
        "hours": ("Monday to Friday 8 to 12, 14 to 18", "Saturday 9 to 11", "Not on holidays"),
        "emergency": "112",
    }
    emergency = data.red_flags.tiers[0].action
    for name, pdf in build(data, clinic=Clinic(**details)).items():
        text = text_of(pdf)
        if not is_of(name, "stroke"):
            wanted = (details["name"], details["phone"], *details["hours"])
            assert all(loose(one) in text for one in wanted), name
        assert loose(data.emergency_numbers.numbered(emergency, "112")) in text
        assert not re.search(r"999|911|Australia000|youremergencynumber", text)


def dialled(pdf: bytes) -> set[str]:
    """What a sheet's links let a phone dial."""
    sides = pypdf.PdfReader(io.BytesIO(pdf)).pages
    marks = [mark.get_object() for side in sides for mark in side.get("/Annots", [])]
    found = {mark["/A"]["/URI"] for mark in marks}
    return {one.removeprefix("tel:") for one in found if one.startswith("tel:")}


def test_numbers_are_links_that_a_phone_dials(data, pdfs):
    for name in FILES:
        if not is_of(name, "poster", "stroke"):
            assert number_of(name) in dialled(pdfs[name]), name
    own = Clinic(phone="+44 (0)20 7946 0000 or 0800 11 11 (ext. 2)", country="uk")
    for name, pdf in build(data, clinic=own).items():
        if not is_of(name, "stroke"):
            assert dialled(pdf) >= {"+442079460000", "08001111"}, name


@pytest.mark.parametrize(
    ("clinic", "wanted"),
    [
        (Clinic(country="ca"), ["ca"]),
        (Clinic(country="in", emergency="108"), ["in"]),
        (Clinic(emergency="112"), ["eu-in"]),
        (Clinic(emergency="144"), ["other"]),
        (NONE, [*EDITIONS]),
    ],
)
def test_a_clinic_gets_its_own_edition(data, monkeypatch, clinic, wanted):
    only(monkeypatch, "poster")
    pdfs = build(data, clinic=clinic)
    assert [*pdfs] == [f"{edition}/poster.pdf" for edition in wanted]
    if clinic.emergency:
        said = data.emergency_numbers.numbered(data.red_flags.tiers[0].action, clinic.emergency)
        assert loose(said) in text_of(pdfs[f"{wanted[0]}/poster.pdf"])
    page = handouts.downloads(with_settings(data, clinic=clinic), pdfs)
    assert [file.name for one in page for file in one.files] == [*pdfs]
    assert [*handouts.pictures(pdfs)] == ["poster.png"]


@pytest.mark.parametrize(
    "text", ["#panic()", "*x* _y_", "$x$ \\ \\u{7}", "<script>alert(1)</script>", "`a` @b = c // d"]
)
def test_texts_are_never_read_as_markup(data, monkeypatch, text):
    only(monkeypatch, "poster")
    data = replace(data, sheets=replace(data.sheets, tell_staff=text))
    for pdf in build(data, clinic=replace(UK, name=text)).values():
        assert text_of(pdf).count(loose(text)) == 2


def test_accented_letters(data, monkeypatch):
    only(monkeypatch, "poster")
    name = "Ärzte Çelik, Đorđe, Ñuñez, Šťastný, Żółć, Őry, Þór, œuvre"
    assert loose(name) in text_of(build(data, clinic=replace(UK, name=name))["uk/poster.pdf"])


NAMES = [
    *("Nguyễn Thị Hương", "Ιατρείο Αθηνών", "Поликлиника №5", "दिल्ली क्लिनिक", "head\u2011ache"),
    *("சென்னை மருத்துவமனை", "โรงพยาบาลรามาธิบดี"),
]


@pytest.mark.parametrize("name", NAMES)
def test_names_in_other_letters_are_printed_whole(data, monkeypatch, name):
    only(monkeypatch, "poster")
    checked = replace(CHECKED, reviewer=f"Dr {name}")
    for pdf in build(data, clinic=replace(UK, name=name), review=checked).values():
        side = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
        assert readback.loose(side).count(readback.loose(name)) == 2


@pytest.mark.parametrize(
    ("name", "from_left"), [("أحمد طب", "بطدمحأ"), ("Ł, أحمد, ß", "Łدمحأß"), ("(§) أحمد", "دمحأ§")]
)
def test_a_name_from_right_to_left(data, monkeypatch, name, from_left):
    only(monkeypatch, "poster")
    for pdf in build(data, clinic=Clinic(name=name)).values():
        text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
        at = {text.get_text_range(n, 1): text.get_charbox(n)[0] for n in range(text.count_chars())}
        assert sorted(from_left, key=at.get) == list(from_left)


def test_fonts_for_other_letters_are_read_only_where_a_name_needs_them(data, monkeypatch, tmp_path):
    only(monkeypatch, "poster")
    asked = []
    compiler = typesetting._compiler
    monkeypatch.setattr(typesetting, "_compiler", lambda *a: asked.append(a) or compiler(*a))
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    build(data, clinic=replace(UK, name="Nguyễn दिल्ली Ж"))
    build(data, clinic=replace(UK, name="كلينك சென்னை"))
    assert asked == [(), ("ARABIC", "TAMIL")]


@pytest.mark.parametrize("sign", ["😀", "上", "ש"])
def test_a_sign_that_no_font_has_is_named_with_its_file_and_line(data, sign):
    name = Text.at(23, f"Dr {sign}")
    name.path = "mkdocs.yml"
    problem = f"mkdocs.yml:23: handouts: uk/face-twitching.pdf: .* '{sign}' .*, in 'Dr {sign}'"
    with pytest.raises(ValueError, match=problem):
        build(data, clinic=replace(UK, name=name))


LONGER = pytest.param("X" * 60, marks=pytest.mark.proof)


@pytest.mark.parametrize("word", ["Otorhinolaryngologist", LONGER])
@pytest.mark.parametrize("field", ["reviewer", "role"])
def test_long_names_wrap(data, monkeypatch, field, word):
    only(monkeypatch, "face-twitching")
    for pdf in build(data, review=replace(CHECKED, **{field: word})).values():
        assert readback.loose(word) in readback.loose(text_of(pdf))


def test_a_sheet_that_is_too_long_names_its_longest_texts(data, monkeypatch):
    only(monkeypatch, "poster")
    long = Text.at(7, "word " * 400)
    long.path = "docs/data/sheets.yml"
    problem = r"uk/poster.pdf: .*; shorten a text; the longest are docs/data/sheets.yml:7 \(2000 "
    with pytest.raises(ValueError, match=problem):
        build(replace(data, sheets=replace(data.sheets, tell_staff=long)))


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost/", ""])
def test_without_a_public_address(data, url, monkeypatch):
    only(monkeypatch, "poster")
    for name, pdf in build(data, url=url).items():
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        assert loose(data.sheets.sample) in loose(reader.pages[0].extract_text()), name
        assert [tag for tag, _ in tags(reader)].count("/Figure") == len(STROKE_SIGNS)
        assert "localhost" not in text_of(pdf)
        assert loose(data.sheets.scan) not in text_of(pdf), "there is no code to scan"


@pytest.mark.parametrize("state", ["checked", "overdue"])
def test_review_state(data, monkeypatch, state):
    only(monkeypatch, "check-your-signs")
    review = Review(state, "Dr Ada Example", "neurologist", date(2026, 1, 2), date(2027, 1, 2))
    said = {"reviewer": "Dr Ada Example", "role": "neurologist"}
    said |= {"date": "2 January 2026", "next": "2 January 2027"}
    for pdf in build(data, review=review).values():
        first = loose(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text())
        assert loose(data.words[f"end_{state}"].format(**said).rstrip(".")) in first
        assert loose(data.words["review_draft"]) not in text_of(pdf)


def test_a_changed_word_changes_every_sheet_that_says_it(data, pdfs):
    changed = build(with_sign(data, "one half of your face hangs"))
    differing = {name for name in changed if changed[name] != pdfs[name]}
    assert differing == {name for name in changed if is_of(name, "face", "get", "check")}


def test_too_long_a_text_stops_the_build(data):
    flags = data.red_flags
    first, *tiers = flags.tiers
    first = replace(first, meanwhile=first.meanwhile + " Do not eat or drink now." * 40)
    data = replace(data, red_flags=replace(flags, tiers=(first, *tiers)))
    with pytest.raises(ValueError, match=r"uk/face-twitching\.pdf: 3 sides \(at most 2\)"):
        build(data)


def test_a_long_address_is_no_trouble(data, monkeypatch):
    only(monkeypatch, "check-your-signs")
    url = "https://a-very-long-organisation-name.github.io/cheek-twitch-guide-for-everybody/en"
    for pdf in build(data, url=url, clinic=Clinic(name=LONG_NAME)).values():
        assert loose(url.removeprefix("https://") + "/handouts/") in text_of(pdf)


def small(body: str) -> bytes:
    """A sheet made by hand, to try the limits on."""
    head = '#set document(title: "T")\n#set text(fallback: false, font: "Atkinson Hyperlegible")\n'
    fonts = typst.Fonts(False, False, typesetting.FONTS)
    return typst.compile((head + body).encode(), font_paths=fonts, format="pdf")


@pytest.mark.parametrize(
    ("body", "texts", "problem"),
    [
        ("#set text(12pt)\nhello", ["hello"], None),
        ("#set text(12pt)\nhello", ["goodbye"], "not on the sheet, .*: 'goodbye'"),
        ("#set text(12pt)\nhello #pagebreak() you", ["hello you"], "broken over two sides"),
        ("#set text(12pt)\na #pagebreak() b #pagebreak() c", [], "3 sides .at most 2."),
        ("#set text(11.5pt)\nhello", [], "type of 11.5 pt .at least 12."),
        ("#set text(24pt)\n#scale(45%)[hello]", [], "type of 10.8 pt"),
        ("#set text(12pt)\n#set page(margin: 4mm)\nhello", [], "less than 11 mm from an edge"),
        ("#set text(12pt)\n#box(width: 1000mm)[#h(1fr) hello]", [], "less than 11 mm"),
    ],
)
def test_limits(body, texts, problem):
    if problem is None:
        readback.check(small(body), {"all": texts}, 2, 12)
    else:
        with pytest.raises(ValueError, match=problem):
            readback.check(small(body), {"all": texts}, 2, 12)


def test_a_picture_without_words_stops_the_build(data):
    data = replace(data, sheets=replace(data.sheets, code=""))
    with pytest.raises(ValueError, match=r"uk/face-twitching\.pdf: .*alt"):
        build(data)


@pytest.mark.parametrize(
    ("find", "put", "problem"),
    [
        ("{sides}", "{side}", "'side' must contain {sides}"),
        ("[less-than-2-weeks,", "[les-than-2-weeks,", "unknown fact 'les-than-2-weeks'"),
        ("web: when-to-seek-care/checklist.md", "web: no.md", "there is no page docs/no.md"),
        ("scan: ", "scam: ", "unknown field 'scam'"),
        ("id: poster", "id: postcard", "they must be face-twitching, get-help"),
        ("[Day, Date, ", "[Date, ", "7 columns (at least 8)"),
        ("diary: Diary", "diary: <b>Diary</b>", "'diary' contains markup"),
    ],
)
def test_defects_of_sheets_yml(data, tmp_path, find, put, problem):
    for path in ("docs/when-to-seek-care", "docs/data"):
        (tmp_path / path).mkdir(parents=True)
    for entry in data.sheets.sheets:
        (tmp_path / "docs" / entry.web).touch()
    path = path_of("sheets")
    text = (PROJECT / path).read_text("utf-8")
    assert find in text
    (tmp_path / path).write_text(text.replace(find, put, 1), "utf-8")
    reader = Reader(tmp_path)
    reader.known["fact"] = {fact.id: fact.id for fact in data.key_facts.facts}
    reader.load(Sheets, path)
    with pytest.raises(DataError, match=re.escape(problem)):
        reader.check()
