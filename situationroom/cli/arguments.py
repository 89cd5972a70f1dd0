"""The words of the command line, as cli.md fixes them."""

import argparse
import getpass
import os
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from situationroom import __version__
from situationroom.models.errors import InputError
from situationroom.models.vocabulary import IncidentKind, Mode
from situationroom.texts import LANGUAGES, set_language

Job = Callable[[argparse.Namespace], int]
Subparsers = "argparse._SubParsersAction[_Parser]"
NOUNS = (
    "persons",
    "requests",
    "sites",
    "stays",
    "movements",
    "bookings",
    "reports",
    "handoffs",
    "messages",
    "deliveries",
    "replies",
    "entries",
    "contacts",
    "talking-points",
    "checklists",
)


REQUEST_ACTS = (
    "acknowledge",
    "attempt",
    "close",
    "follow-up",
    "hand-over",
    "join",
    "link",
    "note",
    "reopen",
    "resolve",
    "take",
    "wait",
)
MOVEMENT_ACTS = (
    "arrive",
    "assign",
    "board",
    "boarding",
    "cancel",
    "close",
    "depart",
    "new",
    "reopen",
    "withdraw",
)
PLACE_ACTS = ("forget", "import", "list", "resolve", "set", "unresolved")
SHELTER_ACTS = ("check-in", "check-out", "count", "open")


NOTATIONS = ("decimal", "minutes", "seconds", "utm", "mgrs", "plus code")
MAP_LAYERS = (
    "persons", "zones", "movements", "assembly", "sites", "missions", "hospitals", "contacts",
)  # fmt: skip


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise InputError(
            "{problem}. Ask for help with: {prog} --help", problem=message, prog=self.prog
        )


def parse(argv: Sequence[str]) -> argparse.Namespace:
    """The command line as a namespace with ``job``. Raises InputError for wrong use."""
    arguments = _parser().parse_args(argv)
    set_language(arguments.language or _spoken_here())
    return arguments


def _spoken_here() -> str:
    """The language of the terminal, where it is one of ours."""
    told = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG", "")
    return "zh" if told.startswith("zh") else "en"


def _parser() -> _Parser:
    parser = _Parser(prog="situationroom", description="The crisis cell's desk.")
    parser.add_argument("--version", action="version", version=__version__)
    parser.add_argument("--language", choices=LANGUAGES, help="language of texts and prints")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for add in (_incident, _lists, _work, _identity, _outgoing, _messages, _keeping):
        add(commands)
    return parser


def _add(commands: Subparsers, name: str, job: Job, text: str, *, file: bool = True) -> _Parser:  # type: ignore[valid-type]
    parser: _Parser = commands.add_parser(name, help=text, description=text)  # type: ignore[attr-defined]
    parser.set_defaults(job=job)
    parser.add_argument("--officer", default=_officer(), help="who signs the entry")
    if file:
        parser.add_argument("file", type=Path, metavar="FILE", help="an incident file")
    return parser


def _late(module: str, job: str) -> Job:
    """The job of a module that is imported when it is wanted: a command starts in no time."""

    def run(arguments: argparse.Namespace) -> int:
        found: Job = getattr(import_module(f"situationroom.cli.{module}"), job)
        return found(arguments)

    return run


def _officer() -> str:
    try:
        return os.environ.get("SITUATIONROOM_OFFICER") or getpass.getuser()
    except (KeyError, OSError):
        return "officer"


def _incident(commands: Subparsers) -> None:  # type: ignore[valid-type]
    new = _add(commands, "new", _late("incident", "new"), "Create an incident")
    new.add_argument("--name", required=True)
    new.add_argument("--country", required=True, help="ISO 3166 code, such as TR")
    new.add_argument("--kind", required=True, choices=[str(kind) for kind in IncidentKind])
    new.add_argument("--started", required=True, help="2016-07-15T22:00+03:00")
    new.add_argument("--drill", action="store_true")
    new.add_argument("--home", default="CHN", help="ISO 3166 alpha-3 code of the home country")
    new.add_argument("--home-zone", default="Asia/Shanghai")
    new.add_argument("--zone", default="", help="the incident's time zone, such as Europe/Istanbul")
    new.add_argument("--exercise-time", default="", help="in a drill: the time it is now")
    call = _add(commands, "call", _late("calls", "call"), "Hand over an incoming call", file=False)
    call.add_argument("number", metavar="NUMBER", help="as the telephone shows it: +905321234567")
    call.add_argument("--incident", type=Path, metavar="FILE", help="only if this one is open")
    call.add_argument("--start", action="store_true", help="start the window if none is open")
    demo = _add(commands, "demo", _late("demo", "demo"), "The demonstration incident", file=False)
    demo.add_argument("--out", type=Path, default=Path("out/demo"))
    demo.add_argument("--headless", action="store_true")


