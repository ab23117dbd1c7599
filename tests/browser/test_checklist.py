"""The checklist in a real browser, compared with the rule as helpers.py writes it a second time."""

import gzip
import re
from itertools import combinations, product
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from helpers import (
    AXE,
    CHECKLIST,
    NONE_ANSWERS,
    browser_storage,
    contrast,
    expected_tier,
    settle,
    shown_tiers,
    tick,
)
from prints import PAPERS, printed
from records.red_flags import TIERS

MAX_WORDS = 600  # of the blank form: nobody reads more


def status(page) -> str:
    """The text of the status in the accessibility tree."""
    return " ".join(page.get_by_role("status").inner_text().split())


@pytest.fixture(scope="module")
def tier_of(data) -> dict[str, str]:
    return {flag.id: tier.id for tier in data.red_flags.signs for flag in tier.flags}


@pytest.fixture
def checklist(open_page):
    return open_page(CHECKLIST)


@pytest.mark.parametrize(
    "script",
    [pytest.param(True, id="script", marks=pytest.mark.proof), pytest.param(False, id="no script")],
)
def test_every_flag_alone_gives_its_tier_when_clicked(open_page, tier_of, script):
    page = open_page(CHECKLIST, java_script_enabled=script)
    assert page.locator(".red-flags__result:visible").count() == 0
    for flag, tier in tier_of.items():
        page.locator(f"label[for={flag}]").click()
        visible = page.locator(".red-flags__result:visible")
        assert visible.count() == 1, flag
        assert visible.get_attribute("data-tier") == tier, flag
        assert visible.locator(f'[data-flag="{flag}"]').is_visible(), flag
        assert visible.locator("[data-flag]:visible").count() == 1, flag
        page.locator(f"label[for={flag}]").click()
    page.locator("label[for=none]").click()
    visible = page.locator(".red-flags__result:visible")
    assert visible.get_attribute("data-tier") == "self-care"
    page.locator("label[for=none-under-16]").click()
    assert visible.get_attribute("data-tier") == "under-16"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
@pytest.mark.parametrize("none", NONE_ANSWERS)
def test_a_none_answer_never_unticks_or_outranks_a_sign(open_page, data, none, script):
    page = open_page(CHECKLIST, java_script_enabled=script)
    for tier in data.red_flags.signs:
        sign = tier.flags[-1].id
        for order in ([sign, none], [none, sign]):
            for box in order:
                page.locator(f"label[for={box}]").click()
            visible = page.locator(".red-flags__result:visible")
            assert visible.count() == 1, order
            assert visible.get_attribute("data-tier") == tier.id, order
            assert all(page.locator(f"#{box}").is_checked() for box in order)
            assert data.words["status_both"] in status(page)
            for box in order:
                page.locator(f"label[for={box}]").click()


def test_the_blank_form_is_short_enough_to_read(checklist):
    words = checklist.locator("form.red-flags").inner_text().split()
    assert len(words) <= MAX_WORDS


@pytest.mark.proof
def test_every_pair_of_flags_gives_the_more_urgent_tier(checklist, tier_of):
    for pair in combinations(tier_of, 2):
        tick(checklist, pair)
        assert shown_tiers(checklist) == [expected_tier({tier_of[flag] for flag in pair}, False)], (
            pair
        )


def test_every_mix_of_tiers_and_none_follows_the_rule(checklist, tier_of, data):
    first = {tier.id: tier.flags[0].id for tier in data.red_flags.signs}
    for picked in product([True, False], repeat=3):
        tiers = {tier for tier, on in zip(first, picked, strict=True) if on}
        for none in product([True, False], repeat=2):
            tick(checklist, [first[tier] for tier in tiers], *none)
            wanted = expected_tier(tiers, *none)
            assert shown_tiers(checklist) == ([wanted] if wanted else []), (tiers, none)
            both = data.words["status_both"]
            assert (both in status(checklist)) == bool(tiers and any(none)), (tiers, none)


