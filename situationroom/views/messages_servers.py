"""The mail server and SMS gateway of this workstation, and their passwords for this session."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)

from situationroom.desk import Desk
from situationroom.messaging.servers import (
    MailServer,
    Passwords,
    Servers,
    SmsGateway,
    keep_passwords,
    load_passwords,
    load_servers,
    save_servers,
)
from situationroom.models.errors import RuleError
from situationroom.models.message import Channel
from situationroom.texts import tr
from situationroom.views import theme
from situationroom.views.ask import Sheet
from situationroom.views.widgets import button, form_row, inline_error, row, section

SECURITIES = ("starttls", "tls", "none")


class Session(QObject):
    """What was typed since the incident was opened; it ends with the desk."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.servers = load_servers()
        self.passwords = load_passwords()


def session_of(desk: Desk) -> Session:
    """The servers and passwords of this desk's session."""
    found = desk.findChild(Session)
    return found if isinstance(found, Session) else Session(desk)


class PasswordSheet(Sheet):
    """Asks for one password, for this session."""

    def __init__(self, parent: QWidget, question: str) -> None:
        super().__init__(parent, tr("Password"), question, tr("Go on"), "primary")
        self.password = _secret("")
        self.password.setAccessibleName(tr("Password"))
        self.body.addWidget(self.password)
        self.finish()
        self.password.setFocus()


def ask_passwords(parent: QWidget, session: Session, channels: Sequence[Channel]) -> bool:
    """Ask for whatever the servers of these channels need; False when the officer turns away."""
    mail, sms = session.servers.mail, session.servers.sms
    if Channel.EMAIL in channels and mail.user and not session.passwords.mail:
        question = tr("{host} asks for the password of {user}.", host=mail.host, user=mail.user)
        told = _asked(parent, question)
        session.passwords = replace(session.passwords, mail=told)
        if not told:
            return False
    wants = "{password}" in sms.url + sms.body + sms.headers
    if Channel.SMS in channels and wants and not session.passwords.sms:
        told = _asked(parent, tr("The SMS gateway asks for its password."))
        session.passwords = replace(session.passwords, sms=told)
        return bool(told)
    return True


def _asked(parent: QWidget, question: str) -> str:
    sheet = PasswordSheet(parent, question)
    told = sheet.password.text() if sheet.exec() else ""
    sheet.deleteLater()
    return told


class ServersSheet(Sheet):
    """Kept on this workstation, never in the incident."""

    def __init__(self, parent: QWidget, desk: Desk) -> None:
        text = tr(
            "These stay on this workstation and never get into the incident. A password is asked "
            "for once a session, unless it shall be kept for this account."
        )
        super().__init__(parent, tr("Mail server and SMS gateway"), text, tr("Save"), "primary")
        self.setMinimumWidth(theme.px(620))
        self._session = session_of(desk)
        self.error = inline_error()
        self.keep = QCheckBox(tr("Keep the passwords on this workstation, readable for me only"))
        self.keep.setChecked(bool(load_passwords().mail or load_passwords().sms))
        self._mail(self._session.servers.mail, self._session.passwords.mail)
        self._sms(self._session.servers.sms, self._session.passwords.sms)
        self.body.addWidget(self.keep)
        self.body.addWidget(self.error)
        self.finish()

    def accept(self) -> None:
        """Save what can be used; say what cannot."""
        servers = Servers(self._mail_told(), self._sms_told())
        passwords = Passwords(self.mail_password.text(), self.sms_password.text())
        try:
            if servers.mail.host:
                servers.mail.check()
            if servers.sms.url:
                servers.sms.check()
            save_servers(servers)
            keep_passwords(passwords if self.keep.isChecked() else Passwords())
        except RuleError as error:
            self.error.say_error(error)
            return
        except OSError as error:
            reason = error.strerror or ""
            self.error.say(tr("Your settings could not be saved: {reason}", reason=reason))
            return
        self._session.servers, self._session.passwords = servers, passwords
        super().accept()

    def _mail(self, server: MailServer, password: str) -> None:
        self.host, self.port = QLineEdit(server.host), QSpinBox()
        self.port.setRange(1, 65_535)
        self.port.setValue(server.port)
        self.security = QComboBox()
        names = (tr("STARTTLS"), tr("TLS from the start"), tr("None (only on this computer)"))
        for value, name in zip(SECURITIES, names, strict=True):
            self.security.addItem(name, value)
        self.security.setCurrentIndex(SECURITIES.index(server.security))
        self.from_, self.user = QLineEdit(server.sender), QLineEdit(server.user)
        self.mail_password = _secret(password)
        self.authority = QLineEdit(server.authority)
        self.authority.setPlaceholderText(tr("Only where the ministry has its own certificates"))
        choose = button("", "search", "quiet", on_click=self._choose_authority)
        choose.setAccessibleName(tr("Choose a file"))
        choose.setToolTip(tr("Choose a file"))
        self.body.addWidget(section(tr("Mail server")))
        self.body.addWidget(
            row(form_row(tr("Server"), self.host), form_row(tr("Port"), self.port),
                form_row(tr("Encryption"), self.security))
        )  # fmt: skip
        self.body.addWidget(
            row(form_row(tr("Sender"), self.from_), form_row(tr("User"), self.user),
                form_row(tr("Password"), self.mail_password))
        )  # fmt: skip
        self.body.addWidget(form_row(tr("Certificates"), row(self.authority, choose)))

    def _sms(self, gateway: SmsGateway, password: str) -> None:
        self.url = QLineEdit(gateway.url)
        self.url.setPlaceholderText("https://sms.example.org/send?to={to}&text={text}")
        self.json = QPlainTextEdit(gateway.body)
        self.json.setPlaceholderText('{"to": "{to}", "text": "{text}", "id": "{id}"}')
        self.headers = QPlainTextEdit(gateway.headers)
        self.headers.setPlaceholderText("Authorization: Bearer {password}")
        for field in (self.json, self.headers):
            field.setFixedHeight(theme.px(52))
            field.setTabChangesFocus(True)
        self.expects, self.sms_password = QLineEdit(gateway.expects), _secret(password)
        self.body.addWidget(section(tr("SMS gateway")))
        self.body.addWidget(form_row(tr("Address"), self.url))
        self.body.addWidget(
            row(form_row(tr("JSON to post (empty: GET)"), self.json),
                form_row(tr("Headers"), self.headers))
        )  # fmt: skip
        self.body.addWidget(
            row(form_row(tr("Word in the answer that means yes"), self.expects),
                form_row(tr("Password"), self.sms_password))
        )  # fmt: skip

    def _mail_told(self) -> MailServer:
        return replace(
            self._session.servers.mail,
            host=self.host.text().strip(),
            port=self.port.value(),
            security=self.security.currentData(),
            user=self.user.text().strip(),
            sender=self.from_.text().strip(),
            authority=self.authority.text().strip(),
        )

    def _sms_told(self) -> SmsGateway:
        return replace(
            self._session.servers.sms,
            url=self.url.text().strip(),
            body=self.json.toPlainText().strip(),
            headers=self.headers.toPlainText().strip(),
            expects=self.expects.text().strip(),
            authority=self.authority.text().strip(),
        )

    def _choose_authority(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, tr("Certificates"), "", "*.pem *.crt *.cer")
        if name:
            self.authority.setText(name)


def _secret(text: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
