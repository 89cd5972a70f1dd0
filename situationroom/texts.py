"""What the program says, in the officer's language. English sentences are the keys.

Translations are flat JSON files, one per area, in ``resources/translations/<language>/``: easy to
review side by side, no build step, and a test fails on any sentence that has no Chinese.
"""

import json
from functools import cache
from typing import Final

from situationroom.settings import resource

LANGUAGES: Final = ("en", "zh")
_language = "en"


def set_language(language: str) -> None:
    """Speak ``language`` ('en' or 'zh') from now on. Raises ValueError for any other."""
    global _language  # noqa: PLW0603 - one program speaks one language at a time
    if language not in LANGUAGES:
        raise ValueError(language)
    _language = language


def language() -> str:
    """The language spoken now."""
    return _language


def tr(template: str, /, **values: object) -> str:
    """The sentence in the officer's language, with its values filled in."""
    text = _catalog(_language).get(template, template)
    if _language == "en" and str(values.get("n", "")) == "1":
        text = _one().get(template, template)
    return text.format(**values) if values else text


def in_every_language(template: str) -> frozenset[str]:
    """The sentence in each language, to find again what was once written in any of them."""
    return frozenset(_catalog(language).get(template, template) for language in LANGUAGES)


@cache
def _one() -> dict[str, str]:
    """English sentences about exactly one; Chinese says one and many alike."""
    path = resource("translations/en/one.json")
    made: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return made


@cache
def _catalog(language: str) -> dict[str, str]:
    if language == "en":
        return {}
    catalog: dict[str, str] = {}
    for path in sorted(resource(f"translations/{language}").glob("*.json")):
        catalog.update(json.loads(path.read_text(encoding="utf-8")))
    return catalog
