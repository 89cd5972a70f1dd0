"""The address of street maps on a server, as entered: checked before anything is asked.

https://tiles.example.org/{z}/{x}/{y}.png        {-y} counts rows from the south (TMS)
"""

import hashlib
import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from situationroom.models.errors import InputError
from situationroom.models.tiles import Tile, plain_text

LONGEST = 500
_PLACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class OnlineMap:
    """An address with {z}, {x} and {y} in it, and whose map it is."""

    address: str
    credit: str

    @property
    def host(self) -> str:
        """The server that is asked."""
        return urlsplit(self.address).hostname or ""

    @property
    def key(self) -> str:
        """Names its pictures on the disk: nobody reads a password there."""
        return hashlib.sha256(self.address.encode()).hexdigest()[:16]

    def of(self, tile: Tile) -> str:
        """Where one tile is."""
        rows = (1 << tile.z) - 1
        values = {"z": tile.z, "x": tile.x, "y": tile.y, "-y": rows - tile.y}
        return _PLACES.sub(lambda found: str(values[found[1]]), self.address)


def online_map(address: str, credit: str) -> OnlineMap:
    """What was entered, if it can be used. Raises InputError that says what is wrong with it."""
    address, said = address.strip(), plain_text(credit)
    names = set(_PLACES.findall(address))
    if not _plausible(address) or len(names) < 3 or names not in ({*"zxy"}, {"z", "x", "-y"}):
        raise InputError(
            "The address must begin with https:// and hold the places {places}, for example "
            "{example}.",
            places="{z}, {x}, {y}",
            example="https://tiles.example.org/{z}/{x}/{y}.png",
        )
    if not said:
        raise InputError("Say whose map it is; its makers ask to be named on every picture.")
    return OnlineMap(address, said)


def _plausible(address: str) -> bool:
    if len(address) > LONGEST or not address.isprintable() or " " in address:
        return False
    try:
        parts = urlsplit(address)
        return parts.scheme in ("https", "http") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
