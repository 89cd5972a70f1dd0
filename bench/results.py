"""bench/RESULTS.md: a head, and a section a measurement under the line that names it."""

from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
_TITLE = "\n## "


def renewed(text: str, head: str, made: list[str]) -> str:
    """The page with a new head and with each section put in the place of the one of its name.

    Sections nobody measured anew stay as they are; new ones come last.
    """
    kept = {_name(section): section.strip() for section in text.split(_TITLE)[1:]}
    kept |= {_name(section): section.strip() for section in made}
    return "\n\n## ".join([head.strip(), *kept.values()]) + "\n"


def _name(section: str) -> str:
    return section.strip().splitlines()[0]