def test_every_ticked_sign_is_named_and_the_most_urgent_ones_say_what_to_do(checklist, data):
    for number, tier in enumerate(data.red_flags.signs):
        slower = [flag for other in data.red_flags.signs[number + 1 :] for flag in other.flags]
        tick(checklist, [flag.id for flag in (*tier.flags, *slower)])
        result = checklist.locator(".red-flags__result:visible").inner_text()
        assert all(flag.label in result for flag in (*tier.flags, *slower))
        assert all((flag.do or "") in result for flag in tier.flags)
        assert not any(flag.do and flag.do in result for flag in slower)


def test_the_status_gives_the_result_in_one_line_of_plain_text(checklist, data):
    words, (*signs, self_care) = data.words, data.red_flags.tiers
    assert status(checklist) == words["status_nothing"]
    for tier in signs:
        tick(checklist, [tier.flags[0].id])
        assert status(checklist) == f"{words['status_result'].format(action=tier.action)}."
    tick(checklist, [], none=True)
    assert status(checklist) == f"{words['status_result'].format(action=self_care.action)}."
    tick(checklist, [], none=True, under_16=True)
    action = data.red_flags.under_16.action
    assert status(checklist) == f"{words['status_result'].format(action=action)}."
    inside = checklist.locator("[role=status] :is(a, button, h1, h2, h3, strong, b)")
    assert inside.count() == 0


def test_the_result_has_no_list_markers_that_flood_a_screen_reader(checklist, data):
    """A marker that appears makes Firefox recount every list: see tests/browser/orca.md."""
    tick(checklist, [flag.id for tier in data.red_flags.signs for flag in tier.flags])
    displays = checklist.locator(".red-flags__results :is(li, ul)").evaluate_all(
        "all => [...new Set(all.map(e => e.tagName + ' '"
        " + getComputedStyle(e)[e.tagName === 'LI' ? 'display' : 'counterReset']))].sort()"
    )
    assert "LI list-item" not in displays
    assert [display for display in displays if display.startswith("UL")] == ["UL none"]


def test_the_status_is_always_visible_and_ticking_keeps_the_focus(checklist):
    assert checklist.get_by_role("status").is_visible()
    box = checklist.locator("#lasts-over-2-weeks")
    box.focus()
    checklist.keyboard.press("Space")
    assert checklist.evaluate("document.activeElement.id") == "lasts-over-2-weeks"


def test_each_box_has_its_role_name_and_group(checklist, data):
    for tier in data.red_flags.signs:
        group = checklist.get_by_role("group", name=f"{tier.heading}:")
        assert group.count() == 1
        for part in tier.groups:
            inner = group.get_by_role("group", name=part.name, exact=True)
            assert inner.count() == 1
            for flag in part.flags:
                assert inner.get_by_role("checkbox", name=flag.label, exact=True).count() == 1


def test_the_keyboard_alone_can_reach_a_result_and_start_again(checklist, data):
    checklist.locator("h1").click()
    for _ in range(40):
        checklist.keyboard.press("Tab")
        if checklist.evaluate("document.activeElement.type") == "checkbox" and checklist.evaluate(
            "!!document.activeElement.dataset.tier"
        ):
            break
    checklist.keyboard.press("Space")
    assert shown_tiers(checklist) == ["emergency"]
    for _ in range(90):
        checklist.keyboard.press("Tab")
        if checklist.evaluate("document.activeElement.type") == "reset":
            break
    checklist.keyboard.press("Enter")
    assert shown_tiers(checklist) == []
    assert status(checklist) == data.words["status_nothing"]


@pytest.mark.proof
def test_without_css_has_every_result_is_shown_and_none_is_called_ticked(browser, served, data):
    context = browser.new_context(bypass_csp=True)  # this test changes the page's styles
    page = context.new_page()

    def strip(route):
        answer = route.fetch()
        rules = (
            r"@supports selector\(:has\(\*\)\)\{(?:[^{}]*\{[^{}]*\})*\}|[^{}]*:has\([^{}]*\{[^}]*\}"
        )
        route.fulfill(response=answer, body=re.sub(rules, "", answer.text()))

    page.route(re.compile(r"/checklist/$|\.css$"), strip)
    page.goto(served + CHECKLIST)
    assert not page.evaluate(
        "[...document.styleSheets].some(s => [...s.cssRules].some(r => /:has[(]/.test(r.cssText)))"
    )
    assert shown_tiers(page) == [*TIERS, "under-16"]
    assert page.locator(".red-flags__paper:visible").count() == 5
    for tier in data.red_flags.tiers:
        told = page.locator(f".red-flags__result[data-tier={tier.id}] [data-flag]:visible")
        with_advice = [flag.id for flag in tier.flags if flag.do]
        assert told.evaluate_all("all => all.map((line) => line.dataset.flag)") == with_advice
    because = page.get_by_text(data.words["because"])
    assert not any(line.is_visible() for line in because.all()), "nothing was ticked"
    context.close()


