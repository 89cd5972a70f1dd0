"""The briefing page as a file: all in one, nothing personal in it, nothing told becomes code."""

import json
import re
from base64 import b64decode
from collections.abc import Iterable, Iterator
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from fontTools.ttLib import TTFont

from situationroom.commands.briefing_picture import picture
from situationroom.map.page import PagePerson, _Map, briefing_page
from situationroom.models.briefing import Picture, Released
from situationroom.models.vocabulary import Safety
from situationroom.settings import resource
from situationroom.texts import LANGUAGES, set_language
from tests.briefing_cast import EVIL, MARKS, SCRIPT, make_marked

PERSONS = (
    PagePerson(39.92, 32.85, "王芳", "0001-3", Safety.SAFE, "Ankara"),
    PagePerson(39.92, 32.85, EVIL, SCRIPT, Safety.INJURED, SCRIPT),
    PagePerson(None, None, "陈磊", "0002-1", Safety.MISSING, ""),
)


RARE = "𠮷𫝆㐂 مریم Ștefan Đặng"
"""Letters of every font the program has, and none that a page without persons shows."""


class Tags(HTMLParser):
    """Every element with its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.told = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.told += data


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Picture:
    """The picture of an incident in which everything personal is marked."""
    file = make_marked(tmp_path_factory.mktemp("page") / "marked.situation")
    made: Picture = file.ask(picture, file.now())
    file.close()
    return made


@pytest.fixture(scope="module", params=LANGUAGES)
def masked(request: pytest.FixtureRequest, shown: Picture) -> str:
    """The page everybody may see."""
    set_language(request.param)
    return briefing_page(shown)


def data_of(html: str) -> dict[str, object]:
    """The page's own data."""
    found = re.search(r'id="situation-data">(.*?)</script>', html, re.DOTALL)
    assert found is not None
    data: dict[str, object] = json.loads(found[1])
    return data


def attributes(html: str) -> Iterator[tuple[str, str, str]]:
    for tag, found in Tags(html).found:
        for name, value in found.items():
            yield tag, name, value or ""


def test_that_no_name_number_or_health_word_is_on_the_masked_page(masked: str) -> None:
    assert "75" in masked
    assert not [mark for mark in MARKS if mark.lower() in masked.lower()]


def test_that_nothing_is_linked_and_no_element_carries_code(masked: str) -> None:
    for tag, name, value in attributes(masked):
        assert name not in ("src", "href", "srcset", "action", "style"), (tag, name, value)
        assert not name.startswith("on"), (tag, name)
    assert "link" not in {tag for tag, _ in Tags(masked).found}
    styles = "".join(re.findall(r"<style.*?</style>", masked, re.DOTALL))
    assert all(url.startswith("data:") for url in re.findall(r"url\(\s*['\"]?([^)'\"]+)", styles))
    assert "sourceMappingURL" not in masked


def test_that_every_script_and_style_stands_under_the_one_nonce(masked: str) -> None:
    policy = next(v for tag, name, v in attributes(masked)
                  if tag == "meta" and name == "content" and "default-src" in v)  # fmt: skip
    nonce = re.findall(r"'nonce-([\w-]+)'", policy)
    assert "default-src 'none'" in policy and len(set(nonce)) == 1
    for tag, found in Tags(masked).found:
        if tag in ("script", "style"):
            assert found.get("nonce") == nonce[0], tag


def test_that_two_pages_have_two_nonces(shown: Picture, masked: str) -> None:
    found = [re.search(r"'nonce-([\w-]+)'", html) for html in (masked, briefing_page(shown))]
    assert len({nonce[1] for nonce in found if nonce}) == 2


def test_that_a_name_that_is_code_opens_no_tag(shown: Picture) -> None:
    plain, evil = briefing_page(shown, PERSONS[:1]), briefing_page(shown, PERSONS)
    tags = [[tag for tag, _ in Tags(html).found] for html in (plain, evil)]
    assert tags[0] == tags[1]
    assert "<img" not in evil
    assert (
        "王芳" in json.dumps(data_of(evil), ensure_ascii=False)
        or "王芳" in evil
        or ("\\u738b\\u82b3" in evil)
    )


