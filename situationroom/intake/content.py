"""What a column holds by the look of its cells, whatever its header says."""

import re
import unicodedata
from collections.abc import Sequence
from typing import Final

_KINDS: Final = (
    ("email", re.compile(r"[^@\s]+@[^@\s]+\.\w+")),
    ("identity_number", re.compile(r"\d{17}[\dXx]")),
    ("passport", re.compile(r"(?:[EGDSP]\d{8}|E[A-HJ-NP-Z]\d{7})", re.IGNORECASE)),
    ("sex", re.compile(r"男性?|女性?|m(?:ale)?|f(?:emale)?", re.IGNORECASE)),
    ("phone", re.compile(r"(?:\+|00)\d{9,14}|1[3-9]\d{9}|0\d{9,10}|\(?0\d{2,4}\)?\d{6,8}")),
)


def looks_like(cells: Sequence[str]) -> tuple[str | None, float]:
    """The kind most cells have (email, identity_number, passport, sex, phone) and their share."""
    if not cells:
        return None, 0.0
    plain = [re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", cell)) for cell in cells]
    shares = [(sum(1 for p in plain if test.fullmatch(p)) / len(plain), k) for k, test in _KINDS]
    share, kind = max(shares)
    return (kind, share) if share > 0.3 else (None, 0.0)
