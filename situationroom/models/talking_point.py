"""Talking points: what may be said to callers, to next of kin, to the media, and until when."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from situationroom.models.errors import RuleError
from situationroom.models.record import Record
from situationroom.models.vocabulary import Audience

LONGEST_TOPIC = 120
LONGEST_TEXT = 4_000
"""Characters; what is longer is a statement to be handed out, not something to say on a call."""
State: TypeAlias = Literal["current", "later", "expired", "withdrawn"]


@dataclass(frozen=True, slots=True)
class TalkingPoint(Record):
    """What to say, in its newest version; the journal keeps the older ones.

    Valid from ``valid_from`` until before ``valid_until`` (aware; None is without limit). A
    withdrawn point stays, with its reason, so that nobody says it from memory.
    """

    topic: str
    question: str = ""
    text_zh: str = ""
    text_en: str = ""
    audiences: tuple[Audience, ...] = (Audience.CALLERS,)
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    version: int = 1
    withdrawn_at: datetime | None = None
    withdrawn_by: str = ""
    withdrawn_reason: str = ""

    def state(self, now: datetime) -> State:
        """Whether it may be said ``now`` (aware)."""
        if self.withdrawn_at is not None:
            return "withdrawn"
        if self.valid_until is not None and self.valid_until <= now:
            return "expired"
        return "later" if self.valid_from is not None and self.valid_from > now else "current"

    def text(self, language: str) -> str:
        """What to say in 'zh' or 'en'; in the other language where only that is written."""
        both = (self.text_zh, self.text_en)
        return (both[0] or both[1]) if language == "zh" else (both[1] or both[0])


def check_point(point: TalkingPoint) -> TalkingPoint:
    """Return ``point`` tidied; raises RuleError when it cannot be read out as it stands."""
    names = ("topic", "question", "text_zh", "text_en")
    tidy = replace(point, **{name: getattr(point, name).strip() for name in names})
    if not tidy.topic:
        raise RuleError("The talking point needs a topic, such as Flights.")
    if len(tidy.topic) > LONGEST_TOPIC or len(tidy.question) > LONGEST_TEXT:
        raise RuleError("Topic and question are too long; put what is said into the text.")
    if not (tidy.text_zh or tidy.text_en):
        raise RuleError("Write what is to be said, in Chinese or in English.")
    if max(len(tidy.text_zh), len(tidy.text_en)) > LONGEST_TEXT:
        raise RuleError(
            "The text is longer than {most} characters; nobody can read it out. Split it.",
            most=LONGEST_TEXT,
        )
    if not tidy.audiences:
        raise RuleError("Say who may be told this: callers, next of kin or media.")
    if tidy.valid_from and tidy.valid_until and tidy.valid_until <= tidy.valid_from:
        raise RuleError("The talking point would end before it begins; look at the times.")
    return tidy
