"""Whom the officers of the demonstration call, and what they have to do. Everybody is invented."""

from datetime import datetime
from functools import partial

from situationroom.commands.checklist_templates import Template, templates, templates_for
from situationroom.commands.checklists import assign_items, start_checklist, tick_items
from situationroom.commands.contacts import add_contact
from situationroom.demo.knowledge import At
from situationroom.models import Contact
from situationroom.models.contact import ContactPhone
from situationroom.models.vocabulary import ContactKind, IncidentKind
from situationroom.store.incident_file import IncidentFile
from situationroom.store.queries.checklists import items_of
from situationroom.store.queries.incident import the_incident

_CONTACTS = (
    Contact(
        0,
        "Chinese Embassy (drill)",
        "驻土耳其使馆（演练）",
        ContactKind.MISSION,
        "外交部",
        "领侨处",
        (ContactPhone("+903125550101", "0312 555 01 01", "12", "24 h"),),
        ("drill-embassy@example.org",),
        "Gölgeli Sokak 34",
        "Ankara",
        "TR",
        39.8893,
        32.8597,
        "中文, English, Türkçe",
    ),
    Contact(
        0,
        "Consulate General (drill)",
        "驻伊斯坦布尔总领馆（演练）",
        ContactKind.MISSION,
        "外交部",
        "值班员",
        (ContactPhone("+902125550102", "0212 555 01 02", "", "24 h"),),
        (),
        "Tarabya",
        "Istanbul",
        "TR",
        41.1375,
        29.0550,
        "中文, Türkçe",
    ),
    Contact(
        0,
        "Taksim Hospital (drill)",
        "塔克西姆医院（演练）",
        ContactKind.HOSPITAL,
        "Ministry of Health",
        "",
        (ContactPhone("+902125550110", "0212 555 01 10", "3"),),
        (),
        "Sıraselviler 112",
        "Istanbul",
        "TR",
        41.0340,
        28.9837,
        "Türkçe, English",
        "有夜间急诊，胰岛素可取",
    ),
    Contact(
        0,
        "Ankara City Clinic (drill)",
        "",
        ContactKind.HOSPITAL,
        "Ministry of Health",
        "",
        (ContactPhone("+903125550111", "0312 555 01 11"),),
        (),
        "Bilkent",
        "Ankara",
        "TR",
        39.9049,
        32.7620,
    ),
    Contact(
        0,
        "Bursa Hospital (drill)",
        "",
        ContactKind.HOSPITAL,
        "",
        "",
        (ContactPhone("+902245550112", "0224 555 01 12"),),
        (),
        "",
        "Bursa",
        "TR",
        40.1865,
        29.0533,
    ),
    Contact(
        0,
        "Emergency",
        "报警急救",
        ContactKind.POLICE,
        "",
        "",
        (ContactPhone("", "112"), ContactPhone("", "155")),
        (),
        "",
        "",
        "TR",
        None,
        None,
        "Türkçe",
    ),
    Contact(
        0,
        "XR Airways (drill)",
        "XR航空（演练）",
        ContactKind.CARRIER,
        "XR Airways",
        "运控值班",
        (ContactPhone("+861055550120", "010 5555 0120"),),
        ("ops@example.org",),
        "",
        "Istanbul",
        "TR",
    ),
    Contact(
        0,
        "Demo Turizm",
        "",
        ContactKind.CARRIER,
        "",
        "Mehmet Bey",
        (ContactPhone("+905325550121", "0532 555 01 21"),),
        (),
        "",
        "Bursa",
        "TR",
        None,
        None,
        "Türkçe",
        "大巴12辆，夜间加价三成",
    ),
    Contact(
        0,
        "Assist Insurance (drill)",
        "救援保险（演练）",
        ContactKind.INSURER,
        "",
        "",
        (ContactPhone("+861055550130", "010 5555 0130", "", "24 h"),),
        ("claims@example.org",),
    ),
    Contact(
        0,
        "Student union (drill)",
        "学生学者联谊会（演练）",
        ContactKind.PARTNER,
        "",
        "刘同学",
        (ContactPhone("+905335550140", "0533 555 01 40"),),
        (),
        "ODTÜ",
        "Ankara",
        "TR",
        39.8914,
        32.7847,
        "中文",
    ),
)


def know_whom_to_call(file: IncidentFile, at: At) -> None:
    """A small directory, and the checklists of the first night."""
    for number, contact in enumerate(_CONTACTS):
        at(0.3 + number * 0.01, partial(file.run, add_contact, contact))
    general, coup = templates()[0], templates_for(IncidentKind.COUP)[0]
    start = file.ask(the_incident).started_at
    at(0.2, lambda: _begin(file, general, start, 13))
    at(0.25, lambda: _begin(file, coup, start, 6))


def _begin(file: IncidentFile, template: Template, start: datetime, done: int) -> None:
    names = (template.name_zh, template.name_en)
    begun = file.run(start_checklist, *names, template.items, start, template.kind)[0]
    items = [item.id for item in file.ask(items_of, begun.id)]
    file.run(tick_items, items[:done])
    file.run(assign_items, items[done:], "李凯")
