"""Street maps from a server: only when switched on, each picture once, and no more than agreed."""

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from situationroom.map import online_tiles
from situationroom.map.online_address import online_map
from situationroom.map.online_tiles import OnlineTiles
from situationroom.map.tile_cache import OLDEST, TileCache
from situationroom.models.errors import InputError
from situationroom.models.tiles import LARGEST_TILE, Tile
from tests.map.tile_server import Answers, tile_server

HERE = Tile(9, 303, 193)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SITUATIONROOM_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def server() -> Iterator[Answers]:
    with tile_server() as answers:
        yield answers


def source(server: Answers, *, on: bool = True) -> OnlineTiles:
    made = OnlineTiles(online_map(server.address, "© Test"))
    made.on = on
    return made


def test_that_a_picture_is_asked_for_once_and_kept_for_the_next_start(
    server: Answers, home: Path
) -> None:
    assert source(server).read(HERE) == server.body
    assert source(server).read(HERE) == server.body
    assert server.asked == ["/9/303/193.png"]
    (agent,) = server.agents
    assert agent.startswith("SituationRoom/")
    assert list((home / "cache").rglob("193"))


def test_that_nothing_is_asked_while_it_is_off(
    server: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_told: object) -> None:
        raise AssertionError("somebody opened a connection")

    tiles = source(server, on=False)
    monkeypatch.setattr(socket, "create_connection", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert tiles.read(HERE) is None
    assert server.asked == []


def test_that_what_was_fetched_is_shown_while_it_is_off(server: Answers) -> None:
    source(server).read(HERE)
    assert source(server, on=False).read(HERE) == server.body


@pytest.mark.parametrize("status", [404, 204, 410])
def test_that_a_place_without_a_map_is_empty_and_not_asked_for_again(
    server: Answers, status: int
) -> None:
    server.status, server.body = status, b""
    tiles = source(server)
    assert tiles.read(HERE) is None
    assert tiles.read(HERE) is None
    assert len(server.asked) == 1


@pytest.mark.parametrize("status", [403, 429, 500, 503])
def test_that_a_server_that_refuses_is_left_alone_for_a_while(server: Answers, status: int) -> None:
    server.status = status
    tiles = source(server)
    for _ in range(3):
        with pytest.raises(InputError, match=r"127\.0\.0\.1 sends no map pictures"):
            tiles.read(HERE)
    assert len(server.asked) == 1


def test_that_a_server_that_is_not_there_is_one_sentence() -> None:
    with tile_server() as gone:
        pass
    tiles = source(gone)
    with pytest.raises(InputError, match="sends no map pictures"):
        tiles.read(HERE)


def test_that_a_server_that_answers_by_drops_is_given_up(
    server: Answers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(online_tiles, "LONGEST", 0.3)
    server.drops = 0.05
    with pytest.raises(InputError, match="sends no map pictures"):
        source(server).read(HERE)


def test_that_no_other_server_is_asked_by_a_redirect(server: Answers) -> None:
    with tile_server() as other:
        server.status = 302
        server.headers["Location"] = other.address.replace("{z}/{x}/{y}", "1/1/1")
        with pytest.raises(InputError):
            source(server).read(HERE)
        assert other.asked == []


def test_that_an_answer_too_large_to_be_a_tile_is_dropped(server: Answers) -> None:
    server.body = bytes(LARGEST_TILE + 1)
    assert source(server).read(HERE) is None


def test_that_the_folder_stays_small_and_young(tmp_path: Path) -> None:
    cache = TileCache(tmp_path / "kept", most=1_000)
    for n in range(8):
        cache.put(Tile(5, n, 0), bytes(300))
        os.utime(tmp_path / "kept" / "5" / str(n) / "0", (1000.0 + n, 1000.0 + n))
    young = TileCache(tmp_path / "kept", most=1_000, now=lambda: 1010.0)
    young.tidy()
    assert [young.get(Tile(5, n, 0)) is not None for n in range(8)] == [False] * 5 + [True] * 3
    old = TileCache(tmp_path / "kept", most=1_000, now=lambda: 1011.0 + OLDEST)
    assert old.get(Tile(5, 7, 0)) is None
    old.tidy()
    assert not [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]
    old.remove()
    assert not (tmp_path / "kept").exists()


@pytest.mark.parametrize(
    "address",
    [
        "",
        "tiles.example.org/{z}/{x}/{y}.png",
        "file:///etc/{z}/{x}/{y}",
        "ftp://example.org/{z}/{x}/{y}.png",
        "https://example.org/tiles.png",
        "https://example.org/{z}/{x}/{y}/{user}.png",
        "https:///{z}/{x}/{y}.png",
        "https://exa mple.org/{z}/{x}/{y}.png",
        "https://example.org:99999/{z}/{x}/{y}.png",
        "https://example.org/{z}/{x}/{y}\r\nHost: other",
        "https://[::1/{z}/{x}/{y}.png",
        "https://example.org/{z}/{x}/{y}" + "a" * 600,
    ],
)
def test_that_an_address_that_cannot_be_one_is_refused(address: str) -> None:
    with pytest.raises(InputError, match="must begin with https"):
        online_map(address, "© Test")


def test_that_whose_map_it_is_must_be_said() -> None:
    with pytest.raises(InputError, match="Say whose map"):
        online_map("https://example.org/{z}/{x}/{y}.png", " <b></b> ")
    shown = online_map(" https://example.org/{z}/{x}/{-y}.png?k=1 ", "<b>© Test</b>")
    assert (shown.host, shown.credit) == ("example.org", "© Test")
    assert shown.of(Tile(2, 1, 0)) == "https://example.org/2/1/3.png?k=1"
