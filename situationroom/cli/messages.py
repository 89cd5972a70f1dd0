"""``situationroom message`` and ``replies``: writing to many, and what comes back."""

import argparse
import os
from typing import Any

from situationroom.cli.opening import incident
from situationroom.cli.say import DONE, LOOK, complain, out, out_json, progress
from situationroom.commands.messages import prepared, queue_message
from situationroom.commands.recipients import recipients_named
from situationroom.commands.replies import take_replies
from situationroom.commands.reply_reading import read_replies
from situationroom.commands.sending import Sent, send_message, write_message
from situationroom.messaging.http_gateway import GatewayTransport
from situationroom.messaging.mail import MailTransport
from situationroom.messaging.prepare import Copy, Draft, Prepared
from situationroom.messaging.servers import Servers, load_passwords, load_servers
from situationroom.messaging.starters import starters
from situationroom.messaging.transport import Transport
from situationroom.models import Message, MessageTemplate
from situationroom.models.errors import InputError, RuleError
from situationroom.models.message import Channel, Constant, DeliveryStatus, Way, Wording
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.incident import the_incident
from situationroom.store.queries.messages import message_rows, templates
from situationroom.store.queries.transport import movement_by_number
from situationroom.texts import tr
from situationroom.words import sentence

NAMED = 20


def message(arguments: argparse.Namespace) -> int:
    """Prepare a message, send it once its number is confirmed, or go on with one that waits."""
    if not arguments.server and arguments.gateway_file is None and arguments.confirm is not None:
        raise _no_folder()
    with incident(arguments) as file:
        if arguments.resume:
            return _let_go(file, _known(file, arguments.resume), arguments)
        draft, persons = _draft(file, arguments), file.ask(recipients_named, arguments.to)
        movement = _movement(file, arguments.to)
        plan = file.ask(prepared, draft, persons, movement)
        if arguments.confirm is None:
            return _only_prepared(plan, arguments)
        made = file.run(queue_message, draft, persons, arguments.confirm, plan.digest, movement)[0]
        return _let_go(file, made, arguments, plan)


def replies(arguments: argparse.Namespace) -> int:
    """Read a file of replies; the same file again changes nothing."""
    with incident(arguments) as file:
        told = read_replies(arguments.sheet, file.ask(the_incident))
        taken = file.run(take_replies, progress, told)[0]
    document = {name: getattr(taken, name) for name in taken.__dataclass_fields__}
    if arguments.json:
        out_json({"file": told.name, **document})
    else:
        out(tr("{rows} replies: {same} known before, {safe} safe, {help} need help, {decide} to "
               "decide ({unknown} from unknown senders); {requests} requests opened.",
               rows=taken.rows, same=taken.same, safe=taken.safe, help=taken.needs_help,
               decide=taken.to_decide, unknown=taken.unknown, requests=taken.requests))  # fmt: skip
    return LOOK if taken.to_decide else DONE


def _draft(file: IncidentFile, arguments: argparse.Namespace) -> Draft:
    template = _template(file, arguments.template) if arguments.template else None
    own = Wording(arguments.text_language, arguments.text) if arguments.text else None
    wordings = (own,) if own else template.wordings if template else ()
    title = arguments.title or (template.name if template else "")
    values = {"hotline": arguments.hotline, "assembly_point": arguments.assembly_point}
    return Draft(
        title,
        wordings,
        _channels(arguments.channels),
        way=Way.SERVER if arguments.server else Way.FILE,
        about=", ".join(arguments.to)[:200],
        constants=tuple(Constant(name, value) for name, value in values.items() if value),
        asks=template.asks if template and not own else not arguments.no_answer,
    )


def _template(file: IncidentFile, name: str) -> MessageTemplate:
    known = [*file.ask(templates), *starters("zh"), *starters("en")]
    for one in known:
        if one.name.casefold() == name.strip().casefold():
            return one
    raise InputError(
        "There is no template {name}; there are: {known}.",
        name=name,
        known=", ".join(dict.fromkeys(one.name for one in known)),
    )


def _channels(said: str) -> tuple[Channel, ...]:
    try:
        return tuple(Channel(word.strip().casefold()) for word in said.split(",") if word.strip())
    except ValueError:
        raise InputError("{text} is no channel; say sms, email or sms,email.", text=said) from None


