"""The printed sheets, read back from their PDFs with other tools than those that made them."""

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
from records.yaml_lines import YamlText
from sheets import handouts, readback, typesetting
from sheets.drawings import STROKE_SIGNS, stroke_views

URL = "https://example.org/cheek-twitch-guide/"
ADDRESS = URL + "handouts/"
DRAFT, NO_CLINIC = Review("draft"), Clinic()
CHECKED = Review("checked", "Dr A. Example", "GP", date(2026, 11, 1), date(2027, 11, 1))
MM = 72 / 25.4
SIZES = {"a4": (595.28, 841.89), "letter": (612, 792)}
FILE_NAMES = [file.name for layout in handouts.LAYOUTS for file in layout.files]
EDITIONS = ("uk", "eu-in", "us-ca", "au", "nz", "other")  # countries with the same sheets share one
FILES = [f"{edition}/{name}" for edition in ("uk", "us-ca") for name in FILE_NAMES]
UK = Clinic(country="uk")
# The two papers differ only in size and number, so Letter is left to `make proof`.
EACH = [pytest.param(name, marks=[pytest.mark.proof] if "us-ca" in name else []) for name in FILES]
LONG_NAME = (
    "St. Ælfgifu's Überörtliche Gemeinschaftspraxis für Neurologie und Gesichtsrehabilitation "
    "Łódź-Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, 3rd floor"
)


@pytest.fixture(scope="module")
def pdfs(data) -> dict[str, bytes]:
    return build(data, clinic=NO_CLINIC)


@pytest.fixture(scope="module")
def readers(pdfs) -> dict[str, pypdf.PdfReader]:
    return {name: pypdf.PdfReader(io.BytesIO(pdf)) for name, pdf in pdfs.items()}


def loose(text: str) -> str:
    """A text without spaces and hyphens, which may change at the end of a line."""
    return re.sub(r"[\s\u200b-]+", "", text)


