"""The colours of both themes, by what they are for."""

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Theme: TypeAlias = Literal["dark", "light"]
Tone: TypeAlias = Literal[
    "text", "quiet", "accent", "red", "orange", "yellow", "safe", "injured", "unknown", "deceased"
]


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours of one theme as '#rrggbb'. Every tone reads on ground, panel and raised (WCAG AA).

    ``on_accent`` is text on an accent button; ``overdue``, ``notice`` and ``done`` are grounds of
    badges that carry ``text``; ``drill`` is the banner's ground and ``on_drill`` its text.
    """

    ground: str
    panel: str
    raised: str
    hover: str
    line: str
    text: str
    quiet: str
    accent: str
    on_accent: str
    selection: str
    red: str
    orange: str
    yellow: str
    safe: str
    injured: str
    unknown: str
    deceased: str
    overdue: str
    notice: str
    done: str
    drill: str
    on_drill: str
    land: str
    water: str
    border: str

    def tone(self, name: Tone) -> str:
        """The colour a tone has in this theme."""
        return str(getattr(self, name))


DARK: Final = Palette(
    ground="#0d141c",
    panel="#111a24",
    raised="#172331",
    hover="#1c2a3a",
    line="#22303f",
    text="#e4ebf2",
    quiet="#8798ab",
    accent="#4ea1ff",
    on_accent="#06121f",
    selection="#18314c",
    red="#ff6b6b",
    orange="#ffab4a",
    yellow="#f0d257",
    safe="#46c98b",
    injured="#c77dff",
    unknown="#8496aa",
    deceased="#d3dae2",
    overdue="#5c1f27",
    notice="#3a2f12",
    done="#143a2b",
    drill="#f5b83d",
    on_drill="#1a1204",
    land="#1b2836",
    water="#0b1118",
    border="#33465a",
)
LIGHT: Final = Palette(
    ground="#f3f6f9",
    panel="#ffffff",
    raised="#e9eef4",
    hover="#e0e8f0",
    line="#cfd8e2",
    text="#14202c",
    quiet="#526375",
    accent="#0a5cbf",
    on_accent="#ffffff",
    selection="#d3e6fc",
    red="#b91c28",
    orange="#9a4b00",
    yellow="#755c00",
    safe="#0f6b43",
    injured="#7a2bbd",
    unknown="#56677a",
    deceased="#2b333b",
    overdue="#fbd9dc",
    notice="#fdeec6",
    done="#d5f0e2",
    drill="#f5b83d",
    on_drill="#1a1204",
    land="#e6e9e4",
    water="#cfdfec",
    border="#9aa9b8",
)


def palette(theme: str) -> Palette:
    """The colours of 'light'; of any other theme the dark ones."""
    return LIGHT if theme == "light" else DARK
