"""Street maps from a server: asked for only while the officer has switched it on.

One picture at a time and thread, with a time limit and a size limit; no redirects, because another
server is not the one the officer chose. What was fetched is kept on the disk.
"""

import http.client
from collections.abc import Iterable
from time import monotonic
from urllib.error import HTTPError, URLError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from situationroom import __version__
from situationroom.map.online_address import OnlineMap
from situationroom.map.tile_cache import TileCache
from situationroom.models.errors import InputError
from situationroom.models.tiles import LARGEST_TILE, Tile, TileForm, TileInfo
from situationroom.settings import cache_dir

FOLDER = "street-maps"
SECONDS, LONGEST, PART = 8, 20.0, 1 << 16
"""How long a server may be silent, and take for all of an answer; bytes that are read at once."""
PAUSE = 30.0
"""Seconds during which a server that did not answer is not asked again."""
NEAREST = 19
NOTHING = (204, 404, 410)
"""Answers that mean: there is no map of this place."""
WHO = f"SituationRoom/{__version__}"


class OnlineTiles:
    """A server's tiles. `on` is the officer's switch: while it is off, nothing is ever asked."""

    def __init__(self, shown: OnlineMap, cache: TileCache | None = None) -> None:
        self.map = shown
        self.info = TileInfo(shown.host, TileForm.RASTER, 0, NEAREST, credit=shown.credit)
        self.cache = cache or TileCache(cache_dir() / FOLDER / shown.key)
        self.on = False
        self._opener = build_opener(_NoRedirect())
        self._rest_until = 0.0

    def read(self, tile: Tile) -> bytes | None:
        """A picture from the disk or the server; InputError when the server does not answer."""
        kept = self.cache.get(tile)
        if kept is not None or not self.on:
            return kept or None
        if monotonic() < self._rest_until:
            raise self._fault()
        data = self._fetched(tile)
        if self.on:
            self.cache.put(tile, data)
        return data or None

    def kept(self) -> "KeptTiles":
        """Those that are on the disk already."""
        return KeptTiles(self.info, self.cache)

    def close(self) -> None:
        """Nothing is open."""
        self.on = False

    def _fetched(self, tile: Tile) -> bytes:
        """What the server answers; nothing (b"") where it has no map."""
        asked = Request(self.map.of(tile), headers={"User-Agent": WHO})  # noqa: S310 - checked
        try:
            with self._opener.open(asked, timeout=SECONDS) as answer:
                data = self._whole(answer)
        except HTTPError as error:
            with error:
                if error.code in NOTHING:
                    return b""
            raise self._pausing() from error
        except (URLError, OSError, http.client.HTTPException, ValueError) as error:
            raise self._pausing() from error
        return data if len(data) <= LARGEST_TILE else b""

    def _whole(self, answer: http.client.HTTPResponse) -> bytes:
        """All of an answer; a server that gives it by drops is given up, like one that is off."""
        data, late = bytearray(), monotonic() + LONGEST
        while len(data) <= LARGEST_TILE and (part := answer.read1(PART)):
            data += part
            if monotonic() > late or not self.on:
                raise TimeoutError
        return bytes(data)

    def _pausing(self) -> InputError:
        self._rest_until = monotonic() + PAUSE
        return self._fault()

    def _fault(self) -> InputError:
        return InputError(
            "{host} sends no map pictures now; those seen before and the world map are shown.",
            host=self.map.host,
        )


class KeptTiles:
    """Those of a server's tiles that are on the disk: for paper, which asks no server."""

    def __init__(self, info: TileInfo, cache: TileCache) -> None:
        self.info, self._cache = info, cache

    def read(self, tile: Tile) -> bytes | None:
        """A picture from the disk."""
        return self._cache.get(tile) or None

    def share(self, tiles: Iterable[Tile]) -> float:
        """How much of some tiles is on the disk, 0 to 1."""
        there = [self._cache.holds(tile) for tile in tiles]
        return sum(there) / len(there) if there else 0.0

    def close(self) -> None:
        """Nothing is open."""


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_told: object) -> None:
        """A server that sends us elsewhere is not the one the officer chose."""
