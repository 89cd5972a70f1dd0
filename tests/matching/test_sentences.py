"""Every reason has its sentence, and every sentence its Chinese."""

import json

from situationroom.matching.levels import FIELDS
from situationroom.matching.sentences import TEMPLATES
from situationroom.settings import resource


def test_that_every_level_has_a_sentence() -> None:
    wanted = {field: [level.name for level in levels] for field, levels in FIELDS.items()}
    assert wanted == {field: list(sentences) for field, sentences in TEMPLATES.items()}


def test_that_every_sentence_has_chinese() -> None:
    path = resource("translations/zh/matching.json")
    chinese = json.loads(path.read_text(encoding="utf-8"))
    said = {template for sentences in TEMPLATES.values() for template in sentences.values()}
    assert said <= set(chinese)


def test_that_spellings_are_plain_words() -> None:
    for name in ("surnames_cantonese", "surnames_hokkien", "surnames_others", "cantonese"):
        table = json.loads(resource(f"names/{name}.json").read_text(encoding="utf-8"))
        words = [word for key, text in table.items() if key != "_" for word in text.split()]
        assert all(word.isascii() and word.islower() for word in words), name
