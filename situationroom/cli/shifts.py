"""``situationroom shift``: hand over everything, with the printed sheet."""

import argparse

from situationroom.cli.opening import incident
from situationroom.cli.say import DONE, out
from situationroom.commands.requests import hand_over_shift
from situationroom.commands.shift_files import open_lines, write_shift_sheet
from situationroom.exports.shift_pdf import Shift


def hand_over(arguments: argparse.Namespace) -> int:
    """All my open requests to somebody or to nobody; the sheet goes to ``--output``."""
    with incident(arguments) as file:
        now, to, note = file.now(), arguments.to, arguments.text
        shift = Shift(file.officer, to, note, file.ask(open_lines, file.officer, now), now)
        file.run(hand_over_shift, to, note)
        if arguments.output:
            out(str(write_shift_sheet(file.ask, arguments.output, shift)))
    return DONE