def _lists(commands: Subparsers) -> None:  # type: ignore[valid-type]
    read = _add(commands, "import", _late("imports", "import_lists"), "Import callers' lists")
    read.add_argument("sheets", type=Path, nargs="+", metavar="SHEET")
    read.add_argument("--dry-run", action="store_true")
    read.add_argument("--profile", default="", help="columns chosen before, by name")
    read.add_argument("--rejects", type=Path, metavar="DIR")
    read.add_argument(
        "--duplicates", choices=("new", "attach", "skip"), help="rows probably about somebody here"
    )
    read.add_argument(
        "--conflicts", choices=("here", "list"), help="what stands where a list says otherwise"
    )
    read.add_argument("--json", action="store_true")
    book = _add(
        commands,
        "import-contacts",
        _late("contacts", "import_directory"),
        "Import a contact directory; who is here already is updated",
    )
    book.add_argument("sheets", type=Path, nargs="+", metavar="SHEET")
    book.add_argument("--dry-run", action="store_true")
    book.add_argument("--leave-repeats", action="store_true", help="skip rows that say the same")
    book.add_argument("--json", action="store_true")
    _places(commands)
    _zones(commands)
    listing = _add(commands, "list", _late("lists", "list_records"), "List records", file=False)
    listing.add_argument("noun", choices=NOUNS)
    listing.add_argument("file", type=Path, metavar="FILE")
    listing.add_argument("--where", default="", metavar="TEXT")
    listing.add_argument("--format", choices=("json", "csv", "xlsx"), default="json")
    listing.add_argument("--output", type=Path)
    search = _add(commands, "search", _late("lists", "search_text"), "Find anything")
    search.add_argument("text")
    search.add_argument("--json", action="store_true")


def _work(commands: Subparsers) -> None:  # type: ignore[valid-type]
    request = _add(commands, "request", _late("requests", "work"), "Work requests", file=False)
    request.add_argument("act", choices=REQUEST_ACTS)
    request.add_argument("file", type=Path, metavar="FILE")
    request.add_argument("numbers", nargs="+", metavar="NUMBER")
    request.add_argument("--text", default="", help="the note, outcome or reason")
    request.add_argument(
        "--to", default="", help="who takes over; of link and join the other number"
    )
    request.add_argument("--until", default="", help="when to try again")
    shift = _add(commands, "shift", _late("shifts", "hand_over"), "Hand over a whole shift")
    shift.add_argument("--to", default="", help="who takes over; without it they wait for anybody")
    shift.add_argument("--text", default="", help="what the next shift must know")
    shift.add_argument("--output", type=Path, metavar="PDF", help="where the sheet goes")
    movement = _add(commands, "movement", _late("movements", "work"), "Work movements", file=False)
    movement.add_argument("act", choices=MOVEMENT_ACTS)
    movement.add_argument("file", type=Path, metavar="FILE")
    movement.add_argument("number", metavar="MOVEMENT")
    movement.add_argument("cases", nargs="*", metavar="CASE")
    movement.add_argument("--mode", choices=[str(mode) for mode in Mode], default="coach")
    for option in ("from", "to", "departs", "arrives", "carrier", "vehicle", "reason"):
        movement.add_argument(
            f"--{option}", default="", dest=f"{option}_" if option == "from" else option
        )
    for option in ("seats", "stretchers", "wheelchairs", "laps"):
        movement.add_argument(f"--{option}", type=int, default=0)
    shelter = _add(commands, "shelter", _late("shelters", "work"), "Work shelters", file=False)
    shelter.add_argument("act", choices=SHELTER_ACTS)
    shelter.add_argument("file", type=Path, metavar="FILE")
    shelter.add_argument("what", nargs="+", metavar="SITE|CASE|SHEET")
    shelter.add_argument("--at", default="", help="the site's name")
    shelter.add_argument("--reason", default="")
    shelter.add_argument("--count", type=int)
    household = _add(commands, "household", _late("shelters", "household"), "Keep persons together")
    household.add_argument("name")
    household.add_argument("cases", nargs="+", metavar="CASE")


