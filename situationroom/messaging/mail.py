"""E-mail through the ministry's server (RFC 5321, 3207): one connection, one letter at a time.

What is certain and what is not decides over sending again: until the text itself is on its way
nothing was sent; when the line breaks after that, only the server knows.
"""

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP as RFC5322
from email.utils import format_datetime

from situationroom.messaging.fields import one_line
from situationroom.messaging.servers import MailServer, server_said
from situationroom.models.errors import StoreError
from situationroom.models.message import Delivery, DeliveryStatus, Outcome

BROKE_OFF = "The line broke while the text was being sent; it may have arrived."


class MailTransport:
    """``send`` one delivery after another; ``close`` says goodbye."""

    def __init__(self, server: MailServer, password: str = "") -> None:
        self._server, self._password = server.check(), password
        self._line: smtplib.SMTP | None = None

    def send(self, delivery: Delivery, identity: str) -> Outcome:
        """Hand one letter to the server. Raises StoreError when the server cannot be used."""
        line = self._line or self._connected()
        try:
            refused = self._envelope(line, delivery.address)
        except (smtplib.SMTPException, OSError, ValueError) as error:
            self._drop()
            raise self._not_there(error) from None
        if refused is not None:
            self._begin_anew(line)
            return refused
        return self._letter(line, letter(delivery, self._server.sender, identity))

    def close(self) -> None:
        """End the conversation politely where there is one."""
        line, self._line = self._line, None
        if line is not None:
            try:
                line.quit()
            except (smtplib.SMTPException, OSError):
                line.close()

    def _envelope(self, line: smtplib.SMTP, address: str) -> Outcome | None:
        """What the server says to sender and recipient; None when it takes both."""
        for code, said in (line.mail(self._server.sender), line.rcpt(address)):
            if code == 421:
                raise smtplib.SMTPServerDisconnected(said.decode("utf-8", "replace"))
            if code not in (250, 251, 252):
                return self._refused(code, said)
        code, said = line.docmd("DATA")
        return None if code == 354 else self._refused(code, said)

    def _begin_anew(self, line: smtplib.SMTP) -> None:
        try:
            line.rset()
        except (smtplib.SMTPException, OSError):
            self._drop()

    def _letter(self, line: smtplib.SMTP, text: bytes) -> Outcome:
        dotted = text.replace(b"\r\n.", b"\r\n..")
        try:
            line.send(dotted + (b"" if dotted.endswith(b"\r\n") else b"\r\n") + b".\r\n")
            code, said = line.getreply()
        except (smtplib.SMTPException, OSError):
            self._drop()
            return Outcome(DeliveryStatus.UNCERTAIN, BROKE_OFF)
        return Outcome(DeliveryStatus.HANDED_OVER) if code == 250 else self._refused(code, said)

    def _refused(self, code: int, said: bytes) -> Outcome:
        """4xx: not now; 5xx: never (RFC 5321, 4.2.1)."""
        words = server_said(f"{code} {said.decode('utf-8', 'replace')}", self._password)
        return Outcome(DeliveryStatus.QUEUED if code < 500 else DeliveryStatus.FAILED, words)

    def _connected(self) -> smtplib.SMTP:
        try:
            self._line = self._greeted()
        except (smtplib.SMTPException, OSError, ValueError) as error:
            raise self._not_there(error) from None
        return self._line

    def _greeted(self) -> smtplib.SMTP:
        server, seconds = self._server, float(self._server.seconds)
        trust = ssl.create_default_context(cafile=server.authority or None)
        if server.security == "tls":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                server.host, server.port, timeout=seconds, context=trust
            )
        else:
            line = smtplib.SMTP(server.host, server.port, timeout=seconds)
        try:
            if server.security == "starttls":
                line.starttls(context=trust)
            line.ehlo_or_helo_if_needed()
            if server.user:
                line.login(server.user, self._password)
        except BaseException:
            line.close()
            raise
        return line

    def _drop(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            line.close()

    def _not_there(self, error: Exception) -> StoreError:
        host, port = self._server.host, self._server.port
        if isinstance(error, smtplib.SMTPAuthenticationError):
            return StoreError("{host} refuses the name or the password.", host=host)
        if isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLError):
            return StoreError(
                "{host} offers no encryption that can be trusted; nothing was sent. Ask who runs "
                "it, or choose another kind of encryption.",
                host=host,
            )
        if TimeoutError in (type(error), type(error.__context__)):
            return StoreError("{host}:{port} does not answer in time.", host=host, port=port)
        return StoreError("{host}:{port} cannot be reached.", host=host, port=port)


def letter(delivery: Delivery, sender: str, identity: str) -> bytes:
    """The letter as it goes over the line. No value can begin another header or line."""
    made = EmailMessage(policy=RFC5322)
    made["From"] = one_line(sender)
    made["To"] = one_line(delivery.address)
    made["Subject"] = one_line(delivery.subject)
    if delivery.tried_at is not None:
        made["Date"] = format_datetime(delivery.tried_at)
    made["Message-ID"] = f"<{identity}@{one_line(sender).rpartition('@')[2] or 'localhost'}>"
    made["Content-Language"] = one_line(delivery.language)
    made.set_content(delivery.text)
    return made.as_bytes()
