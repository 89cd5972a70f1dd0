"""The briefing page in Firefox: painted from a file, in silence, and no name runs as code."""

import json
from collections.abc import Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageColor
from pypdf import PdfReader

from situationroom import legend
from situationroom.briefing_words import place
from situationroom.palettes import DARK
from tests.briefing_cast import EVIL
from tests.browser.firefox import Firefox, firefox, program
from tests.browser.test_briefing_page import PASSWORD, PLACED, Pages, pages

__all__ = ["pages"]
pytestmark = pytest.mark.skipif(program() is None, reason="no Firefox on this machine")
SETTLED = """new Promise(done => { (function look() {
  const rings = document.querySelectorAll('.ring .ring-count');
  const calm = !document.querySelector('.leaflet-zoom-anim');
  rings.length && calm ? done(rings.length) : setTimeout(look, 50);
})(); })"""
COUNT = """[...document.querySelectorAll('.ring .ring-count')]
  .reduce((sum, ring) => sum + Number(ring.textContent.replace(/\\D/g, '')), 0)
  + document.querySelectorAll('.dot').length"""

FIND = """new Promise(done => { const told = %s, field = document.getElementById('find');
  field.value = told; field.dispatchEvent(new Event('input', {bubbles: true}));
  (function look() { document.getElementById('found').textContent.includes(told)
    ? done(true) : setTimeout(look, 50); })(); })"""
OPEN = """(() => { const form = document.getElementById('open');
  form.querySelector('input').value = %s; form.requestSubmit(); })()"""

EVERYBODY_SHOWN = f"""new Promise(done => {{ (function look() {{
  {COUNT} === {PLACED} ? done(true) : setTimeout(look, 50); }})(); }})"""


@pytest.fixture(scope="module")
def fox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """One Firefox for all of these."""
    with firefox(tmp_path_factory.mktemp("profile")) as running:
        yield running


def colours(png: bytes) -> dict[tuple[int, int, int], int]:
    """How many pixels have each colour."""
    image = Image.open(BytesIO(png)).convert("RGB")
    return {colour: n for n, colour in image.getcolors(1 << 24) or ()}  # type: ignore[misc]


@pytest.mark.parametrize("size", [(1366, 768), (390, 844)])
def test_that_firefox_paints_the_rings_and_asks_for_nothing(
    fox: Firefox, pages: Pages, size: tuple[int, int]
) -> None:
    fox.open(pages.masked, *size)
    fox.value(SETTLED)
    painted = colours(fox.photograph())
    standings = {standing for group in pages.picture.groups for standing, _ in group.parts}
    inks = [legend.colour(standing, DARK) for standing in standings]
    assert standings
    assert all(painted.get(ImageColor.getrgb(ink)[:3], 0) > 30 for ink in inks)
    assert fox.value(COUNT) == sum(group.count.low for group in pages.picture.groups)
    assert fox.value("document.documentElement.scrollWidth <= innerWidth") is True
    assert (fox.requested, fox.complaints) == ([], [])


def test_that_a_name_that_is_code_stays_text_in_firefox(fox: Firefox, pages: Pages) -> None:
    for path in (pages.masked, pages.open, pages.closed):
        fox.open(path, 1366, 768)
        fox.value(SETTLED)
        assert fox.value("document.title") not in ("1", "owned")
        assert fox.value("document.querySelectorAll('img[src=x]').length") == 0
    fox.open(pages.open, 1366, 768)
    fox.value(SETTLED)
    assert fox.value(FIND % json.dumps(EVIL)) is True
    assert fox.complaints == []


def test_that_firefox_opens_the_persons_with_their_password(fox: Firefox, pages: Pages) -> None:
    fox.open(pages.closed, 1366, 768)
    fox.value(SETTLED)
    assert fox.value("document.getElementById('find').hidden") is True
    fox.value(OPEN % json.dumps(PASSWORD))
    assert fox.value(EVERYBODY_SHOWN) is True
    assert fox.complaints == []


def test_that_the_whole_map_is_on_the_first_sheet_of_paper(fox: Firefox, pages: Pages) -> None:
    fox.open(pages.masked, 1366, 768)
    fox.value(SETTLED)
    first = PdfReader(BytesIO(fox.printed())).pages[0].extract_text()
    assert pages.picture.groups
    assert all(place(group.city) in first for group in pages.picture.groups)
    assert fox.value("document.querySelectorAll('.on-paper').length") == 0