def test_that_persons_stand_only_on_the_officers_page(shown: Picture, masked: str) -> None:
    assert data_of(masked)["rows"] is False
    open_ = data_of(briefing_page(shown, PERSONS))
    assert open_["unplaced"] == [[None, None, "陈磊", "0002-1", 1, ""]]


def test_that_closed_persons_are_read_with_the_right_password_only(shown: Picture) -> None:
    html = briefing_page(shown, PERSONS, "correct horse")
    assert "王芳" not in html and "\\u738b" not in html and "0001-3" not in html
    closed = data_of(html)["closed"]
    assert isinstance(closed, dict)
    assert json.loads(opened(closed, "correct horse"))["rows"][0][2] == "王芳"
    with pytest.raises(InvalidTag):
        opened(closed, "correct horsf")


def letters(sources: Iterable[str]) -> set[str]:
    """Every character that fonts of data: addresses know."""
    found: set[int] = set()
    for source in sources:
        kind, data = source.split(",", 1)
        assert kind == "data:font/woff;base64"
        found |= set(TTFont(BytesIO(b64decode(data))).getBestCmap())
    return set(map(chr, found))


def worn(html: str, weight: str) -> set[str]:
    """The characters that a page brings along in a weight."""
    faces = re.findall(r"@font-face\{[^}]*font-weight:([\d ]+);src:url\((.*?)\)\}", html)
    return letters(source for weights, source in faces if within(weight, weights))


def within(weight: str, weights: str) -> bool:
    low, high = weights.split()
    return int(low) <= int(weight) <= int(high)


@pytest.mark.parametrize("weight", ["400", "700"])
@pytest.mark.parametrize("tongue", LANGUAGES)
def test_that_a_page_brings_every_letter_it_shows(shown: Picture, weight: str, tongue: str) -> None:
    set_language(tongue)
    rare = PagePerson(39.92, 32.85, RARE, "0003-9", Safety.SAFE, "𣘺")
    html = briefing_page(shown, [*PERSONS, rare])
    told = Tags(html).told + json.dumps(data_of(html), ensure_ascii=False) + RARE + "𣘺王芳陈磊"
    ours = {chr(c) for path in resource("fonts").glob("*.ttf") for c in TTFont(path).getBestCmap()}
    assert set(told) & ours <= worn(html, weight)


def test_that_the_letters_of_closed_names_are_closed_too(shown: Picture) -> None:
    rare = PagePerson(39.92, 32.85, RARE, "0003-9", Safety.SAFE, "")
    html = briefing_page(shown, [rare], "correct horse")
    secret = {c for c in RARE if c not in Tags(html).told}
    assert {"𠮷", "م", "Đ"} <= secret
    assert not secret & (worn(html, "400") | worn(html, "700"))
    closed = data_of(html)["closed"]
    assert isinstance(closed, dict)
    faces = json.loads(opened(closed, "correct horse"))["faces"]
    assert set(RARE) <= letters(source for _family, _weight, source in faces)


def test_that_a_masked_page_brings_no_other_letter(masked: str) -> None:
    told = Tags(masked).told + "\n".join(value for *_, value in attributes(masked))
    rows = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), told)
    brought = {letter for letter in worn(masked, "400") if letter.isalpha()}
    assert brought <= set(rows + normalize("NFC", rows))


def opened(closed: dict[str, str | int], password: str) -> bytes:
    """What a browser does with the password."""
    salt, nonce, text = (b64decode(str(closed[name])) for name in ("salt", "iv", "text"))
    key = PBKDF2HMAC(SHA256(), 32, salt, int(closed["rounds"])).derive(password.encode())
    return AESGCM(key).decrypt(nonce, text, None)


def test_that_braces_in_a_title_are_no_template(shown: Picture) -> None:
    html = briefing_page(replace(shown, title=Released("{{ 7 * 7 }} {% for %} <b>Hall</b>")))
    assert "{{ 7 * 7 }} {% for %} &lt;b&gt;Hall&lt;/b&gt;" in html


def test_that_an_asset_that_is_not_with_us_is_an_error(tmp_path: Path) -> None:
    unknown = _Map(location=[0, 0], tiles=None)
    unknown.default_js = [("somewhere", "https://example.com/x.js")]
    with pytest.raises(ValueError, match="somewhere"):
        unknown.get_root().render()
