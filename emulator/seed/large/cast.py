"""Who buys and what is sold: copies of customers, editions of goods, and the balances and stock that remain."""

from __future__ import annotations

import copy
import random
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.seed.large.names import Identity, identity_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from suiteplug.emulator.seed.large.moulds import Effect, Path
    from suiteplug.emulator.seed.large.plan import Plan
    from suiteplug.emulator.seed.large.workshop import Workshop

    Body = dict[str, Any]
    Sums = dict[tuple[str, str], dict[Path, float]]

_SEED = 35
_CENTS = 2
_NAMES_OF_ITEM = ("displayName", "salesDescription", "purchaseDescription")


@dataclass(frozen=True, slots=True)
class Cast:
    """The people and goods of a large company.

    Attributes:
        records: Every body that is no copy of a transaction, by type, in the order of making.
        last: Last number of each sequence.
        items: (Original, edition) to the edition's body.
        customers: (Original, rank) to the customer's body.
    """

    records: dict[str, list[Body]]
    last: dict[str, int]
    items: dict[tuple[str, int], Body]
    customers: dict[tuple[str, int], Body]


def make_cast(workshop: Workshop, plan: Plan) -> Cast:
    """Copy people and goods, and give everybody what the copies of the moulds leave."""
    maker = _Maker(workshop, plan)
    maker.make_items()
    maker.make_customers()
    sums = _sums(workshop, plan, maker)
    records = {
        name: [_moved(body, sums.get((name, body["id"]), {})) for body in bodies]
        for name, bodies in maker.records.items()
    }
    return Cast(records, maker.last, maker.items, maker.customers)


class _Maker:
    """Copies bodies and counts IDs on."""

    def __init__(self, workshop: Workshop, plan: Plan) -> None:
        self._workshop = workshop
        self._plan = plan
        self._chance = random.Random(_SEED)  # noqa: S311 - a repeatable company, not a secret
        self.records = {name: list(bodies) for name, bodies in workshop.records.items()}
        self.last = dict(workshop.last)
        self.items: dict[tuple[str, int], Body] = {}
        self.customers: dict[tuple[str, int], Body] = {}
        self.types: dict[str, str] = {}

    def _next(self, sequence: str) -> int:
        self.last[sequence] += 1
        return self.last[sequence]

    def make_items(self) -> None:
        """Every edition begins with empty shelves."""
        opened: Sums = defaultdict(dict)
        for effect in self._workshop.opening:
            opened[effect.record_type, effect.record_id][effect.path] = -effect.by
        for name in list(self.records):
            for body in self._workshop.records[name]:
                if body["id"] not in self._workshop.family or self._workshop.company.schema.get(name).kind != "item":
                    continue
                self.items[body["id"], 0] = body
                empty = _moved(body, opened.get((name, body["id"]), {}))
                for edition in range(1, self._plan.editions):
                    made = _edition(empty, edition) | {"id": str(self._next("item"))}
                    self.items[body["id"], edition] = made
                    self.records[name].append(made)

    def make_customers(self) -> None:
        """Neighbours of the first customers, in the same currency and on the same terms."""
        wanted = {mould.party for mould in self._plan.moulds}
        for body in self._workshop.records["customer"]:
            if body["id"] not in wanted:
                continue
            self.customers[body["id"], 0] = body
            for rank in range(1, self._plan.ranks):
                made = self._customer(body)
                self.customers[body["id"], rank] = made
                self.records["customer"].append(made)

    def _customer(self, original: Body) -> Body:
        made = copy.deepcopy(original)
        made["id"] = str(self._next("entity"))
        number = self._next("number:customer")
        country = original["addressBook"][0]["addressBookAddress"]["country"]
        identity = identity_of(self._chance, country, number, is_person=original["isPerson"])
        made |= identity.fields(original)
        made["entityId"] = f"CUST{1000 + number}"
        if "externalId" in original:
            made["externalId"] = f"ERP-C-{number:04d}"
        for line in made["addressBook"]:
            self._move_in(line, identity)
        made["defaultAddress"] = _address_of(made["addressBook"], "defaultBilling")
        since = date.fromisoformat(original["dateCreated"][:10]) - timedelta(days=self._chance.randrange(900))
        made["dateCreated"] = since.isoformat() + original["dateCreated"][10:]
        return made

    def _move_in(self, line: Body, identity: Identity) -> None:
        key = self._next("number:address")
        address = line["addressBookAddress"]
        street = address["addr1"].split(" ", 1)[1]
        before = (address["addressee"], address["addr1"])
        address |= {"addressee": identity.name, "addr1": f"{self._chance.randrange(1, 400)} {street}"}
        written = address["addrText"].replace(before[0], address["addressee"], 1)
        address["addrText"] = written.replace(before[1], address["addr1"], 1)
        line |= {"internalId": key, "id": key, "addressId": str(key), "addressBookAddress_text": address["addrText"]}


def _edition(original: Body, number: int) -> Body:
    made = copy.deepcopy(original)
    made["itemId"] = f"{original['itemId']}-{number:03d}"
    for name in _NAMES_OF_ITEM:
        if name in original:
            made[name] = f"{original[name]}, edition {number}"
    made["custitem_shop_handle"] = made["itemId"].lower()
    return made


def _address_of(book: list[Body], flag: str) -> str:
    chosen = next((line for line in book if line.get(flag)), book[0])
    return str(chosen["addressBookAddress_text"])


def _sums(workshop: Workshop, plan: Plan, maker: _Maker) -> Sums:
    """What all copies do, by record and place in it."""
    sums: Sums = defaultdict(lambda: defaultdict(float))
    by_edition = Counter((copied.mould, copied.edition) for copied in plan.copies)
    by_rank = Counter((copied.mould, copied.rank) for copied in plan.copies)
    for (mould, edition), times in by_edition.items():
        for effect in _of(plan, mould, customers=False):
            in_editions = effect.record_id in workshop.family
            target = maker.items[effect.record_id, edition]["id"] if in_editions else effect.record_id
            sums[effect.record_type, target][effect.path] += times * effect.by
    for (mould, rank), times in by_rank.items():
        for effect in _of(plan, mould, customers=True):
            target = maker.customers[effect.record_id, rank]["id"]
            sums[effect.record_type, target][effect.path] += times * effect.by
    return sums


def _of(plan: Plan, mould: int, *, customers: bool) -> Iterable[Effect]:
    return (effect for effect in plan.moulds[mould].effects if (effect.record_type == "customer") == customers)


def _moved(body: Body, by: dict[Path, float]) -> Body:
    """A body with numbers changed; the body itself stays as it is."""
    if not by:
        return body
    made = copy.deepcopy(body)
    for path, amount in by.items():
        holder: Any = made
        for step in path[:-1]:
            holder = holder[step]
        name: Any = path[-1]
        holder[name] = round(holder.get(name, 0.0) + amount, _CENTS)
    return made
