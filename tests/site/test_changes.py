"""What changed in the sheets: versions, an entry for each moved sign, the page and the feed."""

from collections.abc import Iterable
from dataclasses import replace

import feedparser
import pytest
import yaml
from bs4 import BeautifulSoup

import build
from components import expand
from conftest import PREVIEW, ROOT, with_settings
from records.changes import Change, Changes, Version, register_advice
from records.days import in_words
from records.defects import DataError
from records.reader import Reader
from records.yaml_lines import YamlText
from sheets import handouts
from sheets.editions import editions
from sheets.texts import texts

pytestmark = pytest.mark.words

FIRST = yaml.safe_load((ROOT / "tests/site/first-tiers.yml").read_text(encoding="utf-8"))
PAGE, FEED, FILE = "/handouts/changes/", "handouts/changes.atom", "docs/data/changes.yml"


def all_changes(versions: Iterable[Version]) -> list[Change]:
    """All changes, oldest version first."""
    return [change for version in reversed([*versions]) for change in version.changes or ()]


@pytest.mark.parametrize("sheet", handouts.LAYOUTS, ids=lambda sheet: sheet.name)
def test_the_version_on_a_sheet_is_the_newest(data, sheet):
    newest = in_words(data.changes.versions[0].version)
    edition = editions(data)[0]
    assert texts(sheet.name, data, edition)["version"] == f"{data.sheets.version} {newest}"


def tiers_by(versions: Iterable[Version]) -> dict[str, str]:
    """Each flag's tier after replaying these versions (newest first) over the first list."""
    tiers = {flag: tier for tier, flags in FIRST.items() for flag in flags}
    for change in all_changes(versions):
        if change.removed:
            tiers.pop(change.removed, None)
        elif change.now:
            problem = f"{FILE}:{change.line}: {change.id} was {tiers.get(change.id)}"
            assert tiers.get(change.id) == change.was, problem
            tiers[change.id] = change.now
    return tiers


def unrecorded(data, versions: Iterable[Version]) -> list[str]:
    """The changes of tier that the versions do not record, each as what to write."""
    recorded = tiers_by(versions)
    actual = {flag: tier.id for flag, tier in data.red_flags.tier_of.items()}
    wrong = [
        f"about: {flag}, was: {recorded[flag]}, now: {tier}"
        if flag in recorded
        else f"about: {flag}, now: {tier}"
        for flag, tier in actual.items()
        if recorded.get(flag) != tier
    ]
    return wrong + [f"removed: {flag}" for flag in recorded.keys() - actual.keys()]


def moved(data):
    """The records with the last emergency flag moved to the urgent tier, and that flag."""
    flags = data.red_flags
    emergency, urgent, *others = flags.tiers
    (group, *groups), last = urgent.groups, emergency.groups[-1]
    flag = last.flags[-1]
    less = replace(last, flags=last.flags[:-1])
    tiers = (
        replace(emergency, groups=(*emergency.groups[:-1], less)),
        replace(urgent, groups=(replace(group, flags=(*group.flags, flag)), *groups)),
        *others,
    )
    return replace(data, red_flags=replace(flags, tiers=tiers)), flag


def new_version(**fields) -> Version:
    change = Change(says="This is why.", sources=("nhs-twitch",), **fields)
    return Version(version="2099-01-01", summary="A sign has moved.", changes=(change,))


def test_each_change_of_tier_is_recorded(data):
    assert unrecorded(data, data.changes.versions) == [], (
        f"write these into {FILE}, with says, sources"
    )


def test_an_unrecorded_change_of_tier_is_reported(data):
    changed, flag = moved(data)
    old = data.changes.versions
    assert unrecorded(changed, old) == [f"about: {flag.id}, was: emergency, now: urgent"]
    record = new_version(about=flag.id, was="emergency", now="urgent")
    assert unrecorded(changed, (record, *old)) == []


