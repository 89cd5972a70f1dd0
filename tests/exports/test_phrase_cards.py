"""Phrase cards: every letter of every language is printed, and right-to-left reads rightly."""

from pathlib import Path

import pytest

from situationroom.exports.fonts import printable
from situationroom.exports.phrase_cards import visual, write_phrase_cards
from situationroom.exports.phrases import card_languages, language_of, phrases

CODES = [one.code for one in card_languages()]


def test_that_every_phrase_stands_in_every_language() -> None:
    for phrase in phrases():
        assert set(phrase.texts) == {"zh", *CODES}, phrase.key
        assert all(text.strip() for text in phrase.texts.values()), phrase.key
    assert len({phrase.key for phrase in phrases()}) == len(phrases()) >= 15


@pytest.mark.parametrize("code", ["zh", *CODES])
def test_that_no_letter_of_a_language_lacks_a_shape(code: str) -> None:
    for phrase in phrases():
        assert "[U+" not in printable(visual(phrase.texts[code])), phrase.texts[code]


def test_that_arabic_letters_are_joined_and_turned() -> None:
    assert visual("أنا حامل.") == ".\ufede\ufee3\ufe8e\ufea3 \ufe8e\ufee7\ufe83"


def test_that_persian_letters_stay_apart_where_they_must() -> None:
    joined, apart = visual("نزدیکترین"), visual("نزدیک\u200cترین")
    assert joined != apart
    assert "\u200c" not in apart


def test_that_the_language_of_a_country_comes_first() -> None:
    found = [language_of(code) for code in ("TR", "EG", "IR", "PK", "JP", "MX", "GB")]
    assert found == ["tr", "ar", "fa", "ur", "ja", "es", "en"]


@pytest.mark.parametrize("code", CODES)
def test_that_cards_are_printed_eight_to_a_page(code: str, tmp_path: Path) -> None:
    import pypdfium2

    path = tmp_path / "cards.pdf"
    write_phrase_cards(path, phrases(), code, "+90 312 555 01 01", drill=True)
    document = pypdfium2.PdfDocument(path)
    assert len(document) == -(-len(phrases()) // 8)
    text = document[0].get_textpage().get_text_range()
    assert "我是中国公民" in text
    assert "[U+" not in text
    document.close()
