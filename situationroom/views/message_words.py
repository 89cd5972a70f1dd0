"""What the states of messages and replies look like: word, shape and tone, never colour alone."""

from typing import Final

from situationroom.legend import Shape, Tone
from situationroom.models.message import Channel, Delivery, DeliveryStatus, Meaning
from situationroom.texts import tr

S = DeliveryStatus
STATUS_LOOKS: Final[dict[DeliveryStatus, tuple[Shape, Tone]]] = {
    S.QUEUED: ("ring", "yellow"),
    S.SENDING: ("diamond", "accent"),
    S.HANDED_OVER: ("circle", "accent"),
    S.UNCERTAIN: ("diamond", "orange"),
    S.FAILED: ("triangle", "red"),
    S.STOPPED: ("square", "quiet"),
    S.LEFT_OUT: ("square", "orange"),
    S.UNREACHABLE: ("ring", "quiet"),
}
MEANING_LOOKS: Final[dict[Meaning, tuple[Shape, Tone]]] = {
    Meaning.SAFE: ("circle", "safe"),
    Meaning.NEEDS_HELP: ("triangle", "orange"),
    Meaning.OTHER: ("diamond", "yellow"),
}


def status_word(status: DeliveryStatus) -> str:
    """The state of one copy."""
    return {
        S.QUEUED: tr("Waits"),
        S.SENDING: tr("Being sent"),
        S.HANDED_OVER: tr("Handed over"),
        S.UNCERTAIN: tr("May have been sent"),
        S.FAILED: tr("Sending failed"),
        S.STOPPED: tr("Stopped"),
        S.LEFT_OUT: tr("Left out"),
        S.UNREACHABLE: tr("Not reachable"),
    }[status]


def meaning_word(meaning: Meaning) -> str:
    """What a reply says."""
    return {
        Meaning.SAFE: tr("Safe"),
        Meaning.NEEDS_HELP: tr("Needs help"),
        Meaning.OTHER: tr("To be read"),
    }[meaning]


def channel_word(channel: Channel | None) -> str:
    """SMS or e-mail."""
    if channel is None:
        return "—"
    return tr("SMS") if channel is Channel.SMS else tr("E-mail")


def language_word(language: str) -> str:
    """A language of a text as an officer calls it."""
    names = {"zh": "中文", "en": "English", "tr": "Türkçe", "ru": "Русский", "ar": "العربية",
             "fr": "Français", "de": "Deutsch", "es": "Español", "pt": "Português",
             "ja": "日本語", "ko": "한국어", "th": "ไทย", "vi": "Tiếng Việt",
             "id": "Bahasa Indonesia"}  # fmt: skip
    return names.get(language, language)


def reason_word(delivery: Delivery) -> str:
    """Why a copy is in its state: our sentence in the officer's language, or the server's own."""
    return tr(delivery.reason) if delivery.reason else ""
