"""The briefing page in a real browser from a file, with no network and names that are code."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from situationroom.commands.briefing_files import Taken, write_briefing
from situationroom.commands.briefing_picture import picture
from situationroom.map.page import PagePerson, briefing_page
from situationroom.models.briefing import Picture
from situationroom.models.vocabulary import Safety
from tests.briefing_cast import EVIL, SCRIPT, attack, make_marked
from tests.browser.conftest import complaints, requested

PASSWORD = "correct horse"
NAMES = "王芳 𠮷田 مریم"
"""Letters of three of the program's fonts."""
PATIENCE = 15
EVERYBODY = 77
PLACED = 76


@dataclass(frozen=True, slots=True)
class Pages:
    """The same incident three times: for everybody, for officers, for officers with a password."""

    masked: Path
    open: Path
    closed: Path
    picture: Picture


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """Written as the program writes them, of an incident with two names that are code."""
    folder = tmp_path_factory.mktemp("pages")
    file = make_marked(folder / "marked.situation")
    attack(file)
    shown = file.ask(picture, file.now())
    made = [
        write_briefing(file.run, file.ask, Taken(shown, b"", persons, password), folder)[0]
        for persons, password in ((False, ""), (True, ""), (True, PASSWORD))
    ]
    file.close()
    return Pages(made[0], made[1], made[2], shown)


def open_page(browser: Chrome, path: Path) -> None:
    """Load a page of the stick and let its clusters come to rest."""
    browser.get(path.as_uri())
    until(browser, lambda: ring_numbers(browser) != [])


def until(browser: Chrome, holds: Callable[[], bool]) -> None:
    """Wait until something is so."""
    WebDriverWait(browser, PATIENCE).until(lambda _browser: holds())


def ring_numbers(browser: Chrome) -> list[str]:
    """What stands in the rings, those that come and go left out."""
    found = browser.execute_script(
        "return Array.from(document.querySelectorAll('.ring .ring-count'))"
        ".map(function (e) { return e.textContent; })"
    )
    return [str(told) for told in found]


def count(browser: Chrome) -> int:
    """How many persons the rings and single dots on the map are together."""
    rings = sum(int(re.sub(r"\D", "", told)) for told in ring_numbers(browser))
    return rings + len(browser.find_elements(By.CSS_SELECTOR, ".dot"))


def zoom(browser: Chrome, times: int, sign: str) -> None:
    """Press the map's own button and wait until it has moved."""
    for _ in range(times):
        until(browser, lambda: not browser.find_elements(By.CSS_SELECTOR, ".leaflet-zoom-anim"))
        browser.find_element(By.CSS_SELECTOR, f".leaflet-control-zoom-{sign}").click()
    until(browser, lambda: not browser.find_elements(By.CSS_SELECTOR, ".leaflet-zoom-anim"))


def unharmed(browser: Chrome) -> bool:
    """No name has run as code or become an element."""
    title = browser.title
    images = browser.find_elements(By.CSS_SELECTOR, "img[src='x']")
    return title not in ("1", "owned") and not images


def test_that_the_page_opens_from_a_file_in_silence(browser: Chrome, pages: Pages) -> None:
    for path in (pages.masked, pages.open, pages.closed):
        requested(browser)
        complaints(browser)
        open_page(browser, path)
        assert complaints(browser) == []
        assert requested(browser) == [path.as_uri()]
        assert unharmed(browser)


def fonts_of(browser: Chrome, selector: str) -> list[tuple[str, bool]]:
    """Family of each font that draws an element, and whether the page brought it."""
    browser.execute_cdp_cmd("DOM.enable", {})
    browser.execute_cdp_cmd("CSS.enable", {})
    root = browser.execute_cdp_cmd("DOM.getDocument", {})["root"]["nodeId"]
    found = browser.execute_cdp_cmd("DOM.querySelector", {"nodeId": root, "selector": selector})
    drawn = browser.execute_cdp_cmd("CSS.getPlatformFontsForNode", found)["fonts"]
    return [(str(font["familyName"]), bool(font["isCustomFont"])) for font in drawn]


def loaded(browser: Chrome) -> set[str]:
    """Numbers of the brought fonts that something on the page has needed; none has failed."""
    found = browser.execute_script(
        "return Array.from(document.fonts).map(function (f) { return [f.family, f.status]; })"
    )
    assert "error" not in {status for _family, status in found}
    return {str(family).strip('"')[-1] for family, status in found if status == "loaded"}


def left_of(browser: Chrome, selector: str, told: str) -> float:
    """Where a part of an element's text begins, in pixels from the left."""
    return float(
        browser.execute_script(
            "var t = document.querySelector(arguments[0]).firstChild, r = document.createRange();"
            "var at = t.data.indexOf(arguments[1]); r.setStart(t, at);"
            "r.setEnd(t, at + arguments[1].length); return r.getBoundingClientRect().left",
            selector,
            told,
        )
    )


@pytest.mark.parametrize("selector", ["h1", ".figure b", "td", "footer span", ".ring-count"])
def test_that_the_page_is_drawn_with_the_letters_it_brings(
    browser: Chrome, pages: Pages, selector: str
) -> None:
    open_page(browser, pages.masked)
    assert fonts_of(browser, selector) == [("Situation Sans", True)]