def test_ticking_requests_and_stores_nothing(open_page, data, tier_of):
    page = open_page(CHECKLIST)
    page.locator("h1").click()
    page.wait_for_load_state("networkidle")
    requested = []
    page.on("request", lambda request: requested.append(request.url))
    for flag in tier_of:
        page.locator(f"label[for={flag}]").click()
    page.pdf()
    page.get_by_role("button", name=data.words["reset"]).click()
    page.evaluate("fetch('/version.json')")  # anything requested earlier is recorded by then
    assert [urlsplit(url).path for url in requested] == ["/version.json"]
    assert browser_storage(page) == {}
    assert page.url.endswith(CHECKLIST)


def test_going_back_shows_an_empty_form(checklist):
    checklist.locator("label[for=sudden-face-droop]").click()
    checklist.locator(".md-tabs__link[href$='relief/']").click()
    checklist.wait_for_url("**/relief/")
    checklist.go_back()
    checklist.wait_for_selector("form.red-flags")
    assert checklist.locator(".red-flags input:checked").count() == 0
    assert shown_tiers(checklist) == []


def test_a_link_to_a_sign_highlights_it_and_ticks_nothing(open_page, tier_of):
    page = open_page(f"{CHECKLIST}#tingling-lips-and-cramps")
    assert page.locator(".red-flags input:checked").count() == 0
    row = page.locator(".flag:has(#tingling-lips-and-cramps) label")
    other = page.locator(".flag:has(#twitch-spreading-fast) label")
    width = "element => getComputedStyle(element).borderLeftWidth"
    assert row.evaluate(width) != other.evaluate(width)
    expect(row).to_be_in_viewport()


def test_the_summary_is_plain_text_with_date_signs_result_and_address(open_page, data):
    page = open_page(CHECKLIST, permissions=["clipboard-read", "clipboard-write"])
    words, soon = data.words, data.red_flags.signs[-1]
    page.locator(f"label[for={soon.flags[0].id}]").click()
    page.get_by_role("button", name=words["copy_text"]).click()
    page.get_by_role("button", name=words["copied"]).wait_for()
    lines = page.evaluate("navigator.clipboard.readText()").splitlines()
    title = re.escape(words["copy_title"]).replace(r"\{date\}", r"\d+ \w+ 20\d\d")
    assert re.fullmatch(title, lines[0])
    assert lines[1] == f"- {soon.flags[0].label}"
    assert lines[2].startswith(f"{soon.action}. {soon.how_soon}")
    assert lines[3].startswith(data.red_flags.does_not_diagnose)
    assert lines[4].endswith(CHECKLIST)


def copied(page, data) -> str:
    """What the button copied to the clipboard."""
    page.get_by_role("button", name=data.words["copy_text"]).click()
    page.get_by_role("button", name=data.words["copied"]).wait_for()
    return page.evaluate("navigator.clipboard.readText()")


def test_any_change_resets_the_copy_button(open_page, data):
    page = open_page(CHECKLIST, permissions=["clipboard-read", "clipboard-write"])
    emergency, *_, soon = data.red_flags.signs
    changes = [f"label[for={emergency.flags[0].id}]", f"label[for={soon.flags[0].id}]"]
    for change in [*changes, "label[for=none]", ".red-flags [type=reset]"]:
        copied(page, data)
        page.locator(change).click()
        button = page.locator("[data-copy]")
        expect(button).to_have_text(data.words["copy_text"])
    assert data.words["status_nothing"] in copied(page, data)


