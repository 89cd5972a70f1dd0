"""Every job that makes sense without a screen. The contract is docs/CLI.md: names and keys stay."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from situationroom.cli.arguments import parse
from situationroom.cli.say import REFUSED, UNREADABLE, complain
from situationroom.models.errors import Cancelled, InputError, PlainError, RuleError
from situationroom.texts import tr
from situationroom.words import sentence


def main(argv: Sequence[str], window: Callable[[Sequence[str]], int] | None = None) -> int:
    """Run one command line. 0 done, 1 done but look, 2 wrong use or input, 3 refused by a rule.

    ``window`` opens the window on a file, for the jobs that end in one.
    """
    try:
        arguments = parse(argv)
        arguments.window = window
        return int(arguments.job(arguments))
    except RuleError as error:
        complain(sentence(error))
        return REFUSED
    except (InputError, PlainError) as error:
        complain(sentence(error))
        return UNREADABLE
    except (Cancelled, KeyboardInterrupt):
        complain(tr("Stopped; nothing was changed."))
        return UNREADABLE
    except BrokenPipeError:
        sys.stderr.close()  # the reader of our output has left; nobody is there to be told
        return UNREADABLE
    except OSError as error:
        complain(_refused_by_the_disk(error))
        return UNREADABLE
    except UnicodeError:  # bytes of another encoding, typed or in a file's name; rolled back too
        complain(tr("A name in this command holds letters that cannot be read; write it anew."))
        return UNREADABLE
    except OverflowError:  # the store rolled back; no entry, case or count is that large
        complain(tr("A number in this command is too large; look again."))
        return UNREADABLE


def _refused_by_the_disk(error: OSError) -> str:
    name = Path(error.filename).name if isinstance(error.filename, str) else ""
    return tr(
        "{file} cannot be used: {reason}. Choose another name or folder, then try again.",
        file=name,
        reason=error.strerror or error,
    )
