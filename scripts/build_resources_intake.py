"""Build what reading a list needs besides the reviewed words: hanzi forms, names of countries.

    python scripts/build_resources_intake.py

Writes ``resources/intake/traditional.json`` (OpenCC, one hanzi for one) and
``resources/intake/nations.json`` (names of countries in the languages lists come in, Unicode CLDR
by Babel; codes from ``resources/basemap/state_names.csv``).
"""

import csv
import json
import sys
from pathlib import Path

ROOM = Path(__file__).parents[1] / "resources"
LANGUAGES = ("zh", "zh_Hant", "en", "de", "fr", "es", "pt", "pt_PT", "ru", "ar", "tr", "ja", "ko",
             "vi", "id", "th", "it")  # fmt: skip
OF_CHINA = {"HKG": "CHN", "MAC": "CHN", "TWN": "CHN"}


def main() -> None:
    """Write both files."""
    _write("traditional.json", _traditional())
    _write("nations.json", _nations())


def _traditional() -> dict[str, str]:
    from opencc import OpenCC

    convert = OpenCC("t2s").convert
    pairs = [(c, convert(c)) for c in map(chr, range(0x3400, 0x9FFF))]
    changed = [(c, s) for c, s in pairs if c != s and len(s) == 1]
    return {"from": "".join(c for c, _ in changed), "to": "".join(s for _, s in changed)}


def _nations() -> dict[str, list[str]]:
    """ISO 3166 alpha-3 -> what the country is called, its codes first."""
    from babel import Locale

    with (ROOM / "basemap/state_names.csv").open(encoding="utf-8", newline="") as file:
        states = [row for row in csv.DictReader(file) if row["iso2"] and row["iso3"]]
    named: dict[str, list[str]] = {}
    for state in states:
        told = [state["iso2"], state["iso3"], state["en"], state["zh"], *state["other"].split("|")]
        told += [Locale.parse(code).territories.get(state["iso2"], "") for code in LANGUAGES]
        code = OF_CHINA.get(state["iso3"], state["iso3"])
        named.setdefault(code, []).extend(name for name in told if name)
    return {code: list(dict.fromkeys(names)) for code, names in sorted(named.items())}


def _write(name: str, made: object) -> None:
    text = json.dumps(made, ensure_ascii=False, indent=0)
    (ROOM / "intake" / name).write_text(text + "\n", encoding="utf-8")
    sys.stdout.write(f"{name}: {len(text)} characters\n")


if __name__ == "__main__":
    main()
