"""Writing to many: for whom, what, how, with everything that would leave beside it."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from situationroom.commands.messages import prepared, queue_message, save_template
from situationroom.jobs import Job
from situationroom.messaging.prepare import Draft, Prepared
from situationroom.messaging.starters import starters
from situationroom.models import Message, MessageTemplate
from situationroom.models.errors import PlainError, RuleError
from situationroom.models.message import Channel, Constant, Way, Wording
from situationroom.store.queries.messages import message_rows, templates
from situationroom.texts import language, tr
from situationroom.views import theme
from situationroom.views.ask import ask_text
from situationroom.views.frame import Frame
from situationroom.views.messages_confirm import ConfirmSheet
from situationroom.views.messages_draft import (
    forget_message_draft,
    keep_message_draft,
    kept_message_draft,
)
from situationroom.views.messages_preview import Preview
from situationroom.views.messages_recipients import recipients_menu
from situationroom.views.messages_text import Texts
from situationroom.views.widgets import (
    Banner,
    button,
    form_row,
    inline_error,
    label,
    quiet,
    row,
    scrolled,
)

WAIT_MS = 250
SMS, MAIL = Channel.SMS, Channel.EMAIL
WAYS = (((SMS, MAIL), False), ((MAIL, SMS), False), ((SMS,), False), ((MAIL,), False),
        ((SMS, MAIL), True))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Whom:
    """The list a message is for, and where it came from."""

    persons: tuple[int, ...] = ()
    about: str = ""
    movement: int | None = None
    repeats: int | None = None


class WritePage(QWidget):
    """``queued(message)`` once it is confirmed and stored; ``picked(persons)`` in the preview."""

    queued = Signal(object)
    picked = Signal(list)

    def __init__(self, frame: Frame) -> None:
        super().__init__()
        self._frame, self._desk = frame, frame.desk
        self.whom = Whom()
        self._languages: dict[int, str] = {}
        self._serial = 0
        self._known: list[MessageTemplate] = []
        self.title = QLineEdit(placeholderText=tr("Coach B-07 leaves at noon"))
        self.template, self.channels, self.way = QComboBox(), QComboBox(), QComboBox()
        self.hotline, self.point = QLineEdit(), QLineEdit()
        self.asks = QCheckBox(tr("An answer is asked for"))
        self.asks.setChecked(True)
        self.texts, self.preview = Texts(), Preview(self._desk)
        self.error, self.drill = inline_error(), Banner("", "orange")
        self.send = button(tr("Send …"), "mail", "primary", "Ctrl+Return", self.ask)
        self._wait = QTimer(self, interval=WAIT_MS, singleShot=True)
        self._lay_out()
        self._fill()
        self._connect()
        self.load_templates()
        self._restore()
        self._show_whom()

    # --- what others ask of it -----------------------------------------------------------------

    def write_to(self, whom: Whom) -> None:
        """These persons are the list now; the text stays."""
        self.whom = whom
        self._languages = {}
        self._show_whom()
        self.look()

    def repeat(self, message: Message, persons: Sequence[int]) -> None:
        """The same text again, to those who have not answered."""
        about = tr("No answer to {number}", number=message.number)
        self.title.setText(message.title)
        self.texts.show_wordings(message.wordings)
        told = {one.name: one.value for one in message.constants}
        self.hotline.setText(told.get("hotline", self.hotline.text()))
        self.point.setText(told.get("assembly_point", ""))
        self.asks.setChecked(message.asks)
        self.write_to(Whom(tuple(persons), about, repeats=message.id))

    def load_templates(self) -> None:
        """The cell's own texts, then those that come with the program."""
        self._known = [*self._desk.ask(templates), *starters(language())]
        self.template.blockSignals(True)
        self.template.clear()
        self.template.addItem(tr("Begin with a template …"))
        for one in self._known:
            self.template.addItem(one.name)
        self.template.blockSignals(False)

    def draft(self) -> Draft:
        """What the form says."""
        channels, both = WAYS[self.channels.currentIndex()]
        values = {"hotline": self.hotline.text(), "assembly_point": self.point.text()}
        return Draft(
            self.title.text().strip(),
            self.texts.wordings(),
            channels,
            both,
            Way(self.way.currentData()),
            self.whom.about,
            tuple(Constant(n, v.strip()) for n, v in values.items() if v.strip()),
            self.asks.isChecked(),
            self.whom.repeats,
            dict(self._languages),
        )

    def look(self) -> None:
        """Prepare it anew and show what would leave."""
        self._serial += 1
        self._keep()
        serial, draft, whom = self._serial, self.draft(), self.whom
        if not whom.persons or not draft.wordings:
            self._arrived(serial, Prepared(()))
            return
        if not draft.title:
            self._refused(serial, RuleError("Give the message a short title, such as Coach B-07 "
                                            "leaves at noon."))  # fmt: skip
            return
        job = self._desk.fetch(lambda plan: self._arrived(serial, plan), prepared, draft,
                               list(whom.persons), whom.movement)  # fmt: skip
        job.on_refusal = lambda error: self._refused(serial, error)

    def ask(self) -> None:
        """The last look; nothing leaves before the officer has confirmed text and number."""
        draft, plan, whom = self.draft(), self.preview.plan, self.whom
        if not plan.sent or self._wait.isActive():
            return

        def queue() -> Job:
            persons = list(whom.persons)
            return self._desk.run(
                queue_message, draft, persons, plan.sent, plan.digest, whom.movement
            )

        made: list[Message] = []

        def remembered() -> Job:
            job = queue()
            job.succeeded.connect(made.append)
            return job

        sheet = ConfirmSheet(self, self._desk.officer, draft, plan, remembered)
        sheet.exec()
        sheet.deleteLater()
        if made:
            forget_message_draft(self._desk.path)
            self._begin_anew()
            self.queued.emit(made[0])

    # --- inside --------------------------------------------------------------------------------

    def _keep(self) -> None:
        """What is being written outlives a crash and another theme."""
        draft, whom = self.draft(), self.whom
        if not draft.title and not draft.wordings and not whom.persons:
            forget_message_draft(self._desk.path)
            return
        told = {"title": draft.title, "asks": draft.asks, "whom": asdict(whom),
                "wordings": [asdict(one) for one in draft.wordings],
                "hotline": self.hotline.text(), "point": self.point.text()}  # fmt: skip
        keep_message_draft(self._desk.path, told)

    def _restore(self) -> None:
        told = kept_message_draft(self._desk.path)
        with suppress(KeyError, TypeError, ValueError):
            wordings = [Wording(**one) for one in told["wordings"]]
            whom = dict(told["whom"])
            persons = tuple(int(one) for one in whom.pop("persons"))
            self.whom = Whom(persons, **whom)
            self.title.setText(told["title"])
            self.texts.show_wordings(wordings)
            self.asks.setChecked(bool(told["asks"]))
            self.hotline.setText(told["hotline"] or self.hotline.text())
            self.point.setText(told["point"])

    def _begin_anew(self) -> None:
        self.title.clear()
        self.texts.show_wordings(())
        self.write_to(Whom())

    def _arrived(self, serial: int, plan: Prepared) -> None:
        if serial != self._serial:
            return
        self.error.say("")
        self.preview.show_plan(plan, [one.language for one in self.texts.wordings()])
        self.send.setText(tr("Send {n} …", n=f"{plan.sent:,}") if plan.sent else tr("Send …"))
        self.send.updateGeometry()
        self.send.setEnabled(bool(plan.sent))

    def _refused(self, serial: int, error: PlainError) -> None:
        if serial == self._serial:
            self._arrived(serial, Prepared(()))
            self.error.say_error(error)

    def _show_whom(self) -> None:
        count = len(self.whom.persons)
        words = tr("{n} persons", n=f"{count:,}") if count else tr("Nobody chosen yet")
        self._whom.setText(" · ".join(part for part in (words, self.whom.about) if part))

    def _chose(self, index: int) -> None:
        if index < 1:
            return
        template = self._known[index - 1]
        self.texts.show_wordings(template.wordings)
        self.asks.setChecked(template.asks)
        if not self.title.text().strip():
            self.title.setText(template.name)
        self._soon()

    def _keep_template(self) -> None:
        wordings = self.texts.wordings()
        name = ask_text(self, tr("Keep as a template"), tr("What shall it be called?"),
                        self.title.text()) if wordings else None  # fmt: skip
        if name is None:
            return
        same = next((one.id for one in self._known if one.id and one.name == name), 0)
        job = self._desk.run(save_template, name, wordings, self.asks.isChecked(), same)
        job.on_refusal = self.error.say_error
        job.succeeded.connect(lambda _made: self.load_templates())

    def _other_language(self, persons: list[int], chosen: str) -> None:
        self._languages |= dict.fromkeys(persons, chosen)
        self.look()

    def _soon(self) -> None:
        self.send.setEnabled(False)
        self._wait.start()

    def _fill(self) -> None:
        for name in (tr("SMS, else e-mail"), tr("E-mail, else SMS"), tr("SMS only"),
                     tr("E-mail only"), tr("SMS and e-mail")):  # fmt: skip
            self.channels.addItem(name)
        self.way.addItem(tr("Into a file for the gateway"), str(Way.FILE))
        if not self._desk.incident.drill:
            self.way.addItem(tr("Through the servers, now"), str(Way.SERVER))
        else:
            self.drill.say(tr("This is an exercise: messages go into a file only, and every text "
                              "says that it is one."))  # fmt: skip
        last = next((row.message for row in self._desk.ask(message_rows)[:1]), None)
        for one in last.constants if last else ():
            if one.name == "hotline":
                self.hotline.setText(one.value)

    def _connect(self) -> None:
        self._wait.timeout.connect(self.look)
        self.template.activated.connect(self._chose)
        for field in (self.title, self.hotline, self.point):
            field.textChanged.connect(self._soon)
        for box in (self.channels, self.way):
            box.currentIndexChanged.connect(self._soon)
        self.asks.toggled.connect(self._soon)
        self.texts.changed.connect(self._soon)
        self.preview.language_chosen.connect(self._other_language)
        self.preview.picked.connect(self.picked)

    def _lay_out(self) -> None:
        self._whom = label("", weight=500)
        self._whom.setWordWrap(True)
        choose = button(tr("Recipients"), "users")
        choose.setMenu(recipients_menu(choose, self._desk, self.write_to))
        keep = button(tr("Keep as a template"), "plus", "quiet", on_click=self._keep_template)
        form = QWidget()
        inside = QVBoxLayout(form)
        inside.setContentsMargins(0, 0, theme.px(8), 0)
        inside.setSpacing(theme.px(12))
        self.drill.say("")
        for part in (
            self.drill,
            row(choose, self._whom),
            row(self.template, keep),
            form_row(tr("Title"), self.title),
            self.texts,
            row(form_row(tr("Hotline {field}", field="{hotline}"), self.hotline),
                form_row(tr("Assembly point {field}", field="{assembly_point}"), self.point,)),
            row(form_row(tr("Channel"), self.channels), form_row(tr("How it leaves"), self.way)),
            self.asks,
        ):  # fmt: skip
            inside.addWidget(part)
        inside.addStretch(1)
        self._frame_parts(form)

    def _frame_parts(self, form: QWidget) -> None:
        left, parts = QWidget(), QSplitter(Qt.Orientation.Horizontal)
        beside = QVBoxLayout(left)
        beside.setContentsMargins(0, 0, theme.px(8), 0)
        beside.setSpacing(theme.px(8))
        area = scrolled(form)
        area.setMinimumWidth(form.minimumSizeHint().width() + theme.px(16))
        beside.addWidget(area, 1)
        beside.addWidget(self.error)
        beside.addWidget(row(quiet(tr("You confirm text and number next."), 12), None, self.send))
        for part in (left, self.preview):
            parts.addWidget(part)
        parts.setChildrenCollapsible(False)
        parts.setStretchFactor(0, 2)
        parts.setStretchFactor(1, 3)
        parts.setSizes([theme.px(430), theme.px(640)])
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(parts)
