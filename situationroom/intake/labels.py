"""What a field is called where an officer chooses one: English; ``tr`` says it in Chinese."""

from collections.abc import Mapping
from typing import Final

LABELS: Final[Mapping[str, str]] = {
    "row_key": "Number on the list",
    "called_at": "Call time",
    "caller": "Caller",
    "caller_relation": "Caller's relation",
    "caller_phone": "Caller's telephone",
    "caller_place": "Caller's whereabouts",
    "name": "Full name",
    "native_name": "Native name",
    "latin_name": "Latin name",
    "surname": "Surname",
    "given_names": "Given names",
    "other_names": "Other names",
    "sex": "Sex",
    "birth_date": "Date of birth",
    "age": "Age",
    "nationality": "Nationality",
    "passport": "Passport or other document",
    "document_expiry": "Document expiry",
    "document_issuer": "Document issuer",
    "identity_number": "Identity number",
    "phone": "Telephone there",
    "phone_home": "Telephone at home",
    "email": "E-mail",
    "handle": "WeChat or other handle",
    "place": "Whereabouts",
    "address": "Address",
    "city": "City",
    "country": "Country",
    "latitude": "Latitude",
    "longitude": "Longitude",
    "party": "Party size",
    "description": "What is asked",
    "category": "Category",
    "priority": "Priority",
    "injured": "Injured or not",
    "safety": "Safety status",
    "wish": "Wish to leave",
    "needs": "Special needs",
    "remarks": "Remarks",
    "occupation": "Occupation",
    "affiliation": "Employer, school or group",
    "kin": "Next of kin with telephone",
    "kin_name": "Next of kin",
    "kin_phone": "Next of kin's telephone",
    "kin_relation": "Next of kin's relation",
    "last_contact": "Last contact",
    "officer": "Officer",
    "paper_number": "Paper form number",
    "household": "Household",
    "capacity": "Capacity",
    "population": "Head count",
    "status": "Status",
}


def label(field: str) -> str:
    """The English label of a field, the key for ``tr``; a header that is no field is itself."""
    return LABELS.get(field, field)
