"""``situationroom template``."""

import argparse

from situationroom.cli.say import DONE, out
from situationroom.commands.templates import (
    Language,
    template_name,
    write_intake_workbook,
    write_paper_form,
    write_places_workbook,
)
from situationroom.texts import language


def write_templates(arguments: argparse.Namespace) -> int:
    """Write the intake workbook or the paper form into a folder; prints the path."""
    spoken: Language = "zh" if (arguments.in_language or language()) == "zh" else "en"
    if arguments.what == "intake":
        path = arguments.output / template_name("workbook", spoken)
        out(str(write_intake_workbook(path, spoken, arguments.drill)))
        return DONE
    if arguments.what == "places":
        path = arguments.output / template_name("places", spoken)
        out(str(write_places_workbook(path, spoken, arguments.drill)))
        return DONE
    path = arguments.output / template_name("paper", spoken)
    made = write_paper_form(path, spoken, arguments.first, arguments.count, arguments.drill)
    out(str(made))
    return DONE
