"""A clinic's logo is on each sheet with its alternative text, or is refused with a reason."""

import io
from pathlib import Path

import pypdf
import pytest
from PIL import Image, ImageDraw

from conftest import rewrite, with_settings
from records import settings
from records.clinic import LOGO_KB, Clinic
from records.reader import Reader
from sheets import handouts, logo

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 20">{}</svg>'
BOX = '<rect width="60" height="20" fill="{}"/>'
NAME = "Praxis an der Brücke"


def png(width: int, height: int, colour: str = "#005eb8") -> bytes:
    """A disc on a transparent background."""
    image = Image.new("RGBA", (width, height), (0, 0, 0, 0))
    ImageDraw.Draw(image).ellipse((0, 0, width, height), fill=colour)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def build(data, tmp_path, monkeypatch):
    """Builds the sheets with this file as the logo."""
    monkeypatch.setattr(logo, "DOCS", tmp_path)

    def built(name: str, content: bytes) -> dict[str, bytes]:
        (tmp_path / name).write_bytes(content)
        hours = ("Mo 8-12", "Tu 8-12", "We 9-11")
        clinic = Clinic(name=NAME, phone="030", hours=hours, country="uk", logo=name)
        return handouts.build(with_settings(data, url="https://example.org/", clinic=clinic))

    return built


@pytest.mark.parametrize(
    ("name", "content"),
    [("logo.svg", SVG.format(BOX.format("#005eb8")).encode()), ("logo.png", png(300, 300))],
)
def test_each_sheet_carries_the_logo_with_the_clinics_name(build, name, content):
    for file, pdf in build(name, content).items():
        tree = pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]["/StructTreeRoot"]
        assert [figure.get("/Alt") for figure in figures(tree)].count(NAME) == (
            "stroke" not in file
        ), file


def figures(node) -> list[dict]:
    """All figures below a node of the tag tree."""
    node = node.get_object()
    if isinstance(node, list):
        return [figure for child in node for figure in figures(child)]
    if not isinstance(node, dict):
        return []
    return [node] * (node.get("/S") == "/Figure") + (figures(node["/K"]) if "/K" in node else [])


@pytest.mark.parametrize("colour", ["#ffffff", "#eeeeee", "#ffd54a", "#a8d8ff"])
@pytest.mark.parametrize("kind", ["svg", "png"])
def test_a_pale_logo_is_refused(build, kind, colour):
    content = SVG.format(BOX.format(colour)).encode() if kind == "svg" else png(300, 300, colour)
    with pytest.raises(ValueError, match="'logo' is too pale for white paper"):
        build(f"logo.{kind}", content)


def test_a_pale_logo_with_dark_words_is_accepted(tmp_path, monkeypatch):
    monkeypatch.setattr(logo, "DOCS", tmp_path)
    yellow = BOX.format("#ffd54a") + '<path d="M5 5h50v6H5z"/>'
    (tmp_path / "logo.svg").write_text(SVG.format(yellow), "utf-8")
    assert logo.load(Clinic(name=NAME, logo="logo.svg"))["alt"] == NAME


def test_a_broken_png_is_reported(build):
    with pytest.raises(ValueError, match="clinic: 'logo' cannot be drawn: "):
        build("logo.png", png(300, 300)[:200])


def defects(project: Path, name: str, content: bytes | None) -> str:
    """The defects of a project's settings with this logo."""
    rewrite(project / "mkdocs.yml", (r"^    logo:.*", f"    logo: {name}"))
    rewrite(project / "mkdocs.yml", (r"^  clinic:\n    name:.*", "  clinic:\n    name: Praxis"))
    if content is not None:
        (project / "docs" / name).write_bytes(content)
    reader = Reader(project)
    settings.load(reader, "mkdocs.yml", "Guide", "https://example.org/", "")
    return "\n".join(map(str, reader.defects))


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (BOX.format("#000"), None),
        ('<image href="data:image/png;base64,AA=="/><use href="#a"/>', None),
        ("\n<script>alert(1)</script>", ":2: contains a script; delete it"),
        ('<g onclick="x()"/>', "contains a script; delete it"),
        ("<foreignObject/>", "contains a web page"),
        ('<image href="https://example.org/x.png"/>', "links to another file; put all into"),
        ('<rect style="fill: url(http://x/y.svg#a)"/>', "links to another file; put all into"),
        ("<style>@import 'x.css';</style>", "links to another file; put all into"),
        ("<style>a { fill: url(#b) }</style>", None),
        ("<image xlink:href='x.png'/>", "is broken XML (unbound prefix)"),
        ("<text>Praxis</text>", "contains text, whose font sheets may lack; turn it into paths"),
        ("<g>", "is broken XML (mismatched tag)"),
        (" " * LOGO_KB * 1000, f"(at most {LOGO_KB}); save a smaller one"),
    ],
)
def test_an_svg_must_be_self_contained_and_inert(copy, body, problem):
    report = defects(copy, "logo.svg", SVG.format(body).encode())
    assert (
        report == ""
        if problem is None
        else report.startswith("docs/logo.svg:") and problem in report
    )


def test_an_svg_with_entities_is_refused(copy):
    content = '<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;")
    assert "declares an entity" in defects(copy, "logo.svg", content.encode())


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("no.png", None, "there is no file docs/no.png; put it there or correct 'logo'"),
        ("logo.jpg", b"", "'logo' must be an SVG or PNG file below docs/"),
        ("../logo.png", None, "'logo' must be an SVG or PNG file below docs/"),
        ("logo.png", b"GIF89a", "docs/logo.png:1: is no PNG file"),
        ("logo.png", png(60, 15), "60 x 15 pixels, too few to print well; 354 x 89 or an SVG wou"),
        ("logo.png", png(4100, 10), "4100 x 10 pixels (at most 4000 a side)"),
        ("logo.png", png(400, 100), None),
        ("logo.svg", b"<html/>", "docs/logo.svg:1: is no SVG file"),
    ],
)
def test_an_unsuitable_logo_is_refused_with_a_reason(copy, name, content, problem):
    report = defects(copy, name, content)
    assert report == "" if problem is None else problem in report


def test_a_logo_needs_the_clinics_name(copy):
    rewrite(copy / "mkdocs.yml", (r"^    logo:.*", "    logo: assets/images/favicon.svg"))
    reader = Reader(copy)
    settings.load(reader, "mkdocs.yml", "Guide", "https://example.org/", "")
    assert "'logo' needs 'name', which is read out" in "\n".join(map(str, reader.defects))