@lru_cache(maxsize=200)
def sides_of(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    return loose("".join(sides_of(pdf)))


def version_of(data: Site) -> str:
    return f"{data.sheets.version} {in_words(data.red_flags.date)}"


def tags(reader: pypdf.PdfReader) -> list[tuple[str, dict]]:
    """All elements of the tag tree in reading order, as (name, dictionary)."""

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
    """The sheets with other settings, by default for one country only."""
    return handouts.build(with_settings(data, url=url, review=review, clinic=clinic))


def build_only(monkeypatch, name: str) -> None:
    """Lets `build` make one sheet only, to save time."""
    monkeypatch.setattr(handouts, "LAYOUTS", [s for s in handouts.LAYOUTS if s.name == name])


def with_sign(data: Site, sign: str) -> Site:
    """The data with other words for the first emergency sign."""
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


def test_every_edition_has_every_file_and_none_is_heavy(pdfs):
    assert set(pdfs) == {f"{edition}/{name}" for edition in EDITIONS for name in FILE_NAMES}
    assert {name: len(pdf) for name, pdf in pdfs.items() if len(pdf) > 84_000} == {}


@pytest.mark.parametrize("name", EACH)
def test_each_sheet_has_its_sides_and_paper_size(readers, name):
    pages = readers[name].pages
    sheet = name.partition("/")[2].split("-")[0].removesuffix(".pdf")
    if "large" in name:
        assert len(pages) == {"face": 5, "check": 6, "my": 4}[sheet]
    else:
        sides = {"face": 2, "get": 2, "check": 3, "my": 2, "poster": 1, "stroke": 1}
        assert len(pages) == sides[sheet]
    for side in pages:
        size = SIZES["letter" if name.startswith("us") else "a4"]
        # In large print the diary has the long side of the paper.
        sides = sorted(map(float, side.mediabox[2:])) if "large" in name else side.mediabox[2:]
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
    for side in readers[name].pages:
        side.extract_text(visitor_text=visit)
    assert min(sizes) >= (18 if "large" in name else 12) - 0.01
    assert {font.split("+")[1] for font in fonts} <= {
        "AtkinsonHyperlegible-Regular",
        "AtkinsonHyperlegible-Bold",
        "NotoSans-Regular",  # the digits
    }


@pytest.mark.parametrize("name", EACH)
def test_each_sheet_has_its_title_language_and_date(readers, data, name):
    reader = readers[name]
    sheet = next(s for s in data.sheets.sheets if is_of(name, s.id))
    assert reader.metadata.title == sheet.title
    assert reader.trailer["/Root"]["/Lang"] == "en-GB"
    assert reader.metadata["/CreationDate"] == f"D:{data.red_flags.date.replace('-', '')}000000Z"


@pytest.mark.parametrize("name", EACH)
def test_headings_lists_fields_and_figures_are_tagged(readers, data, name):
    elements = tags(readers[name])
    names = [tag for tag, _ in elements]
    levels = [int(tag[2]) for tag in names if re.fullmatch(r"/H\d", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert (
        names.count("/LBody")
        == names.count("/LI")
        >= (5 if is_of(name, "face", "get", "check") else 0)
    )
    alternatives = [node["/Alt"] for tag, node in elements if tag == "/Figure"]
    fields = alternatives.count(data.sheets.to_fill_in)
    least = {"my": 20, "poster": 0, "stroke": 1}.get(re.split("[-.]", name.partition("/")[2])[0], 3)
    assert fields >= least
    *drawings, code = [
        alternative for alternative in alternatives if alternative != data.sheets.to_fill_in
    ]
    assert URL in code
    assert len(drawings) == (len(STROKE_SIGNS) if is_of(name, "poster", "stroke") else 0)
    assert all(": " in drawing for drawing in drawings)
    if "appointment" in name:
        assert names.count("/TH") == 8
        assert names.count("/TR") == 16


@pytest.mark.parametrize("name", EACH)
def test_each_sheet_conforms_to_pdf_ua(pdfs, name, tmp_path):
    """By the rules of PDF/UA-1 that `page-validation` checks, which is no certification."""
    path = tmp_path / name.replace("/", "-")
    path.write_bytes(pdfs[name])
    report = page.validate_pdf(path, profile=page.ValidationProfile.PDF_UA_1)
    assert report.is_compliant, [failure.message for failure in report.failures]


@pytest.mark.parametrize("name", EACH)
def test_each_sheet_prints_every_text_of_the_data(pdfs, data, name):
    flags, facts, words, sheets = data.red_flags, data.key_facts, data.words, data.sheets
    emergency = flags.tiers[0]
    wanted = [
        words["review_draft"],
        words["disclaimer_checked"],
        sheets.copy,
        version_of(data),
    ]
    wanted += [ADDRESS.removeprefix("https://")]
    if not is_of(name, "poster", "stroke"):
        wanted += [sheets.clinic_name, sheets.clinic_phone, sheets.clinic_hours]
    if is_of(name, "face"):
        wanted += [flag.label for tier in flags.signs for flag in tier.flags]
        wanted += [group.name for tier in flags.signs for group in tier.groups]
        wanted += [text for tier in flags.signs for text in (tier.heading, tier.come_back)]
        wanted += [emergency.meanwhile, *(tier.how_soon for tier in flags.signs)]
        wanted += [fact.text for fact in (*facts.do, *facts.do_not)]
        wanted += [fact.text for fact in facts.facts if fact.id in sheets.facts]
        wanted += [words["strip"], flags.tiers[-1].calm, facts.linked.text, sheets.more_signs]
        wanted += [flags.tiers[-1].flags[0].why, sheets.while_you_wait]
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
        wanted += [words["strip"], emergency.action, *sheets.questions, *sheets.columns]
        wanted += [*(field.label for field in sheets.fields), *sheets.visit, *sheets.example]
    else:
        wanted += [words["strip"], emergency.heading, *(view.word for view in stroke_views(data))]
        wanted += (
            [sheets.tell_staff, sheets.scan] if is_of(name, "poster") else [sheets.time_started]
        )
    text = text_of(pdfs[name])
    number = number_of(name)
    missing = [w for w in wanted if loose(data.emergency_numbers.numbered(w, number)) not in text]
    assert not missing


def test_urgent_signs_are_on_the_first_sides(readers, data):
    for name in ("uk/check-your-signs.pdf", "us-ca/check-your-signs.pdf"):
        first = loose(readers[name].pages[0].extract_text())
        for tier in data.red_flags.tiers[:2]:
            assert all(loose(flag.label) in first for flag in tier.flags)
    for name in (file for file in FILES if is_of(file, "face", "check")):
        sides = [loose(page.extract_text()) for page in readers[name].pages]
        early = sides[
            :2
        ]  # the card fills a side in 18 points, and is on side 2 of the take-home sheet
        for flag in data.red_flags.tiers[0].flags:
            assert any(loose(flag.label) in side for side in early), f"{name}: {flag.label}"


def test_the_take_home_sheet_starts_calmly(readers, data):
    """Side one has what most people need, in this order, after the emergency number."""
    flags, facts = data.red_flags, data.key_facts
    for name in ("uk/face-twitching.pdf", "us-ca/face-twitching.pdf"):
        first, second = [loose(page.extract_text()) for page in readers[name].pages]
        order = [data.words["strip"], flags.tiers[3].calm, facts.linked.text, facts.do[0].text]
        order += [flags.tiers[2].heading, flags.tiers[2].come_back.split(". ")[0]]
        places = [first.find(loose(text)) for text in order]
        assert -1 not in places
        assert places == sorted(places)
        assert all(loose(flag.label) in first for flag in flags.tiers[2].flags)
        assert all(loose(flag.label) in second for tier in flags.tiers[:2] for flag in tier.flags)


def test_no_sheet_says_twice_that_it_is_a_draft(pdfs, data):
    said = data.words["disclaimer"].removeprefix(data.words["disclaimer_checked"])
    assert [name for name, pdf in pdfs.items() if loose(said) in text_of(pdf)] == []


def test_the_poster_has_few_words_and_the_number_in_the_largest_type(pdfs):
    for edition in ("uk", "us-ca"):
        side = pypdfium2.PdfDocument(pdfs[f"{edition}/poster.pdf"])[0]
        by_size: dict[float, list[str]] = {}
        for part in side.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            size = part.get_font_size() * abs(part.get_matrix().d)
            text = side.get_textpage().get_text_bounded(*part.get_bounds())
            by_size.setdefault(size, []).extend(re.findall(r"\w+", text))
        large = [word for size, words in by_size.items() if size > 13 for word in words]
        assert 20 < len(large) <= 40, large
        assert number_of(edition) in by_size[max(by_size)]


def test_each_country_has_only_its_own_numbers_and_paper(pdfs, data):
    """A number of another country can cost a call that nobody answers."""
    regions = data.emergency_numbers.regions
    numbers = {region.emergency for region in regions} | {
        region.advice for region in regions if region.advice
    }
    action = data.red_flags.tiers[0].action
    for region in regions:
        local = {region.emergency, region.advice}
        edition = next(edition for edition in EDITIONS if region.id in edition.split("-"))
        for name in (file for file in pdfs if file.startswith(f"{edition}/")):
            text = text_of(pdfs[name])
            assert loose(data.emergency_numbers.numbered(action, region.emergency)) in text, name
            assert loose(data.emergency_numbers.phrase) not in text
            foreign = [
                number
                for number in numbers - local
                if re.search(rf"(?<!\d){loose(number)}(?!\d)", text)
            ]
            assert foreign == [], name
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


def test_sheets_for_other_countries_have_a_line_for_the_number(pdfs, data):
    numbers = {region.emergency for region in data.emergency_numbers.regions}
    for name in (file for file in pdfs if file.startswith("other/")):
        text = text_of(pdfs[name])
        assert loose(data.sheets.write_number) in text
        assert loose(data.red_flags.tiers[0].action) in text
        assert not [number for number in numbers if re.search(rf"(?<!\d){number}(?!\d)", text)], (
            name
        )


def test_each_side_has_the_leaflet_number(pdfs, data):
    sheets_by_number = {}
    for name, pdf in pdfs.items():
        edition, sheet = name.removesuffix(".pdf").removesuffix("-large-print").split("/")
        mark = re.compile(rf"CTG([A-Z]+?){loose(f'{edition}-{data.red_flags.version}').upper()}")
        numbers = {mark.search(loose(side))[0] for side in sides_of(pdf)}
        assert len(numbers) == 1, name
        sheets_by_number.setdefault(numbers.pop(), set()).add((edition, sheet))
    assert {len(sheets) for sheets in sheets_by_number.values()} == {1}, (
        "no two sheets have one number"
    )
    assert loose(f"CTG-FT-UK-{data.red_flags.version}") in sheets_by_number


def test_only_a_reviewed_sheet_says_when_to_replace_it(data, monkeypatch):
    build_only(monkeypatch, "stroke-cards")
    replace_by = loose(data.sheets.replace.split("{")[0])
    (draft,) = build(data).values()
    assert replace_by not in text_of(draft)
    (checked,) = build(data, review=CHECKED).values()
    assert loose(data.sheets.replace.format(date="1 November 2027")) in text_of(checked)


@pytest.mark.parametrize("name", EACH)
def test_each_sheet_says_how_current_it_is(readers, data, name):
    sides = [loose(page.extract_text()) for page in readers[name].pages]
    assert loose(data.words["review_draft"]) in sides[0]
    assert loose(ADDRESS[8:]) in sides[-1 if "large" in name else 0]
    entry = next(sheet for sheet in data.sheets.sheets if is_of(name, sheet.id))
    assert loose(version_of(data)) in sides[-1 if "large" in name else 0]
    if len(sides) > 1:
        foot = loose(f"{entry.title.split(':')[0]} · CTG")
        assert all(foot in side for side in sides)


@pytest.mark.parametrize("name", EACH)
def test_the_qr_code_can_be_read_in_grey(pdfs, data, name):
    """Codes on the poster and the cards open all signs; the others open the sheet's version."""
    version = f"changes/#v{data.changes.versions[0].version}"
    signs = f"{URL}when-to-seek-care/"
    *_, last = sides = list(pypdfium2.PdfDocument(pdfs[name]))
    side = last if "large" in name else sides[0]
    image = side.render(scale=150 / 72, grayscale=True).to_pil()
    code, *again = zxingcpp.read_barcodes(image)
    assert [copy.text for copy in again] == [code.text] * is_of(name, "stroke")
    assert code.text == (signs if is_of(name, "poster", "stroke") else ADDRESS + version)
    assert code.ec_level == "M"
    corners = code.position
    across = corners.top_right.x - corners.top_left.x
    assert across / 150 * 25.4 >= (75 if "poster" in name else 25) - 0.2  # mm, to a pixel
    modules, _ = segno.make_qr(code.text, error="m", boost_error=False).symbol_size(border=0)
    quiet = round(across / modules * 4) - 2  # the quiet zone: 4 empty modules on each side
    left, top = corners.top_left.x - quiet, corners.top_left.y - quiet
    right, bottom = corners.bottom_right.x + quiet, corners.bottom_right.y + quiet
    around = image.crop((left, top, right, bottom))
    around.paste(255, (quiet - 2, quiet - 2, around.width - quiet + 2, around.height - quiet + 2))
    assert around.getextrema()[0] > 250


@pytest.mark.parametrize("name", EACH)
def test_no_letters_overlap(pdfs, name):
    for side in pypdfium2.PdfDocument(pdfs[name]):
        text = side.get_textpage()
        seen = [n for n in range(text.count_chars()) if text.get_text_range(n, 1).isprintable()]
        boxes = [text.get_charbox(n) for n in seen]
        boxes = sorted(box for box in boxes if box[2] - box[0] > 0.5 and box[3] - box[1] > 0.5)
        for number, (_, bottom, right, top) in enumerate(boxes):
            for other in boxes[number + 1 :]:
                if other[0] >= right - 1.5:  # neighbours may overlap by kerning
                    break
                assert min(top, other[3]) - max(bottom, other[1]) < 0.7


def test_zeros_are_not_slashed(pdfs):
    """No ink in the middle of a 0: the zero of Atkinson Hyperlegible is slashed."""
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


def test_copied_text_has_no_invisible_spaces(pdfs):
    for name in FILES:
        assert "\u200b" not in "".join(sides_of(pdfs[name]))


def test_lines_are_thick_enough_to_be_copied_twice(pdfs):
    for name, pdf in pdfs.items():
        sides = pypdf.PdfReader(io.BytesIO(pdf)).pages
        lines = b"\n".join(side.get_contents().get_data() for side in sides)
        widths = [float(width) for width in re.findall(rb"([\d.]+) w\s", lines)]
        assert widths or "poster" in name
        assert all(width >= 1 for width in widths), name


@pytest.mark.parametrize(
    "name", [file for file in FILES if re.search("/(face|check).*large", file)]
)
def test_a_card_continued_on_another_side_says_so(readers, data, name):
    """A heading without its signs must not look like an order to everybody."""
    number = number_of(name)
    for tier in data.red_flags.signs:
        heading = loose(data.emergency_numbers.numbered(tier.heading, number))
        sides = [loose(page.extract_text()) for page in readers[name].pages]
        first, *others = [
            side for side in sides if any(loose(flag.label) in side for flag in tier.flags)
        ]
        assert f"{heading}:" in first
        assert all(f"{heading}{loose(data.sheets.continued)}:" in side for side in others)


def test_sheets_and_their_pictures_are_reproducible(data, monkeypatch, tmp_path):
    pdfs = build(data)
    pictures = handouts.pictures(pdfs)
    monkeypatch.setattr(cache, "FOLDER", tmp_path)  # otherwise they would come from the cache
    again = build(data)
    assert again == pdfs
    assert handouts.pictures(again) == pictures


def test_each_sheet_has_a_small_grey_picture(pdfs):
    pictures = handouts.pictures(pdfs)
    assert set(pictures) == {f"{sheet.name}.png" for sheet in handouts.LAYOUTS}
    for png in pictures.values():
        image = Image.open(io.BytesIO(png))
        assert image.format == "PNG"
        assert image.size == (240, 340)  # as overrides/components/handouts-sheets.html says
        assert all(r == g == b for _, (r, g, b) in image.convert("RGB").getcolors())
        assert len(png) < 20_000


def test_the_page_lists_every_file_with_its_size_and_sides(data, pdfs):
    shown = handouts.downloads(data, pdfs)
    assert [handout.edition.id for handout in shown] == [*EDITIONS]
    files = [file for handout in shown for file in handout.files]
    assert [file.name for file in files] == [*pdfs]
    for file in files:
        assert file.kilobytes == round(len(pdfs[file.name]) / 1000)
        assert file.sides == len(pypdf.PdfReader(io.BytesIO(pdfs[file.name])).pages)


def test_a_clinics_details_are_printed_with_its_number_only(data):
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
            assert all(loose(detail) in text for detail in wanted), name
        assert loose(data.emergency_numbers.numbered(emergency, "112")) in text
        assert not re.search(r"999|911|Australia000|youremergencynumber", text)


def dialled(pdf: bytes) -> set[str]:
    """The numbers that a phone can dial from a sheet's links."""
    sides = pypdf.PdfReader(io.BytesIO(pdf)).pages
    marks = [mark.get_object() for side in sides for mark in side.get("/Annots", [])]
    links = {mark["/A"]["/URI"] for mark in marks}
    return {link.removeprefix("tel:") for link in links if link.startswith("tel:")}


def test_numbers_are_links_that_a_phone_dials(data, pdfs):
    for name in FILES:
        if not is_of(name, "poster", "stroke"):
            assert number_of(name) in dialled(pdfs[name]), name
    clinic = Clinic(phone="+44 (0)20 7946 0000 or 0800 11 11 (ext. 2)", country="uk")
    for name, pdf in build(data, clinic=clinic).items():
        if not is_of(name, "stroke"):
            assert dialled(pdf) >= {"+442079460000", "08001111"}, name


@pytest.mark.parametrize(
    ("clinic", "wanted"),
    [
        (Clinic(country="ca"), ["ca"]),
        (Clinic(country="in", emergency="108"), ["in"]),
        (Clinic(emergency="112"), ["eu-in"]),
        (Clinic(emergency="144"), ["other"]),
        (NO_CLINIC, [*EDITIONS]),
    ],
)
def test_a_clinic_gets_its_own_edition(data, monkeypatch, clinic, wanted):
    build_only(monkeypatch, "poster")
    pdfs = build(data, clinic=clinic)
    assert [*pdfs] == [f"{edition}/poster.pdf" for edition in wanted]
    if clinic.emergency:
        action = data.emergency_numbers.numbered(data.red_flags.tiers[0].action, clinic.emergency)
        assert loose(action) in text_of(pdfs[f"{wanted[0]}/poster.pdf"])
    page = handouts.downloads(with_settings(data, clinic=clinic), pdfs)
    assert [file.name for handout in page for file in handout.files] == [*pdfs]
    assert [*handouts.pictures(pdfs)] == ["poster.png"]


@pytest.mark.parametrize(
    "text", ["#panic()", "*x* _y_", "$x$ \\ \\u{7}", "<script>alert(1)</script>", "`a` @b = c // d"]
)
def test_texts_are_never_read_as_markup(data, monkeypatch, text):
    build_only(monkeypatch, "poster")
    data = replace(data, sheets=replace(data.sheets, tell_staff=text))
    for pdf in build(data, clinic=replace(UK, name=text)).values():
        assert text_of(pdf).count(loose(text)) == 2


def test_accented_letters_are_printed(data, monkeypatch):
    build_only(monkeypatch, "poster")
    name = "Ärzte Çelik, Đorđe, Ñuñez, Šťastný, Żółć, Őry, Þór, œuvre"
    assert loose(name) in text_of(build(data, clinic=replace(UK, name=name))["uk/poster.pdf"])


NAMES = [
    *("Nguyễn Thị Hương", "Ιατρείο Αθηνών", "Поликлиника №5", "दिल्ली क्लिनिक", "head\u2011ache"),
    *("சென்னை மருத்துவமனை", "โรงพยาบาลรามาธิบดี"),
]


@pytest.mark.parametrize("name", NAMES)
def test_names_in_other_scripts_are_printed_whole(data, monkeypatch, name):
    build_only(monkeypatch, "poster")
    checked = replace(CHECKED, reviewer=f"Dr {name}")
    for pdf in build(data, clinic=replace(UK, name=name), review=checked).values():
        side = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_bounded()
        assert readback.loose(side).count(readback.loose(name)) == 2


@pytest.mark.parametrize(
    ("name", "from_left"), [("أحمد طب", "بطدمحأ"), ("Ł, أحمد, ß", "Łدمحأß"), ("(§) أحمد", "دمحأ§")]
)
def test_a_right_to_left_name_is_in_order(data, monkeypatch, name, from_left):
    build_only(monkeypatch, "poster")
    for pdf in build(data, clinic=Clinic(name=name)).values():
        text = pypdfium2.PdfDocument(pdf)[0].get_textpage()
        at = {text.get_text_range(n, 1): text.get_charbox(n)[0] for n in range(text.count_chars())}
        assert sorted(from_left, key=at.get) == list(from_left)


def test_fonts_for_other_scripts_are_loaded_only_when_needed(data, monkeypatch, tmp_path):
    build_only(monkeypatch, "poster")
    asked = []
    compiler = typesetting._compiler
    monkeypatch.setattr(typesetting, "_compiler", lambda *a: asked.append(a) or compiler(*a))
    monkeypatch.setattr(cache, "FOLDER", tmp_path)
    build(data, clinic=replace(UK, name="Nguyễn दिल्ली Ж"))
    build(data, clinic=replace(UK, name="كلينك சென்னை"))
    assert asked == [(), ("ARABIC", "TAMIL")]


@pytest.mark.parametrize("sign", ["😀", "上", "ש"])
def test_a_character_in_no_font_is_reported_with_file_and_line(data, sign):
    name = YamlText.at(23, f"Dr {sign}")
    name.path = "mkdocs.yml"
    problem = f"mkdocs.yml:23: handouts: uk/face-twitching.pdf: .* '{sign}' .*, in 'Dr {sign}'"
    with pytest.raises(ValueError, match=problem):
        build(data, clinic=replace(UK, name=name))


LONGER = pytest.param("X" * 60, marks=pytest.mark.proof)


@pytest.mark.parametrize("word", ["Otorhinolaryngologist", LONGER])
@pytest.mark.parametrize("field", ["reviewer", "role"])
def test_long_names_wrap(data, monkeypatch, field, word):
    build_only(monkeypatch, "face-twitching")
    for pdf in build(data, review=replace(CHECKED, **{field: word})).values():
        assert readback.loose(word) in readback.loose(text_of(pdf))


def test_an_overlong_sheet_names_its_longest_texts(data, monkeypatch):
    build_only(monkeypatch, "poster")
    long = YamlText.at(7, "word " * 400)
    long.path = "docs/data/sheets.yml"
    problem = r"uk/poster.pdf: .*; shorten a text; the longest are docs/data/sheets.yml:7 \(2000 "
    with pytest.raises(ValueError, match=problem):
        build(replace(data, sheets=replace(data.sheets, tell_staff=long)))


@pytest.mark.parametrize("url", ["http://127.0.0.1:8000/", "http://localhost/", ""])
def test_without_a_public_address_a_sheet_has_no_code(data, url, monkeypatch):
    build_only(monkeypatch, "poster")
    for name, pdf in build(data, url=url).items():
        reader = pypdf.PdfReader(io.BytesIO(pdf))
        assert loose(data.sheets.sample) in loose(reader.pages[0].extract_text()), name
        assert [tag for tag, _ in tags(reader)].count("/Figure") == len(STROKE_SIGNS)
        assert "localhost" not in text_of(pdf)
        assert loose(data.sheets.scan) not in text_of(pdf), "there is no code to scan"


@pytest.mark.parametrize("state", ["checked", "overdue"])
def test_a_reviewed_sheet_names_its_reviewer(data, monkeypatch, state):
    build_only(monkeypatch, "check-your-signs")
    review = Review(state, "Dr Ada Example", "neurologist", date(2026, 1, 2), date(2027, 1, 2))
    details = {"reviewer": "Dr Ada Example", "role": "neurologist"}
    details |= {"date": "2 January 2026", "next": "2 January 2027"}
    for pdf in build(data, review=review).values():
        first = loose(pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text())
        assert loose(data.words[f"end_{state}"].format(**details).rstrip(".")) in first
        assert loose(data.words["review_draft"]) not in text_of(pdf)


def test_a_changed_sign_changes_every_sheet_that_prints_it(data, pdfs):
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


def test_a_long_address_fits(data, monkeypatch):
    build_only(monkeypatch, "check-your-signs")
    url = "https://a-very-long-organisation-name.github.io/cheek-twitch-guide-for-everybody/en"
    for pdf in build(data, url=url, clinic=Clinic(name=LONG_NAME)).values():
        assert loose(url.removeprefix("https://") + "/handouts/") in text_of(pdf)


def small(body: str) -> bytes:
    """A small sheet to test the limits on."""
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
def test_a_sheet_outside_the_limits_is_refused(body, texts, problem):
    if problem is None:
        readback.check(small(body), {"all": texts}, 2, 12)
    else:
        with pytest.raises(ValueError, match=problem):
            readback.check(small(body), {"all": texts}, 2, 12)


def test_a_picture_without_alt_text_stops_the_build(data):
    data = replace(data, sheets=replace(data.sheets, code=""))
    with pytest.raises(ValueError, match=r"uk/face-twitching\.pdf: .*alt"):
        build(data)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
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
def test_a_defect_in_sheets_yml_is_reported(data, tmp_path, old, new, problem):
    for path in ("docs/when-to-seek-care", "docs/data"):
        (tmp_path / path).mkdir(parents=True)
    for entry in data.sheets.sheets:
        (tmp_path / "docs" / entry.web).touch()
    path = path_of("sheets")
    text = (PROJECT / path).read_text("utf-8")
    assert old in text
    (tmp_path / path).write_text(text.replace(old, new, 1), "utf-8")
    reader = Reader(tmp_path)
    reader.known["fact"] = {fact.id: fact.id for fact in data.key_facts.facts}
    reader.load(Sheets, path)
    with pytest.raises(DataError, match=re.escape(problem)):
        reader.check()