def test_a_refused_copy_is_reported(open_page, data):
    page, errors = open_page(CHECKLIST), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('no')); }"
    )
    page.get_by_role("button", name=data.words["copy_text"]).click()
    page.get_by_role("button", name=data.words["copy_refused"]).wait_for()
    assert errors == []


def test_the_copied_text_has_the_published_address_without_tracking(open_page, data):
    page = open_page(
        f"{CHECKLIST}?utm_source=mail#none", permissions=["clipboard-read", "clipboard-write"]
    )
    published = page.locator("link[rel=canonical]").get_attribute("href")
    assert copied(page, data).splitlines()[-1] == published
    page.evaluate("document.querySelector('link[rel=canonical]').remove()")  # as in a local copy
    page.locator("label[for=none]").click()
    assert "://" not in copied(page, data)


def test_buttons_that_need_the_script_are_hidden_without_it(open_page, data):
    page = open_page(CHECKLIST, java_script_enabled=False)
    buttons = page.locator(".red-flags button:visible").all_inner_texts()
    assert buttons == [data.words["reset"]]


def test_the_script_is_small(site):
    script = (site / "assets/javascripts/red-flags.js").read_bytes()
    assert len(gzip.compress(script)) <= 1500
    assert b"<" not in script.replace(b"=>", b"")


class TestOnPaper:
    @pytest.mark.parametrize("paper", PAPERS)
    def test_a_blank_form_is_one_sheet_with_no_sign_split(self, in_each_family, data, paper):
        sides = printed(in_each_family(CHECKLIST), paper)
        assert len(sides) <= 2
        urgent, flags = data.red_flags.signs[:2], data.red_flags.flags[:-1]
        for tier in urgent:
            assert all(flag.label in sides[0] for flag in tier.flags), "all that is urgent first"
        whole = [*(flag.label for flag in flags), data.red_flags.none]
        whole += [data.red_flags.none_under_16, data.red_flags.under_16.action]
        whole += [tier.heading for tier in data.red_flags.signs]
        whole += [
            tier.how_soon for tier in data.red_flags.signs[1:]
        ]  # the heading of the first says how soon
        for text in (*whole, data.red_flags.does_not_diagnose):
            assert any(text in side for side in sides), f"broken over two sides: {text}"

    @pytest.mark.parametrize("paper", PAPERS)
    @pytest.mark.parametrize("tier", TIERS)
    def test_an_answered_form_is_one_side_with_every_sign_ticked(
        self, in_each_family, data, paper, tier
    ):
        """Of slower tiers only the signs are printed; the one result says what to do."""
        red_flags = data.red_flags
        first, *slower = red_flags.tiers[TIERS.index(tier) :]
        page = in_each_family(CHECKLIST)
        for group in first.groups:
            flags = {first.id: group.flags} | {
                slower_tier.id: slower_tier.flags for slower_tier in slower
            }
            flags.pop("self-care", None)
            tick(
                page,
                [flag.id for flags_of_tier in flags.values() for flag in flags_of_tier],
                none=not flags,
            )
            (text,) = printed(page, paper)
            for other in red_flags.answers:
                assert (other.how_soon in text) == (other.id == tier), other.id
            for name, flags_of_tier in flags.items():
                for flag in flags_of_tier:
                    assert flag.label in text, flag.id
                    assert not flag.do or (flag.do in text) == (name == tier), flag.id
            assert red_flags.does_not_diagnose in text

    @pytest.mark.parametrize("paper", PAPERS)
    def test_a_form_with_all_signs_ticked_is_one_sheet(self, in_each_family, data, paper):
        page = in_each_family(CHECKLIST)
        for number, _ in enumerate(data.red_flags.signs):
            tiers = data.red_flags.signs[number:]
            tick(page, [flag.id for tier in tiers for flag in tier.flags])
            sides = printed(page, paper)
            assert len(sides) <= 2
            for tier in tiers:
                for flag in tier.flags:
                    assert any(flag.label in side for side in sides), flag.id

    def test_dark_mode_prints_light(self, open_page):
        page = open_page(CHECKLIST, color_scheme="dark")
        page.wait_for_selector("body[data-md-color-scheme=slate]")
        page.emulate_media(media="print")
        for what in ("body", ".flag label", ".red-flags__tier"):
            back, ink = page.locator(what).first.evaluate(
                "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).color]"
            )
            assert back in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"), what
            assert ink == "rgb(0, 0, 0)", what

    def test_tiers_differ_without_colour(self, checklist):
        checklist.emulate_media(media="print")
        widths = [
            checklist.locator(f".red-flags__tier[data-tier={tier}] > h2").evaluate(
                "e => getComputedStyle(e).borderBottomWidth"
            )
            for tier in TIERS[:3]
        ]
        assert len(set(widths)) == 3


