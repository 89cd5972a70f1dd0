"""SMS through an operator's HTTP gateway: one request a telephone, no redirects, no proxies."""

import http.client
import json
import ssl
from urllib.error import HTTPError, URLError
from urllib.parse import quote, urlsplit
from urllib.request import (
    HTTPRedirectHandler,
    HTTPSHandler,
    OpenerDirector,
    ProxyHandler,
    Request,
    build_opener,
)

from situationroom.messaging.fields import one_line
from situationroom.messaging.servers import SmsGateway, server_said
from situationroom.models.errors import StoreError
from situationroom.models.message import Delivery, DeliveryStatus, Outcome

LONGEST_ANSWER = 64 << 10  # bytes
NOT_NOW = (408, 425, 429, 500, 502, 503, 504)
NO_ANSWER = "The gateway gave no answer; the message may have been sent."


class GatewayTransport:
    """``send`` asks once a delivery; nothing stays open in between."""

    def __init__(self, gateway: SmsGateway, password: str = "") -> None:
        self._gateway, self._password = gateway.check(), password
        self._opener = _opener(gateway.authority)

    def send(self, delivery: Delivery, identity: str) -> Outcome:
        """Hand one SMS to the gateway. Raises StoreError when nobody can be reached there."""
        asked = self._request(delivery, identity)
        try:
            with self._opener.open(asked, timeout=self._gateway.seconds) as answer:
                return self._answered(answer.status, answer.read(LONGEST_ANSWER))
        except HTTPError as error:
            with error:
                return self._answered(error.code, error.read(LONGEST_ANSWER))
        except URLError as error:
            return self._unreached(error.reason)
        except (OSError, http.client.HTTPException):
            return Outcome(DeliveryStatus.UNCERTAIN, NO_ANSWER)

    def close(self) -> None:
        """Nothing is open."""

    def _answered(self, code: int, body: bytes) -> Outcome:
        said = server_said(f"{code} {body.decode('utf-8', 'replace')}", self._password)
        if not 200 <= code < 300:
            return Outcome(
                DeliveryStatus.QUEUED if code in NOT_NOW else DeliveryStatus.FAILED, said
            )
        if self._gateway.expects and self._gateway.expects.encode() not in body:
            return Outcome(DeliveryStatus.FAILED, said)
        return Outcome(DeliveryStatus.HANDED_OVER)

    def _unreached(self, reason: object) -> Outcome:
        if isinstance(reason, ConnectionResetError | BrokenPipeError):
            return Outcome(DeliveryStatus.UNCERTAIN, NO_ANSWER)
        host = urlsplit(self._gateway.url).hostname or ""
        if isinstance(reason, ssl.SSLError):
            raise StoreError(
                "{host} offers no encryption that can be trusted; nothing was sent. Ask who runs "
                "it, or choose another kind of encryption.",
                host=host,
            )
        raise StoreError("{host} cannot be reached.", host=host)

    def _request(self, delivery: Delivery, identity: str) -> Request:
        values = {"to": delivery.address, "text": delivery.text, "id": identity,
                  "password": self._password}  # fmt: skip
        url, body = self._gateway.url, self._gateway.body
        for name, value in values.items():
            url = url.replace(f"{{{name}}}", quote(value, safe=""))
        asked = Request(url, method="POST" if body.strip() else "GET")  # noqa: S310 - checked
        if body.strip():
            asked.data = _json_filled(body, values)
            asked.add_header("Content-Type", "application/json; charset=utf-8")
        for line in self._gateway.headers.splitlines():
            name, colon, value = line.partition(":")
            if colon:
                told = value.replace("{password}", self._password)
                asked.add_header(one_line(name), one_line(told))
        return asked


def _json_filled(body: str, values: dict[str, str]) -> bytes:
    """The body with values as JSON writes them inside quotes: none of them can end its text."""
    for name, value in values.items():
        body = body.replace(f"{{{name}}}", json.dumps(value, ensure_ascii=False)[1:-1])
    return body.encode("utf-8", "replace")


class _NoRedirect(HTTPRedirectHandler):
    def redirect_request(self, *_told: object) -> None:
        """A gateway that sends us elsewhere is not the one the officer chose."""


def _opener(authority: str) -> OpenerDirector:
    trust = ssl.create_default_context(cafile=authority or None)
    return build_opener(ProxyHandler({}), _NoRedirect(), HTTPSHandler(context=trust))