def _places(commands: Subparsers) -> None:  # type: ignore[valid-type]
    places = _add(commands, "places", _late("places", "work"), "Places and words for places",
                  file=False)  # fmt: skip
    places.add_argument("act", choices=PLACE_ACTS)
    places.add_argument("file", type=Path, metavar="FILE")
    places.add_argument("what", nargs="*", metavar="SHEET|TEXT")
    places.add_argument("--at", default="", help="for set: a place, a position or a map link")
    places.add_argument("--name", default="", help="for set: what the place is called")
    places.add_argument("--radius", type=float, help="for set: metres around it")
    places.add_argument("--dry-run", action="store_true")
    places.add_argument("--json", action="store_true")


def _zones(commands: Subparsers) -> None:  # type: ignore[valid-type]
    zones = _add(commands, "zones", _late("zones", "work"), "Zones, and who is inside", file=False)
    zones.add_argument("act", choices=("read", "list", "inside", "withdraw", "raise"))
    zones.add_argument("file", type=Path, metavar="FILE")
    zones.add_argument("what", nargs="*", metavar="PATH|ZONE")
    zones.add_argument("--why", default="", help="for withdraw: the reason")
    zones.add_argument("--priority", choices=("red", "orange"), default="red", help="for raise")
    zones.add_argument("--confirm", type=int, metavar="N", help="for raise: the number proposed")
    zones.add_argument("--dry-run", action="store_true")
    zones.add_argument("--json", action="store_true")


def _identity(commands: Subparsers) -> None:  # type: ignore[valid-type]
    match = _add(commands, "match", _late("matches", "match"), "Who is probably told of twice")
    match.add_argument("--json", action="store_true")
    met = _add(commands, "reunions", _late("reunions", "list_reunions"), "Missing meets found")
    met.add_argument("--json", action="store_true")
    for name, job, text in (
        ("merge", "merge", "Two persons are one; the first case is kept"),
        ("unmerge", "take_apart", "Take a merge apart again"),
        ("apart", "are_apart", "Say that these are different persons"),
    ):
        parser = _add(commands, name, _late("merging", job), text)
        parser.add_argument("cases", nargs="+", metavar="CASE")
    sure = _add(
        commands,
        "certainty",
        _late("certainty", "certainty"),
        "From which certainty imports attach to somebody known by themselves",
    )
    sure.add_argument("percent", nargs="?", default="", help="such as 99.9, or off")
    away = _add(
        commands, "detach", _late("certainty", "take_back"), "Take back what an import attached"
    )
    away.add_argument("cases", nargs="+", metavar="CASE")


def _map(commands: Subparsers) -> None:  # type: ignore[valid-type]
    drawn = _add(commands, "map", _late("map_files", "map_files"), "Print or export the map")
    drawn.add_argument("--output", type=Path, required=True, metavar="DIR")
    drawn.add_argument("--format", choices=("pdf", "svg", "png", "geojson", "kml"), default="pdf")
    drawn.add_argument("--scale", metavar="1:N", help="of a sheet; without it the view is fitted")
    drawn.add_argument("--at", metavar="PLACE", help="name or coordinates of the middle")
    drawn.add_argument("--paper", choices=("A4", "A3"), default="A4")
    drawn.add_argument("--portrait", action="store_true")
    drawn.add_argument("--pack", choices=("one", "zone", "city", "grid"), default="one")
    drawn.add_argument("--title", default="")
    drawn.add_argument("--notation", choices=NOTATIONS, default="decimal")
    drawn.add_argument("--only", nargs="+", choices=MAP_LAYERS, metavar="LAYER")
    below = "street maps (MBTiles, PMTiles) below it, the lowest first"
    drawn.add_argument("--streets", type=Path, nargs="+", default=(), metavar="FILE", help=below)
    drawn.add_argument("--detail", action="store_true", help="with names and case numbers")


