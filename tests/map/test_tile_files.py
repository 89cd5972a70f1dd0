"""MBTiles and PMTiles: what they hold comes out, and one that is none gives one sentence."""

import gzip
import itertools
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pmtiles.tile import Entry, serialize_directory

from situationroom.map.pmtiles_file import PmTiles
from situationroom.map.tile_bytes import unpacked
from situationroom.models.errors import InputError
from situationroom.models.tiles import LARGEST_TILE, WHOLE_WORLD, Tile, TileForm, plain_text
from situationroom.store.mbtiles import MbTiles
from tests.map.tile_files import BANGKOK, mbtiles, picture, pmtiles, street_mbtiles, street_pmtiles
from tests.map.tile_files import streets as real_streets

Opener = Callable[[Path], MbTiles | PmTiles]
OPENERS: list[Opener] = [MbTiles, PmTiles]


@pytest.mark.parametrize(("make", "opened"), [(street_mbtiles, MbTiles), (street_pmtiles, PmTiles)])
def test_that_every_tile_of_a_file_comes_out(
    tmp_path: Path, make: Callable[[Path], Path], opened: Opener
) -> None:
    source = opened(make(tmp_path / "bangkok"))
    info = source.info
    assert (info.title, info.form, info.least, info.most) == ("Bangkok", TileForm.VECTOR, 12, 12)
    assert info.box == pytest.approx(BANGKOK)
    assert info.credit == "© OpenStreetMap contributors"
    for tile, data in real_streets().items():
        stored = source.read(tile)
        assert stored is not None
        assert unpacked(stored, 1 << 20) == data
    assert source.read(Tile(12, 0, 0)) is None
    assert source.read(Tile(3, 1, 1)) is None
    source.close()


def test_that_pictures_are_known_without_metadata(tmp_path: Path) -> None:
    red = picture(255, 0, 0)
    source = MbTiles(mbtiles(tmp_path / "Kathmandu.mbtiles", {Tile(2, 3, 1): red}))
    assert source.info.form is TileForm.RASTER
    assert (source.info.title, source.info.least, source.info.most) == ("Kathmandu", 2, 2)
    assert source.info.box == WHOLE_WORLD
    assert source.read(Tile(2, 3, 1)) == red
    assert source.read(Tile(2, 3, 2)) is None  # the row from the south
    source.close()


def test_that_a_large_archive_is_found_through_its_leaves(tmp_path: Path) -> None:
    chance = Random(1)  # noqa: S311
    columns = itertools.product(range(130), range(130))
    tiles = {Tile(8, x, y): chance.randbytes(chance.randint(1, 300)) for x, y in columns}
    source = PmTiles(pmtiles(tmp_path / "many.pmtiles", tiles, "PNG", box=WHOLE_WORLD))
    assert source._header["leaf_directory_length"] > 0
    for tile in list(tiles)[::997]:
        assert source.read(tile) == tiles[tile]
    assert source.read(Tile(8, 250, 250)) is None
    source.close()


@pytest.mark.parametrize("opened", OPENERS)
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"PK\x03\x04",
        b"x" * 9000,
        b"SQLite format 3\0" + b"\xff" * 4000,
        b"PMTiles\x03" + b"\xff" * 400,
        b"PMTiles\x02" + bytes(200),
        b"PMTiles\x03" + bytes(20),
    ],
)
def test_that_a_file_of_another_kind_is_refused_in_one_sentence(
    tmp_path: Path, opened: Opener, content: bytes
) -> None:
    path = tmp_path / "城市.mbtiles"
    path.write_bytes(content)
    with pytest.raises(InputError) as refused:
        opened(path)
    assert str(refused.value).startswith("城市.mbtiles ")
    assert str(tmp_path) not in str(refused.value)


@pytest.mark.parametrize("opened", OPENERS)
def test_that_a_file_that_is_gone_or_a_folder_is_refused(tmp_path: Path, opened: Opener) -> None:
    for path in (tmp_path / "gone.mbtiles", tmp_path):
        with pytest.raises(InputError):
            opened(path)


def test_that_a_database_without_tiles_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "incident.mbtiles"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE person (name TEXT)")
    database.close()
    with pytest.raises(InputError, match="is not an MBTiles database"):
        MbTiles(path)
    with pytest.raises(InputError, match="holds no tiles"):
        MbTiles(mbtiles(tmp_path / "empty.mbtiles", {}))