def _movement(file: IncidentFile, words: list[str]) -> int | None:
    """The one movement the message is about, where it is about one."""
    named = [word.partition(":")[2] for word in words if word.casefold().startswith("movement:")]
    found = file.ask(movement_by_number, named[0]) if len(named) == 1 == len(words) else None
    return found.id if found else None


def _known(file: IncidentFile, number: str) -> Message:
    for row in file.ask(message_rows):
        if row.message.number.casefold() == number.strip().casefold():
            return row.message
    raise RuleError("There is no message {number}.", number=number)


def _only_prepared(plan: Prepared, arguments: argparse.Namespace) -> int:
    if arguments.json:
        out_json({**_counts(plan), "copies": [_copy(one) for one in plan.copies]})
    else:
        for one in plan.copies[:NAMED]:
            out(f"{one.person.case}\t{one.address or '—'}\t{one.text or tr(one.reason)}")
        if len(plan.copies) > NAMED:
            out("…")
    _say_left_out(plan)
    complain(tr("Nothing was sent. To send it, say: --confirm {n}", n=plan.sent))
    return LOOK


def _let_go(
    file: IncidentFile, made: Message, arguments: argparse.Namespace, plan: Prepared | None = None
) -> int:
    if made.way is Way.FILE:
        if arguments.gateway_file is None:
            raise _no_folder()
        sent = write_message(file.run, file.ask, made.id, arguments.gateway_file, progress)
    else:
        sent = send_message(file.run, file.ask, made.id, _transports(made), progress)
    _report(made, sent, arguments, plan)
    return LOOK if sent.waits or sent.failed or sent.uncertain else DONE


def _no_folder() -> InputError:
    return InputError("Say in which folder the file shall be: --gateway-file DIR.")


def _transports(made: Message) -> dict[Channel, Transport]:
    servers, kept = load_servers(), load_passwords()
    mail = os.environ.get("SITUATIONROOM_MAIL_PASSWORD", kept.mail)
    sms = os.environ.get("SITUATIONROOM_SMS_PASSWORD", kept.sms)
    return {channel: _transport(channel, servers, mail, sms) for channel in made.channels}


def _transport(channel: Channel, servers: Servers, mail: str, sms: str) -> Transport:
    if channel is Channel.EMAIL:
        return MailTransport(servers.mail, mail)
    return GatewayTransport(servers.sms, sms)


def _report(
    made: Message, sent: Sent, arguments: argparse.Namespace, plan: Prepared | None
) -> None:
    names = ("handed_over", "failed", "uncertain", "waits")
    told: dict[str, Any] = {"message": made.number, **{n: getattr(sent, n) for n in names}}
    if arguments.json:
        file = str(sent.file) if sent.file else None
        out_json({**told, "file": file, **(_counts(plan) if plan else {})})
    else:
        out(tr("{message}: {handed_over} handed over, {failed} failed, {uncertain} may have been "
               "sent, {waits} wait", **told))  # fmt: skip
        if sent.file:
            out(str(sent.file))
    if plan:
        _say_left_out(plan)
    if sent.trouble:
        complain(sentence(sent.trouble))


def _say_left_out(plan: Prepared) -> None:
    """Who gets nothing, and why, each by name."""
    held = plan.with_status(DeliveryStatus.LEFT_OUT, DeliveryStatus.UNREACHABLE)
    for one in held[:NAMED]:
        fields = ", ".join(f"{{{name}}}" for name in one.missing)
        complain(f"{one.person.case} {one.person.name}: {tr(one.reason)} {fields}".rstrip())
    if len(held) > NAMED:
        complain(tr("… and {n} more.", n=len(held) - NAMED))


def _counts(plan: Prepared) -> dict[str, Any]:
    return {
        "persons": len({one.person.id for one in plan.copies}),
        "messages": plan.sent,
        "shared": sum(one.shares is not None for one in plan.copies),
        "left_out": len(plan.with_status(DeliveryStatus.LEFT_OUT)),
        "unreachable": len(plan.with_status(DeliveryStatus.UNREACHABLE)),
        "sms_parts": plan.sms_parts,
    }


def _copy(one: Copy) -> dict[str, Any]:
    return {
        "case": one.person.case,
        "status": str(one.status),
        "channel": str(one.channel) if one.channel else None,
        "to": one.address or None,
        "language": one.language or None,
        "subject": one.subject,
        "text": one.text,
        "missing": list(one.missing),
        "reason": one.reason,
    }
