"""Names for customers nobody has invented one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from suiteplug.emulator.seed.people import plain

if TYPE_CHECKING:
    import random

    Body = dict[str, Any]

_FIRST = (
    *("Amber", "Ash", "Birch", "Bramble", "Clover", "Copper", "Coral", "Fern", "Flint", "Granite", "Harvest", "Hazel"),
    *("Heron", "Indigo", "Ivory", "Lantern", "Linden", "Marigold", "Meadow", "Orchard", "Pebble", "Rowan", "Sable"),
    *("Sparrow", "Thistle", "Umber", "Velvet", "Willow", "Wren", "Yarrow"),
)
_SECOND = (
    *("Bakery", "Bistro", "Bazaar", "Ceramics", "Coffee", "Corner", "Deli", "Dining", "Emporium", "Gallery", "Gifts"),
    *("Goods", "Homeware", "Hotel", "Interiors", "Kitchens", "Market", "Pantry", "Provisions", "Stores", "Studio"),
    *("Supply", "Table", "Tea House", "Trading"),
)
_LEGAL = {"US": "Inc.", "GB": "Ltd", "DE": "GmbH", "CA": "Ltd.", "NL": "BV", "AT": "GmbH"}
_GIVEN = (
    *("Aaron", "Alice", "Amir", "Anya", "Beatriz", "Björn", "Carmen", "Cedric", "Dana", "Diego", "Edith", "Elias"),
    *("Farah", "Felix", "Gwen", "Hamid", "Ines", "Ivan", "Jana", "Kofi", "Lena", "Malik", "Nora", "Oscar", "Paula"),
    *("Quentin", "Rosa", "Simon", "Tara", "Uwe", "Vera", "Wanda", "Xavier", "Yusuf", "Zoe"),
)
_FAMILY = (
    *("Abbott", "Bauer", "Carter", "Diaz", "Eriksen", "Fontaine", "Grant", "Hoffmann", "Ito", "Jensen", "Khalil"),
    *("Larsen", "Moreau", "Novak", "O'Brien", "Peeters", "Quinn", "Rossi", "Santos", "Tanaka", "Usman", "Vogel"),
    *("Walsh", "Young", "Zimmer"),
)


class Identity(NamedTuple):
    """Who a customer is."""

    name: str
    given: str
    family: str
    email: str

    def fields(self, original: Body) -> Body:
        """The members of a customer that tell who it is, of those that the original has."""
        host = self.email.partition("@")[2]
        known = {
            "companyName": self.name,
            "firstName": self.given,
            "lastName": self.family,
            "altName": self.name,
            "email": self.email,
            "url": f"https://{host}",
        }
        return {name: value for name, value in known.items() if name in original}


def identity_of(chance: random.Random, country: str, number: int, *, is_person: bool) -> Identity:
    """A name; the number makes the e-mail address one of a kind."""
    if is_person:
        given, family = chance.choice(_GIVEN), chance.choice(_FAMILY)
        return Identity(f"{given} {family}", given, family, f"{plain(given)}.{plain(family)}{number}@mail.example")
    name = f"{chance.choice(_FIRST)} {chance.choice(_SECOND)} {_LEGAL.get(country, 'Co.')}"
    return Identity(name, "", "", f"ap@{plain(name)}{number}.example")