class TestPhones:
    @pytest.mark.parametrize("width", [320, 390])
    def test_no_sideways_scroll_with_any_result(self, open_page, data, width):
        page = open_page(CHECKLIST, width=width)
        for tier in data.red_flags.signs:
            tick(page, [flag.id for flag in tier.flags])
            assert page.evaluate("document.documentElement.scrollWidth") <= width

    def test_touch_targets_are_at_least_44_pixels_high(self, open_page):
        page = open_page(CHECKLIST, width=390)
        page.locator("label[for=sudden-face-droop]").click()
        for target in page.locator(".flag label, .red-flags button, .numbers a").all():
            if target.is_visible():
                assert target.bounding_box()["height"] >= 44, target.inner_text()

    def test_the_status_line_never_covers_the_focused_box(self, open_page, tier_of):
        page = open_page(CHECKLIST, width=390)
        page.locator("label[for=sudden-face-droop]").click()
        for flag in list(tier_of)[1:]:
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.id") == flag
            box = page.locator(f"label[for={flag}]").bounding_box()
            line = page.locator(".red-flags__sticky").bounding_box()
            assert (
                box["y"] + box["height"] <= line["y"] + 1 or box["y"] >= line["y"] + line["height"]
            ), flag


LINES = {
    "row": (".flag label", "borderBottomColor"),
    "box": (".flag input", "borderTopColor"),
    "emergency": (".red-flags__tier[data-tier=emergency] h2", "borderBottomColor"),
    "urgent": (".red-flags__tier[data-tier=urgent] h2", "borderBottomColor"),
    "soon": (".red-flags__tier[data-tier=soon] h2", "borderBottomColor"),
    "result": (".red-flags__result[data-tier=soon]", "borderTopColor"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_lines_have_a_contrast_of_3_to_1_with_the_page(open_page, scheme):
    page = open_page(CHECKLIST, color_scheme=scheme)
    page.locator("label[for=face-pain]").click()
    for line, (selector, side) in LINES.items():
        colours = page.locator(selector).last.evaluate(
            f"e => [getComputedStyle(e).{side}, getComputedStyle(document.body).backgroundColor]"
        )
        line_colour, page_colour = (
            "#" + "".join(f"{int(n):02x}" for n in re.findall(r"\d+", c)) for c in colours
        )
        assert contrast(line_colour, page_colour) >= 3, line


MODES = ["light", "dark and narrow", "print", "forced colours"]


@pytest.mark.parametrize(
    ("mode", "tier"),
    [
        *(pytest.param(mode, "emergency", marks=pytest.mark.proof) for mode in MODES[1:]),
        *(("light", tier) for tier in TIERS),
    ],
)
def test_axe_finds_nothing_with_a_result_shown(open_page, data, tier, mode):
    options = {
        "light": {},
        "dark and narrow": {"color_scheme": "dark", "width": 320},
        "print": {},
        "forced colours": {"forced_colors": "active"},
    }[mode]
    page = open_page(CHECKLIST, **options)
    if mode == "print":
        page.emulate_media(media="print")
    flags = next(candidate for candidate in data.red_flags.tiers if candidate.id == tier).flags
    tick(page, [flags[0].id], none=tier == "self-care")
    rules = AXE["rules"] | {"color-contrast": {"enabled": mode != "forced colours"}}
    settle(page)
    results = Axe().run(page, options=AXE | {"rules": rules})
    assert results.violations_count == 0, results.generate_report()
