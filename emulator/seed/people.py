"""Employees, vendors, customers and contacts; all names and addresses are invented."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from suiteplug.emulator.seed.company import Company

    Body = dict[str, Any]


class Place(NamedTuple):
    """A town with its tax item and dialling code."""

    subsidiary: str
    currency: str
    country: str
    city: str
    state: str | None
    zip_code: str
    tax: str | None
    phone: str


_PLACES = {
    "US": (
        Place("1", "1", "US", "New York", "NY", "10001", "TAX-US-NY", "+1 212 555 0{:03d}"),
        Place("1", "1", "US", "San Francisco", "CA", "94110", "TAX-US-CA", "+1 415 555 0{:03d}"),
        Place("1", "1", "US", "Seattle", "WA", "98101", "TAX-US-WA", "+1 206 555 0{:03d}"),
        Place("1", "1", "US", "Portland", "OR", "97209", None, "+1 503 555 0{:03d}"),
    ),
    "GB": (
        Place("2", "2", "GB", "London", None, "E8 3PN", "VAT-GB-S", "+44 20 7946 0{:03d}"),
        Place("2", "2", "GB", "Bristol", None, "BS1 4ST", "VAT-GB-S", "+44 117 496 0{:03d}"),
    ),
    "DE": (
        Place("3", "4", "DE", "Berlin", None, "10999", "VAT-DE-S", "+49 30 23125 {:03d}"),
        Place("3", "4", "AT", "Wien", None, "1070", "VAT-DE-S", "+43 1 5550 {:03d}"),
        Place("3", "4", "NL", "Utrecht", None, "3511 AB", "VAT-DE-S", "+31 30 555 0{:03d}"),
    ),
    "CA": (
        Place("4", "3", "CA", "Toronto", "ON", "M5V 2T6", "HST-CA-ON", "+1 416 555 0{:03d}"),
        Place("4", "3", "CA", "Calgary", "AB", "T2P 1J9", "GST-CA", "+1 403 555 0{:03d}"),
    ),
}
_COMPANIES = {
    "US": (
        "Blue Kiln Ltd",
        "Harbour Goods",
        "Maple & Main Cafe",
        "The Quiet Cup",
        "Juniper Hotel Group",
        "Tern Island Supply",
        "Old Mill Homeware",
        "Cedar Street Kitchens",
        "Northlight Interiors",
        "Paper Lantern Tea House",
        "Saltbox Provisions",
    ),
    "GB": ("Fenwick & Rowe", "The Larder, Bristol", "Moorgate Tea Rooms", "Penny Lane Ceramics", "Hearth and Hob"),
    "DE": (
        "Teehaus Morgenrot GmbH",
        "Küche & Ofen OHG",
        "Café Sonnenseite",
        "Tafelrunde Handels GmbH",
        "De Theepot BV",
    ),
    "CA": ("Lakeshore Pantry", "Aurora Home Co.", "Prairie Rose Gifts", "Kettle Point Outfitters"),
}
_PERSONS = {
    "US": (
        ("Ada", "Winters"),
        ("Marcus", "Bell"),
        ("Priya", "Raman"),
        ("Tomás", "Ortega"),
        ("Hannah", "Kowalski"),
        ("Jerome", "Baptiste"),
        ("Mei", "Zhang"),
        ("Owen", "Gallagher"),
        ("Fatima", "Haddad"),
    ),
    "GB": (("Oliver", "Hughes"), ("Amelia", "Clarke"), ("Idris", "Morgan"), ("Niamh", "Byrne"), ("Callum", "Reid")),
    "DE": (("Jonas", "Weber"), ("Lea", "Schröder"), ("Emil", "Brandt"), ("Sanne", "de Vries"), ("Clara", "Huber")),
    "CA": (("Noah", "Tremblay"), ("Chloé", "Gagnon"), ("Liam", "MacDonald"), ("Aisha", "Khan")),
}
_STREETS = ("Station Road", "Mill Lane", "Birch Avenue", "Market Square", "Harbour Street", "Garden Row", "Hill Street")
_EMPLOYEES = (
    ("Greta", "Lindqvist", "Sales Director", "2", "1", True),
    ("Samuel", "Okafor", "Account Manager", "2", "1", True),
    ("Ruth", "Ferreira", "Account Manager", "1", "1", True),
    ("Duncan", "Pryce", "Sales Manager UK", "2", "2", True),
    ("Anke", "Petersen", "Vertriebsleiterin", "2", "3", True),
    ("Luc", "Bergeron", "Warehouse Lead", "3", "4", False),
)
# name, subsidiary, currency, country
_VENDORS = (
    ("Kiln Parts and Clay Co.", "1", "1", "US"),
    ("Assam Leaf Importers", "1", "1", "US"),
    ("Staffordshire Stoneware", "2", "2", "GB"),
    ("Steinzeug Westerwald GmbH", "3", "4", "DE"),
    ("Great Lakes Pottery Supply", "4", "3", "CA"),
    ("Blackthorn Freight", "1", "1", "US"),
)


class People(NamedTuple):
    """Internal IDs of the people made.

    Attributes:
        vendors: Goods vendor by subsidiary.
        customers: Customers by country of their subsidiary.
    """

    vendors: dict[str, str]
    customers: dict[str, list[str]]


def make_people(company: Company, items: dict[str, str]) -> People:
    """Everybody the company knows."""
    sellers = _make_employees(company)
    vendors = _make_vendors(company)
    customers: dict[str, list[str]] = {country: [] for country in _PLACES}
    number = 0
    for country, names in _COMPANIES.items():
        for name in names:
            number += 1
            customers[country].append(_make_company(company, number, country, name, items, sellers))
    for country, persons in _PERSONS.items():
        for first, last in persons:
            number += 1
            customers[country].append(_make_person(company, number, country, (first, last), items))
    _make_inactive(company, number + 1, items)
    return People(vendors, customers)


def _make_employees(company: Company) -> list[str]:
    ids: list[str] = []
    for at, (first, last, title, department, subsidiary, sells) in enumerate(_EMPLOYEES):
        body = company.create(
            "employee",
            entityId=f"{first} {last}",
            firstName=first,
            lastName=last,
            title=title,
            department=department,
            email=f"{plain(first)}.{plain(last)}@clayandkettle.example",
            phone=f"+1 503 555 01{at:02d}",
            issalesrep=sells,
            giveAccess=True,
            **_owner(company, subsidiary),
            **({"supervisor": ids[0]} if ids else {}),
        )
        ids.append(str(body["id"]))
    return [employee_id for employee_id, row in zip(ids, _EMPLOYEES, strict=True) if row[-1]]


def _make_vendors(company: Company) -> dict[str, str]:
    vendors: dict[str, str] = {}
    for at, (name, subsidiary, currency, country) in enumerate(_VENDORS, start=1):
        place = _PLACES[country][0]
        body = company.create(
            "vendor",
            companyName=name,
            isPerson=False,
            currency=currency,
            terms="2",
            category="1",
            email=f"accounts@{plain(name)}.example",
            phone=place.phone.format(500 + at),
            externalId=f"ERP-V-{at:03d}",
            addressBook=[_address_line("Office", place, at)],
            **_owner(company, subsidiary),
        )
        vendors.setdefault(subsidiary, str(body["id"]))
    return vendors


def _make_company(
    company: Company, number: int, country: str, name: str, items: dict[str, str], sellers: list[str]
) -> str:
    place = _PLACES[country][number % len(_PLACES[country])]
    lines = [_address_line("Head office", place, number)]
    if number % 3 == 0:
        other = _PLACES[country][(number + 1) % len(_PLACES[country])]
        lines[0] |= {"defaultBilling": True, "defaultShipping": False}
        lines.append(_address_line("Store room", other, number + 40) | {"defaultShipping": True})
    body = company.create(
        "customer",
        companyName=name,
        isPerson=False,
        email=f"ap@{plain(name)}.example",
        phone=place.phone.format(number),
        url=f"https://{plain(name)}.example",
        category="2" if number % 2 else "3",
        priceLevel="2" if number % 2 else "1",
        terms=("2", "1", "3", "5")[number % 4],
        salesRep=sellers[number % len(sellers)],
        creditLimit=float(5000 + 2500 * (number % 5)),
        addressBook=lines,
        custentity_shop_vip=number % 5 == 0,
        **_money(company, place, items, extra_currency="4" if number % 6 == 1 and country == "US" else None),
        **_identity(number),
    )
    customer_id = str(body["id"])
    if number % 4 == 1:
        _make_contact(company, number, name, customer_id, place)
    return customer_id


def _make_person(company: Company, number: int, country: str, name: tuple[str, str], items: dict[str, str]) -> str:
    place = _PLACES[country][number % len(_PLACES[country])]
    first, last = name
    body = company.create(
        "customer",
        isPerson=True,
        firstName=first,
        lastName=last,
        email=f"{plain(first)}.{plain(last)}@mail.example",
        phone=place.phone.format(200 + number),
        category="4",
        terms="4",
        custentity_shop_channel={"GB": "2", "DE": "3"}.get(country, "1"),
        custentity_shop_since=(company.today - timedelta(days=11 * number)).isoformat(),
        addressBook=[_address_line("Home", place, number) | {"isResidential": True}],
        **_money(company, place, items),
        **_identity(number),
    )
    return str(body["id"])


def _make_inactive(company: Company, number: int, items: dict[str, str]) -> None:
    place = _PLACES["US"][0]
    company.create(
        "customer",
        companyName="Shuttered Shop Co.",
        isPerson=False,
        email="nobody@shuttered.example",
        isInactive=True,
        addressBook=[_address_line("Last known", place, number)],
        **_money(company, place, items),
        **_identity(number),
    )


def _make_contact(company: Company, number: int, firm: str, customer_id: str, place: Place) -> None:
    first, last = _PERSONS["US"][number % len(_PERSONS["US"])][0], firm.rsplit(maxsplit=1)[-1]
    company.create(
        "contact",
        entityId=f"{first} {last} ({number})",
        firstName=first,
        lastName=last,
        company=customer_id,
        title="Buyer",
        email=f"{plain(first)}@{plain(firm)}.example",
        phone=place.phone.format(700 + number),
        **_owner(company, place.subsidiary),
    )


def _identity(number: int) -> Body:
    """Every other customer came from an older system and kept its key."""
    return {"externalId": f"ERP-C-{number:04d}"} if number % 2 else {}


def _money(company: Company, place: Place, items: dict[str, str], extra_currency: str | None = None) -> Body:
    money: Body = {"currency": place.currency, **_owner(company, place.subsidiary)}
    if place.tax is not None:
        money["taxItem"] = items[place.tax]
    if extra_currency is not None:
        money["currencyList"] = [{"currency": place.currency}, {"currency": extra_currency}]
    return money


def _owner(company: Company, subsidiary: str) -> Body:
    return {"subsidiary": subsidiary} if company.settings.one_world else {}


def _address_line(label: str, place: Place, number: int) -> Body:
    address = {
        "country": place.country,
        "addr1": f"{number + 3} {_STREETS[number % len(_STREETS)]}",
        "city": place.city,
        "state": place.state,
        "zip": place.zip_code,
    }
    return {"label": label, "addressBookAddress": {key: value for key, value in address.items() if value is not None}}


_ASCII = str.maketrans({"ü": "ue", "ö": "oe", "ä": "ae", "é": "e", "á": "a", "ó": "o", "è": "e"})


def plain(name: str) -> str:
    """A name as it may stand in an e-mail address."""
    return "".join(char for char in name.lower().translate(_ASCII) if char.isascii() and char.isalnum())