def find_first(browser: Chrome, told: str) -> None:
    """Type something into the officers' search and wait for its first line."""
    field = browser.find_element(By.ID, "find")
    field.clear()
    field.send_keys(told)
    until(browser, lambda: told in first_found(browser))


def first_found(browser: Chrome) -> str:
    """The first line of what the search has found."""
    told = "var b = document.querySelector('#found button'); return b ? b.textContent : ''"
    return str(browser.execute_script(told))


@pytest.mark.parametrize("password", ["", PASSWORD])
def test_that_rare_and_arabic_names_are_drawn_with_letters_the_page_brings(
    browser: Chrome, pages: Pages, tmp_path: Path, password: str
) -> None:
    named = [PagePerson(39.92, 32.85, NAMES, "0412-6", Safety.SAFE, "")] * 2
    path = tmp_path / "names.html"
    path.write_text(briefing_page(pages.picture, named, password), encoding="utf-8")
    open_page(browser, path)
    if password:
        browser.find_element(By.CSS_SELECTOR, "#open input").send_keys(password)
        browser.find_element(By.CSS_SELECTOR, "#open button").click()
        until(browser, lambda: browser.find_element(By.ID, "find").is_displayed())
    find_first(browser, "0412")
    until(browser, lambda: {"0", "1", "3"} <= loaded(browser))
    assert [brought for _family, brought in fonts_of(browser, "#found bdi")] == [True]
    assert left_of(browser, "#found bdi:last-child", "0412") < left_of(
        browser, "#found bdi:last-child", "-6"
    )
    assert complaints(browser) == []


def test_that_the_rings_add_up_at_every_zoom(browser: Chrome, pages: Pages) -> None:
    open_page(browser, pages.masked)
    shown = sum(group.count.low for group in pages.picture.groups)
    until(browser, lambda: count(browser) == shown)
    zoom(browser, 3, "out")
    until(browser, lambda: count(browser) == shown and len(ring_numbers(browser)) < 3)
    assert complaints(browser) == []


def test_that_persons_stand_on_the_officers_page_as_text(browser: Chrome, pages: Pages) -> None:
    open_page(browser, pages.open)
    until(browser, lambda: count(browser) == PLACED)
    for told in (EVIL, SCRIPT):
        find_first(browser, told)
        browser.find_element(By.CSS_SELECTOR, "#found button").click()
        until(browser, lambda told=told: told in _popup(browser))  # type: ignore[misc]
    assert unharmed(browser)
    assert complaints(browser) == []


def _popup(browser: Chrome) -> str:
    found = browser.find_elements(By.CSS_SELECTOR, ".leaflet-popup .person strong")
    return " ".join(one.text for one in found)


def test_that_many_at_one_point_open_as_a_list(browser: Chrome, pages: Pages) -> None:
    open_page(browser, pages.open)
    for _ in range(12):
        many = browser.find_elements(By.CSS_SELECTOR, ".leaflet-popup .many .person")
        if many:
            break
        ring = max(
            browser.find_elements(By.CSS_SELECTOR, ".ring"),
            key=lambda one: int(re.sub(r"\D", "", one.text) or 0),
        )
        before = browser.execute_script("return document.querySelector('.ring').outerHTML")
        browser.execute_script("arguments[0].click()", ring)
        until(browser, lambda before=before: _moved(browser, before))  # type: ignore[misc]
    assert len(browser.find_elements(By.CSS_SELECTOR, ".many .person")) >= 20


def _moved(browser: Chrome, before: str) -> bool:
    now = browser.execute_script("var r = document.querySelector('.ring'); return r && r.outerHTML")
    opened = bool(browser.find_elements(By.CSS_SELECTOR, ".many .person"))
    calm = not browser.find_elements(By.CSS_SELECTOR, ".leaflet-zoom-anim, .leaflet-cluster-anim")
    return opened or (calm and now is not None and now != before)


def test_that_only_the_right_password_shows_the_persons(browser: Chrome, pages: Pages) -> None:
    open_page(browser, pages.closed)
    assert "标记芳" not in browser.page_source
    answer = browser.find_element(By.ID, "answer")
    field = browser.find_element(By.CSS_SELECTOR, "#open input")
    field.send_keys("wrong horse")
    browser.find_element(By.CSS_SELECTOR, "#open button").click()
    until(browser, lambda: "does not open" in answer.text)
    assert not browser.find_element(By.ID, "find").is_displayed()
    field.clear()
    field.send_keys(PASSWORD)
    browser.find_element(By.CSS_SELECTOR, "#open button").click()
    until(browser, lambda: browser.find_element(By.ID, "find").is_displayed())
    until(browser, lambda: count(browser) == PLACED)
    assert unharmed(browser)
    assert complaints(browser) == []


def test_that_fifty_thousand_persons_stay_usable(
    browser: Chrome, pages: Pages, tmp_path: Path
) -> None:
    crowd = [
        PagePerson(36 + n % 500 / 100, 28 + n // 500 / 10, f"人{n}", str(n), Safety.SAFE, "")
        for n in range(50_000)
    ]
    path = tmp_path / "crowd.html"
    path.write_text(briefing_page(pages.picture, crowd), encoding="utf-8")
    open_page(browser, path)
    until(browser, lambda: count(browser) == len(crowd))
    zoom(browser, 2, "out")
    until(browser, lambda: count(browser) == len(crowd) and len(ring_numbers(browser)) < 6)
