"""Kinds of acts for the journal's filter: each groups the verbs of commands."""

from typing import Final

from situationroom.texts import tr

GROUPS: Final = {
    "calls": ("take_call", "record_check"),
    "imports": ("apply_import",),
    "requests": (
        "open_request",
        "take",
        "acknowledge",
        "add_note",
        "attempt",
        "wait_until",
        "resolve",
        "close_requests",
        "reopen",
        "set_priority",
        "set_category",
        "hand_over",
        "set_next_action",
        "answer_triage",
        "acknowledge_escalations",
    ),
    "people": (
        "add_person",
        "edit_person",
        "set_safety",
        "report_death",
        "confirm_death",
        "set_presence",
        "set_wish",
        "form_household",
        "leave_household",
        "add_family_contact",
        "adopt_kin",
        "edit_family_contact",
        "set_family_scope",
        "make_contact_point",
        "plan_family_call",
        "log_family_call",
    ),
    "shelters": (
        "add_site",
        "open_sites",
        "edit_unit",
        "set_site_state",
        "plan_stay",
        "check_in",
        "check_out",
        "record_head_count",
    ),
    "transport": (
        "create_movement",
        "edit_movement",
        "edit_booking",
        "assign",
        "withdraw",
        "close_movement",
        "reopen_movement",
        "start_boarding",
        "board",
        "unboard",
        "depart",
        "arrive",
        "cancel_movement",
    ),
    "handoffs": ("add_recipient", "make_handoff", "record_files", "mark_sent", "mark_received"),
    "knowledge": (
        "add_talking_point",
        "revise_talking_point",
        "withdraw_talking_point",
        "restore_talking_point",
        "start_checklist",
        "close_checklist",
        "reopen_checklist",
        "count_checklist_from",
        "add_check_item",
        "edit_check_item",
        "tick_items",
        "untick_items",
        "drop_item",
        "assign_items",
        "add_contact",
        "edit_contact",
        "remove_contacts",
        "restore_contact",
        "import_contacts",
    ),
    "events": ("record_event",),
    "decisions": ("record_decision",),
    "undo": ("undo", "redo"),
}
"""What is in none of them is about the incident itself: created, set, its clock in a drill."""


def group_name(group: str) -> str:
    """A kind of acts in the officer's language."""
    return {
        "calls": tr("Calls"),
        "imports": tr("Imports"),
        "requests": tr("Requests"),
        "people": tr("People"),
        "shelters": tr("Shelters"),
        "transport": tr("Transport"),
        "handoffs": tr("Hand-offs"),
        "knowledge": tr("Knowledge"),
        "events": tr("Events"),
        "decisions": tr("Decisions"),
        "undo": tr("Undone and redone"),
        "incident": tr("Incident"),
    }[group]


def group_of(verb: str) -> str:
    """The group of a verb, or nothing."""
    return next((group for group, verbs in GROUPS.items() if verb in verbs), "")


ICONS: Final = {
    "calls": "phone",
    "imports": "import",
    "requests": "requests",
    "people": "user",
    "shelters": "shelters",
    "transport": "transport",
    "handoffs": "handoff",
    "knowledge": "book",
    "events": "note",
    "decisions": "flag",
    "undo": "undo",
}