def _outgoing(commands: Subparsers) -> None:  # type: ignore[valid-type]
    manifest = _add(
        commands, "manifest", _late("outgoing", "manifest"), "Write a movement's manifest"
    )
    manifest.add_argument("movement", metavar="MOVEMENT")
    manifest.add_argument("--output", type=Path, required=True, metavar="DIR")
    manifest.add_argument("--format", choices=("pdf", "xlsx", "csv"), default="pdf")
    _map(commands)
    handoff = _add(commands, "handoff", _late("outgoing", "handoff"), "Make the next hand-off")
    handoff.add_argument("--to", required=True, metavar="NAME")
    handoff.add_argument("--output", type=Path, required=True, metavar="DIR")
    handoff.add_argument("--full", action="store_true")
    brief = _add(commands, "brief", _late("briefing", "brief"), "Briefing page, map and sitrep")
    brief.add_argument("--output", type=Path, required=True, metavar="DIR")
    brief.add_argument("--language", choices=LANGUAGES, dest="in_language")
    brief.add_argument("--persons", action="store_true", help="persons on the page: for officers")
    brief.add_argument("--password-file", type=Path, metavar="PATH", help="closes the persons")
    brief.add_argument("--json", action="store_true")
    template = _add(
        commands,
        "template",
        _late("templates", "write_templates"),
        "Write what is given out to be filled in",
        file=False,
    )
    template.add_argument("what", choices=("intake", "paper", "places"))
    template.add_argument("--language", choices=LANGUAGES, dest="in_language")
    template.add_argument("--output", type=Path, required=True, metavar="DIR")
    template.add_argument("--first", type=int, default=1, help="the first paper form's number")
    template.add_argument("--count", type=int, default=1, help="how many paper forms")
    template.add_argument("--drill", action="store_true", help="marked as an exercise's")


def _messages(commands: Subparsers) -> None:  # type: ignore[valid-type]
    message = _add(commands, "message", _late("messages", "message"), "Write to many")
    message.add_argument("--to", nargs="+", default=[], metavar="WHOM")
    message.add_argument("--template", default="", metavar="NAME")
    for option in ("title", "text", "hotline", "assembly-point"):
        message.add_argument(f"--{option}", default="", metavar="TEXT")
    message.add_argument("--text-language", default="zh", help="the language of --text")
    message.add_argument("--channels", default="sms,email", help="in the order of preference")
    message.add_argument("--no-answer", action="store_true", help="no answer is asked for")
    message.add_argument("--confirm", type=int, metavar="N", help="how many messages shall leave")
    message.add_argument("--gateway-file", type=Path, metavar="DIR")
    message.add_argument("--server", action="store_true", help="the servers of this workstation")
    message.add_argument("--resume", default="", metavar="M-001")
    message.add_argument("--json", action="store_true")
    replies = _add(commands, "replies", _late("messages", "replies"), "Read what came back")
    replies.add_argument("sheet", type=Path, metavar="SHEET")
    replies.add_argument("--json", action="store_true")


def _keeping(commands: Subparsers) -> None:  # type: ignore[valid-type]
    undo = _add(commands, "undo", _late("keeping", "undo_entry"), "Take back your last entry")
    undo.add_argument("--revision", type=int)
    figures = _add(
        commands, "figures", _late("keeping", "show_figures"), "The figures, now or then"
    )
    figures.add_argument("--as-of", default="", metavar="TIME")
    figures.add_argument("--json", action="store_true")
    film = _add(
        commands,
        "replay",
        _late("replay", "replay"),
        "The incident as numbered pictures of the map",
    )
    film.add_argument("--output", type=Path, required=True, metavar="DIR")
    film.add_argument("--every", default="1h", metavar="1h", help="10min, 1h, 1d")
    film.add_argument("--from", default="", metavar="TIME", dest="begins")
    film.add_argument("--to", default="", metavar="TIME", dest="ends")
    film.add_argument("--size", default="1920x1080", metavar="WxH", help="pixels")
    film.add_argument("--theme", choices=("light", "dark"), default="light")
    film.add_argument("--json", action="store_true")
    served = _add(
        commands, "reconcile", _late("reconcile", "reconcile"), "Are all served? What is left"
    )
    served.add_argument("--as-of", default="", metavar="TIME")
    served.add_argument("--json", action="store_true")
    verify = _add(
        commands,
        "verify",
        _late("keeping", "verify_file"),
        "Prove that nothing was lost or altered",
    )
    verify.add_argument("--json", action="store_true")
    backup = _add(
        commands, "backup", _late("keeping", "back_up"), "Copy an incident while it is in use"
    )
    backup.add_argument("folder", type=Path, metavar="DIR")
    restore = _add(
        commands, "restore", _late("keeping", "restore"), "Newest backup to a new file", file=False
    )
    restore.add_argument("folder", type=Path, metavar="DIR")
    restore.add_argument("file", type=Path, metavar="FILE")