@pytest.mark.parametrize("kind", ["moved", "new", "removed"])
def test_page_and_feed_show_each_kind_of_change(data, kind):
    changed, flag = moved(data)
    emergency, urgent = (tier.action for tier in data.red_flags.tiers[:2])
    fields, wanted = {
        "moved": ({"about": flag.id, "was": "emergency", "now": "urgent"}, [emergency, urgent]),
        "new": ({"about": flag.id, "now": "urgent"}, [urgent]),
        "removed": ({"removed": "old-sign"}, ["Old sign.", data.words["changes_removed"]]),
    }[kind]
    versions = (new_version(**fields), *data.changes.versions)
    changed = replace(changed, changes=replace(data.changes, versions=versions))
    page = expand.expand("<!-- changes: lines -->", changed, str)
    entry = feedparser.parse(build.feed(changed)[FEED]).entries[0]
    for html in (page, entry.content[0].value):
        line = BeautifulSoup(html, "html.parser").li.get_text()
        for part in (*wanted, "This is why.", flag.name if kind != "removed" else ""):
            assert part in line


def test_the_page_says_of_each_version_whether_to_print_a_new_sheet(pages, data):
    newest, *older = [version.version for version in data.changes.versions]
    verdicts = {newest: data.words["changes_newest"]}
    verdicts |= {version: data.words["changes_older"] for version in older}
    page = pages[PAGE]
    links = page.select("ul.key-facts a")
    assert [link["href"] for link in links] == [f"#v{version}" for version in verdicts]
    for link, verdict in zip(links, verdicts.values(), strict=True):
        heading = page.find(id=link["href"][1:])
        assert verdict in link.parent.get_text()
        assert heading.find_next_sibling().get_text() == verdict
        assert heading.contents[0] in link.parent.get_text(), "as on the sheets"
    assert page.find(id=f"v{data.red_flags.version}"), "the code on a sheet leads there"
    for link in page.find_all("a", string=data.words["changes_older"]):
        assert link["href"] == "../"


def test_the_page_shows_every_change_with_its_sources(pages, data):
    lines = pages[PAGE].select("ul.changes > li")
    changes = [change for version in data.changes.versions for change in version.changes or ()]
    for line, change in zip(lines, changes, strict=True):
        assert line.b.get_text() == f"{data.names[change.id]}."
        assert change.says in " ".join(line.get_text(" ").split())
        assert len(line.select(".footnote-ref")) == len(change.sources)


def test_a_feed_reader_can_read_the_feed(site, pages, data):
    link = pages[PAGE].select_one('link[rel=alternate][type="application/atom+xml"]')
    assert link["href"] == "../changes.atom"
    feed = feedparser.parse((site / FEED).read_bytes())
    assert (feed.bozo, feed.version) == (False, "atom10")
    page = f"{PREVIEW}{PAGE[1:]}"
    assert (feed.feed.id, feed.feed.link, feed.feed.author) == (page, page, data.settings.name)
    assert {link.rel: link.href for link in feed.feed.links}["self"] == f"{PREVIEW}{FEED}"
    assert feed.feed.updated_parsed == feed.entries[0].updated_parsed
    for entry, version in zip(feed.entries, data.changes.versions, strict=True):
        assert entry.id == entry.link == f"{page}#v{version.version}"
        assert entry.title == f"{data.sheets.version} {in_words(version.version)}"
        assert entry.updated == f"{version.version}T00:00:00Z"
        text = BeautifulSoup(entry.content[0].value, "html.parser").get_text()
        for part in (version.summary, *(change.says for change in version.changes or ())):
            assert part in text


def test_the_feed_escapes_text_and_needs_an_address(data):
    name = 'A & B\'s "guide" < 2'
    feed = build.feed(with_settings(data, name=name))[FEED]
    assert feedparser.parse(feed).feed.author == name
    assert build.feed(with_settings(data, url="")) == {}