def test_that_a_view_that_never_ends_is_stopped(tmp_path: Path) -> None:
    path = tmp_path / "endless.mbtiles"
    database = sqlite3.connect(path)
    database.execute("CREATE TABLE metadata (name TEXT, value TEXT)")
    database.execute(
        "CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
        "SELECT i % 1 AS zoom_level, 0 AS tile_column, 0 AS tile_row, x'00' AS tile_data FROM n"
    )
    database.commit()
    database.close()
    with pytest.raises(InputError):
        MbTiles(path)


def test_that_a_huge_tile_is_not_read(tmp_path: Path) -> None:
    path = mbtiles(tmp_path / "a", {Tile(0, 0, 0): bytes(LARGEST_TILE + 1)}, format="png",
                   minzoom="0", maxzoom="0")  # fmt: skip
    source = MbTiles(path)
    assert source.read(Tile(0, 0, 0)) is None
    source.close()


def test_that_a_gzip_bomb_stays_packed() -> None:
    bomb = gzip.compress(bytes(50 << 20))
    with pytest.raises(ValueError, match="too large"):
        unpacked(bomb, 8 << 20)
    with pytest.raises(ValueError, match="cut off"):
        unpacked(gzip.compress(b"x" * 1000)[:20], 8 << 20)


@pytest.mark.parametrize("where", range(8, 127, 8))
def test_that_a_damaged_header_gives_a_sentence_or_no_tile(tmp_path: Path, where: int) -> None:
    whole = bytearray(street_pmtiles(tmp_path / "whole").read_bytes())
    whole[where : where + 8] = b"\xff" * min(8, 127 - where)
    path = tmp_path / "damaged.pmtiles"
    path.write_bytes(whole)
    try:
        source = PmTiles(path)
    except InputError:
        return
    for tile in real_streets():
        try:
            source.read(tile)
        except InputError:
            continue
    source.close()


def test_that_an_archive_packed_otherwise_is_refused_with_what_to_ask_for(tmp_path: Path) -> None:
    whole = bytearray(street_pmtiles(tmp_path / "whole").read_bytes())
    whole[98] = 3  # Brotli
    (tmp_path / "a.pmtiles").write_bytes(whole)
    with pytest.raises(InputError, match="packed with gzip"):
        PmTiles(tmp_path / "a.pmtiles")


def test_that_credits_are_said_without_their_markup() -> None:
    assert plain_text('<a href="x">&copy; OSM</a><script>alert(1)</script> and\n others') == (
        "© OSM and others"
    )
    assert plain_text("ab\u202ecd\x00") == "ab cd"
    assert len(plain_text("word " * 500)) == 160


@given(st.text(max_size=300))
def test_that_any_text_becomes_one_printable_line(text: str) -> None:
    shown = plain_text(text)
    assert shown.isprintable()
    assert len(shown) <= 160


def test_that_a_database_that_was_cut_off_gives_a_sentence_or_no_tile(tmp_path: Path) -> None:
    whole = street_mbtiles(tmp_path / "whole").read_bytes()
    for share in (0.02, 0.3, 0.6, 0.9):
        path = tmp_path / "cut.mbtiles"
        path.write_bytes(whole[: int(len(whole) * share)])
        try:
            source = MbTiles(path)
        except InputError as error:
            assert str(error).startswith("cut.mbtiles ")
            continue
        for tile in real_streets():
            with suppress(InputError):
                source.read(tile)
        source.close()


def test_that_directories_that_point_to_each_other_come_to_an_end(tmp_path: Path) -> None:
    path = street_pmtiles(tmp_path / "loop.pmtiles")
    source = PmTiles(path)
    header = source._header
    ring = Entry(0, 0, header["root_length"], 0)  # no run: "look in this leaf", which is the root
    source.close()
    packed = serialize_directory([ring])
    whole = bytearray(path.read_bytes())
    at = header["root_offset"]
    whole[at : at + len(packed)] = packed
    whole[16:24] = len(packed).to_bytes(8, "little")
    whole[40:48] = at.to_bytes(8, "little")  # leaves begin where the root does
    path.write_bytes(whole)
    looped = PmTiles(path)
    for tile in list(real_streets())[:3]:
        with suppress(InputError):
            assert looped.read(tile) is None
    looped.close()
