"""What an account must hold after some work, in plain numbers: pieces, cents and counts.

Written from NetSuite's published behaviour and shared with nothing: a mistake of the connector or of the emulator shows
as a difference to it. Status letters are those that Oracle publishes for `SalesOrd`, `PurchOrd` and `RtnAuth`.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

Place = tuple[str, str]
"""Item and location."""


def tax_on(cents: int, rate: Decimal) -> int:
    """Tax in cents on a sum of cents; ``rate`` in percent."""
    return int((cents * rate / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def progress(lines: list[Line]) -> tuple[bool, bool, bool, bool]:
    """Whether anything is moved, all is moved, moved pieces wait for their document, and all is on documents."""
    return (
        any(line.moved for line in lines),
        all(line.moved == line.quantity for line in lines),
        any(line.moved > line.billed for line in lines),
        all(line.billed == line.quantity for line in lines),
    )


@dataclass
class Line:
    """A line of an order, purchase or return.

    Attributes:
        moved: Pieces shipped or received.
        billed: Pieces on invoices, bills or credits.
        returned: Pieces on returns, whether or not they have arrived.
    """

    item: str
    quantity: int
    rate: int
    moved: int = 0
    billed: int = 0
    returned: int = 0


@dataclass
class Order:
    """A sales order, purchase order or return authorization (``kind`` is its record type).

    Attributes:
        came_from: Of a return, the sales order and the number of its line there.
        children: IDs of what was made of it.
    """

    kind: str
    record_id: str
    location: str
    tax_rate: Decimal
    lines: dict[int, Line]
    came_from: tuple[Order, int] | None = None
    memo: str | None = None
    children: set[str] = field(default_factory=set)

    @property
    def subtotal(self) -> int:
        """In cents."""
        return sum(line.quantity * line.rate for line in self.lines.values())

    @property
    def total(self) -> int:
        """In cents, with tax."""
        return self.subtotal + tax_on(self.subtotal, self.tax_rate)

    @property
    def status(self) -> str:
        """B, D, E, F or G: the three types have the same letters for the same steps."""
        some, every, waiting, done = progress(list(self.lines.values()))
        if done:
            return "G"
        if not some:
            return "B"
        if every:
            return "F"
        return "E" if waiting else "D"


@dataclass
class Movement:
    """A fulfilment or receipt: pieces by order line."""

    kind: str
    record_id: str
    order: Order
    pieces: dict[int, int]


@dataclass
class Document:
    """An invoice, bill or credit: pieces by order line, money in cents.

    Attributes:
        payments: What has paid it, by record ID; of a credit, what it has paid.
        credited_by: Of an invoice, the ID of the credit memo over the whole of it.
        credits: Of such a credit memo, its invoice.
    """

    kind: str
    record_id: str
    order: Order
    pieces: dict[int, int]
    total: int
    payments: dict[str, int] = field(default_factory=dict)
    credited_by: str | None = None
    credits: Document | None = None

    @property
    def remaining(self) -> int:
        """What is still to be paid, in cents."""
        return self.total - sum(self.payments.values())


@dataclass
class Model:
    """The account. ``on_hand`` begins as the seed's stock; ``before`` counts the seed's records by type."""

    on_hand: Counter[Place]
    before: dict[str, int]
    customers: dict[str, tuple[str, str]] = field(default_factory=dict)
    orders: dict[str, Order] = field(default_factory=dict)
    movements: dict[str, Movement] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    payments: dict[str, Document] = field(default_factory=dict)

    def of(self, kind: str) -> list[Order]:
        """Orders of a record type, oldest first."""
        return [order for order in self.orders.values() if order.kind == kind]

    def bills(self, kind: str) -> list[Document]:
        """Documents of a record type, oldest first."""
        return [document for document in self.documents.values() if document.kind == kind]

    def count(self, record_type: str) -> int:
        """How many records of a type there must be."""
        mine = {
            "customer": len(self.customers),
            "customerPayment": len(self.payments),
            **Counter(order.kind for order in self.orders.values()),
            **Counter(movement.kind for movement in self.movements.values()),
            **Counter(document.kind for document in self.documents.values()),
        }
        return self.before[record_type] + mine.get(record_type, 0)

    def open_pieces(self, place: Place) -> int:
        """Ordered by customers and not shipped."""
        return sum(
            line.quantity - line.moved
            for order in self.of("salesOrder")
            for line in order.lines.values()
            if (line.item, order.location) == place
        )

    def free(self, place: Place) -> int:
        """On hand and surely committed to nobody."""
        return self.on_hand[place] - self.open_pieces(place)

    def shipped(self, item: str) -> int:
        """Pieces that customers have, less what they sent back."""
        signs = {"salesOrder": 1, "returnAuthorization": -1}
        return sum(
            signs.get(movement.order.kind, 0) * quantity
            for movement in self.movements.values()
            for number, quantity in movement.pieces.items()
            if movement.order.lines[number].item == item
        )

    def amount(self, order: Order, pieces: dict[int, int]) -> int:
        """What these pieces of an order cost, with tax, in cents."""
        subtotal = sum(order.lines[number].rate * quantity for number, quantity in pieces.items())
        return subtotal + tax_on(subtotal, order.tax_rate)

    def move(self, kind: str, record_id: str, order: Order, pieces: dict[int, int]) -> None:
        """Goods left (``itemFulfillment``) or came (``itemReceipt``)."""
        self.movements[record_id] = Movement(kind, record_id, order, pieces)
        order.children.add(record_id)
        self._shift(self.movements[record_id], 1)

    def unmove(self, movement: Movement) -> None:
        """A fulfilment or receipt was deleted."""
        self._shift(movement, -1)
        movement.order.children.discard(movement.record_id)
        del self.movements[movement.record_id]

    def bill(self, kind: str, record_id: str, order: Order, pieces: dict[int, int]) -> Document:
        """Pieces of an order were invoiced, billed or credited."""
        document = Document(kind, record_id, order, pieces, self.amount(order, pieces))
        self.documents[record_id] = document
        order.children.add(record_id)
        for number, quantity in pieces.items():
            order.lines[number].billed += quantity
        return document

    def credit(self, record_id: str, invoice: Document) -> None:
        """A whole invoice was credited; goods come back with such a credit, as no return brings them."""
        memo = Document("creditMemo", record_id, invoice.order, invoice.pieces, invoice.total, credits=invoice)
        applied = invoice.remaining
        if applied:
            memo.payments[invoice.record_id] = invoice.payments[record_id] = applied
        invoice.credited_by = record_id
        self.documents[record_id] = memo
        self._restock(memo, 1)

    def _restock(self, memo: Document, sign: int) -> None:
        for number, quantity in memo.pieces.items():
            self.on_hand[memo.order.lines[number].item, memo.order.location] += sign * quantity

    def unbill(self, document: Document) -> None:
        """An invoice, bill or credit was deleted."""
        if (invoice := document.credits) is not None:
            invoice.credited_by = None
            invoice.payments.pop(document.record_id, None)
            self._restock(document, -1)
            del self.documents[document.record_id]
            return
        for number, quantity in document.pieces.items():
            document.order.lines[number].billed -= quantity
        document.order.children.discard(document.record_id)
        del self.documents[document.record_id]

    def remove(self, order: Order) -> None:
        """An order, purchase or return was deleted."""
        if order.came_from is not None:
            source, number = order.came_from
            source.lines[number].returned -= sum(line.quantity for line in order.lines.values())
            source.children.discard(order.record_id)
        del self.orders[order.record_id]

    def _shift(self, movement: Movement, sign: int) -> None:
        direction = -1 if movement.kind == "itemFulfillment" else 1
        for number, quantity in movement.pieces.items():
            line = movement.order.lines[number]
            line.moved += sign * quantity
            self.on_hand[line.item, movement.order.location] += sign * direction * quantity