SAMPLE = """versions:
  - version: 2026-11-26
    summary: It is new.
    changes:
      - about: weak-face
        was: soon
        now: urgent
        says: It is for today.
        sources: [nhs]
      - removed: old-sign
        says: Nobody used it.
        sources: [nhs]
  - version: 2026-11-22
    summary: It is the first.
    changes:
      - about: old-sign
        says: It is there.
        sources: [nhs]
"""
MISTAKES = [
    (
        "version: 2026-11-26",
        "version: 26 Nov",
        "2: version: 'version' must be a date such as 2026-",
    ),
    ("version: 2026-11-26", "version: 2062-01-01", "2: version: 'version' is in the future"),
    (
        "version: 2026-11-26",
        "version: 2026-11-21",
        "13: changes: 2026-11-22 is below 2026-11-21;",
    ),
    (
        "version: 2026-11-26",
        "version: 2026-11-22",
        "13: version: version '2026-11-22' already used",
    ),
    (
        "summary: It is new.",
        "summary:",
        "3: version: 'summary' is empty; write it or delete the line",
    ),
    ("says: It is for today.", "sais: x", "5: change: missing field 'says'"),
    ("says: It is for today.", "says:", "8: change: 'says' is empty; write it or delete the line"),
    ("says: It is for today.", "says: later", "8: change: 'says' must be whole sentences that end"),
    (
        "about: weak-face",
        "about: weak-fac",
        "5: change: unknown advice 'weak-fac' (known: weak-face",
    ),
    (
        "about: weak-face",
        "removed: weak-face",
        "5: change: 'weak-face' is still in use; write 'about'",
    ),
    (
        "about: weak-face\n        ",
        "",
        "5: change: write 'about' and an id, or 'removed' and the id",
    ),
    (
        "now: urgent",
        "now: later",
        "7: change: unknown now 'later' (known: emergency, urgent, soon,",
    ),
    (
        "        now: urgent\n",
        "",
        "6: change: 'was' is the tier before; write the other one as 'now'",
    ),
    (
        "now: urgent",
        "now: soon",
        "6: change: 'was' is the tier before; write the other one as 'now'",
    ),
    ("[nhs]", "[nsh]", "9: change: unknown source 'nsh' (known: nhs, …)"),
    (
        "removed: old-sign",
        "removed: old-sign\n        now: soon",
        "11: change: a removed flag is in",
    ),
]


def defects(root, text: str) -> list[str]:
    """The defects of a file of changes, if only one flag and one source are known."""
    (root / FILE).parent.mkdir(parents=True)
    (root / FILE).write_text(text, encoding="utf-8")
    reader = Reader(root)
    for kind, name in (("flag", "weak-face"), ("source", "nhs")):
        reader.known[kind] = {name: YamlText.at(1, name)}
    register_advice(reader, reader.load(Changes, FILE))
    try:
        reader.check()
    except DataError as error:
        return str(error).splitlines()
    return []


@pytest.mark.parametrize(("right", "wrong", "problem"), MISTAKES)
def test_a_mistake_is_reported_with_its_line_and_a_remedy(tmp_path, right, wrong, problem):
    assert right in SAMPLE
    lines = defects(tmp_path, SAMPLE.replace(right, wrong, 1))
    assert any(line.startswith(f"{FILE}:{problem}") for line in lines), lines


def test_all_mistakes_are_reported_at_once_and_a_valid_file_has_none(tmp_path):
    assert defects(tmp_path / "right", SAMPLE) == []
    text = SAMPLE
    for right, wrong, _ in (MISTAKES[0], MISTAKES[6], MISTAKES[8], MISTAKES[14]):
        text = text.replace(right, wrong, 1)
    lines = defects(tmp_path / "wrong", text)
    assert [line.split(":")[1] for line in lines] == ["2", "5", "8", "9"]


def test_a_version_without_changes_is_reported(data):
    reader = Reader(ROOT)
    data.changes.compare_dates(reader, data.red_flags)
    assert reader.defects == []
    flags = replace(data.red_flags, version=YamlText.at(30, "2099-01-01"))
    data.changes.compare_dates(reader, flags)
    (defect,) = reader.defects
    assert defect.line == 30
    assert "'version' is 2099-01-01, and the newest in docs/data/changes.yml is" in defect.problem
