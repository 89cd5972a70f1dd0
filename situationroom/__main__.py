"""``python -m situationroom``: the window without a job, the command line with one."""

import sys
from collections.abc import Sequence
from pathlib import Path

from situationroom.memory import share_heaps
from situationroom.turns import take_short_turns


def main(argv: list[str] | None = None) -> int:
    """Exit codes as the command line's; the window gives 0 when it is closed."""
    share_heaps()
    take_short_turns()
    arguments = sys.argv[1:] if argv is None else argv
    if _wants_window(arguments):
        return _window(arguments[1:] if arguments[:1] == ["open"] else arguments)
    from situationroom.cli import main as command_line

    return command_line(arguments, _window)


def _window(argv: Sequence[str]) -> int:
    from situationroom.app import main as window

    return window(argv)


def _wants_window(arguments: list[str]) -> bool:
    """Nothing, ``open FILE``, or the one file that a desktop hands over on a double click."""
    if not arguments:
        return True
    if arguments[0] == "open":
        return not {"-h", "--help"} & set(arguments)
    return len(arguments) == 1 and Path(arguments[0]).suffix == ".situation"


if __name__ == "__main__":
    sys.exit(main())
