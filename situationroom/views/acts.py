"""The act of a journal entry, for the undo button and the toast."""

from dataclasses import replace

from situationroom.models.journal import Entry
from situationroom.views.bidi import in_order
from situationroom.words import entry_text


def act_text(entry: Entry) -> str:
    """The act itself in words, whether the entry did it, took it back or brought it back."""
    return in_order(entry_text(replace(entry, verb="")))
