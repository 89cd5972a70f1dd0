"""What to ask in every call, and what this kind of incident adds."""

from situationroom.models.vocabulary import IncidentKind
from situationroom.texts import tr
from situationroom.views import widgets
from situationroom.views.call_panels import CallPanel


def questions_panel(kind: IncidentKind) -> CallPanel:
    """The questions as a panel beside the form."""
    panel = CallPanel(tr("Ask"))
    for question in questions(kind):
        line = widgets.label(f"·  {question}")
        line.setWordWrap(True)
        panel.body.addWidget(line)
    return panel


def questions(kind: IncidentKind) -> list[str]:
    """What to ask in every call, and what this kind of incident adds."""
    asked = [
        tr("Name as in the passport; passport number if at hand"),
        tr("Where exactly; what can be seen from there"),
        tr("How many are together; children, elderly, ill"),
        tr("Injuries, medicines for how many days"),
        tr("Last heard when, how, from whom"),
        tr("Battery, another number, who else can be reached"),
    ]
    more = {
        IncidentKind.COUP: tr("Advise: stay indoors, away from squares, bridges and windows"),
        IncidentKind.UNREST: tr("Advise: stay indoors, away from squares, bridges and windows"),
        IncidentKind.WAR: tr("Advise: go to the shelter at alarms, keep documents on the body"),
        IncidentKind.TERROR: tr("Advise: leave the area, obey the police, send no pictures"),
        IncidentKind.EARTHQUAKE: tr("Advise: into the open, beware of aftershocks and gas"),
        IncidentKind.TSUNAMI: tr("Advise: to high ground at once, never back to the shore"),
        IncidentKind.EPIDEMIC: tr("Ask: symptoms, contact with ill persons, masks"),
    }
    return [*asked, *([more[kind]] if kind in more else [])]
