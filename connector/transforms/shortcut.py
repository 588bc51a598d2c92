"""Transform actions with lines, made from a description: inputs, output, checks and ActionSpec."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from pydantic import Field, create_model

from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput, ExternalId, JsonObject, RecordId
from suiteplug.connector.order_lines.line import as_number, number
from suiteplug.connector.order_lines.picking import LineWish, Picked, Words, pick
from suiteplug.connector.records.declared import REST, WRITE_ERRORS, NewRecordId, Warnings, oracle_help
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.shortcuts.bodies import BodyField, body_of, merged
from suiteplug.connector.shortcuts.fields import Day
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Idempotency, SettledBy
from suiteplug.connector.transforms.making import PLAN, Plan, expected_of, made_before, make, source_id_of
from suiteplug.connector.transforms.source_lines import Counter, read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from suiteplug.connector.order_lines.line import OrderLine
    from suiteplug.connector.session import Session
    from suiteplug.connector.shortcuts.families import RecordFamily
    from suiteplug.connector.spec import Example
    from suiteplug.connector.transforms.making import Made


class TransformInputs(ActionInputs):
    """What every transform takes."""

    external_id: ExternalId | None = Field(
        default=None, description="External ID of the source, without the prefix eid:. Give this or record_id."
    )
    tran_date: Day | None = Field(default=None, description="Date of the new record, YYYY-MM-DD; without it today.")
    memo: str | None = Field(default=None, max_length=999, description="Memo of the new record.")
    fields: JsonObject = Field(
        default={}, description="More fields of the new record, with NetSuite's own names, such as custom ones."
    )


class TransformedLine(ActionModel):
    """A line of the new record."""

    source_line: int | None = Field(description="Number of the line on the source; null where NetSuite hides it.")
    item_id: str = Field(description="Internal ID of the item.")
    item: str = Field(description="Name of the item.")
    quantity: float | None = Field(description="Quantity, in the unit of the source's line; null without one.")
    amount: float | None = Field(description="Amount before tax, in the record's currency; null without one.")


class TransformOutput(ActionOutput):
    """The new record."""

    record_type: str = Field(description="Type of the new record.")
    record_id: NewRecordId
    tran_id: str | None = Field(description="Its document number.")
    source_id: str = Field(description="Internal ID of the record it was made from.")
    created: bool = Field(description="False when a record with this external ID was there before.")
    total: float | None = Field(description="Its total in its currency; null for records without one.")
    lines: list[TransformedLine] = Field(description="Its lines, read back from NetSuite.")
    warnings: Warnings


_BODY = (BodyField("memo", "memo"),)


@dataclass(frozen=True, slots=True, kw_only=True)
class TransformShortcut:
    """A record made from the lines of another.

    Attributes:
        sources: What it can be made from; with several, the input ``source_type`` chooses, the first by default.
        word: What inputs call the new record: ``invoice`` makes ``invoice_external_id``.
        counter: What tells which part of a line is done.
        line: Model of a line that is wanted; one with ``extra_body`` adds to what is sent.
        ticked: The target's list is a list of ticks (``itemReceive``): unwanted lines are unticked, not removed.
        inputs: What it takes beside the source and the lines.
        body: The fields that these further inputs set.
    """

    key: str
    title: str
    sources: tuple[RecordFamily, ...]
    target: RecordFamily
    word: str
    counter: Counter
    words: Words
    line: type[LineWish] = LineWish
    ticked: bool = False
    inputs: type[TransformInputs] = TransformInputs
    body: tuple[BodyField, ...] = ()

    def action(
        self, *, description: str, guidance: str, examples: tuple[Example, ...], source: str = "section_157901123882"
    ) -> ActionSpec[Any, TransformOutput]:
        """The ActionSpec; ``source`` is the page of Oracle's help."""
        named = f"{self.word}_external_id"

        async def run(session: Session, inputs: Any) -> TransformOutput:
            return await self._run(session, inputs)

        return ActionSpec(
            key=self.key,
            title=self.title,
            description=description,
            guidance=f"{guidance} Lines and quantities are checked before anything is sent. With {named} repeating is "
            "safe: the record that has it is given back. Without it a repeat makes another record of what is left.",
            group=self.target.group,
            effect=Effect.CREATE,
            inputs=self._inputs(),
            output=TransformOutput,
            run=run,
            examples=examples,
            idempotency=Idempotency.EXTERNAL_ID,
            settled_by=SettledBy.SOURCE,
            settle=f"Run it again with the same {named}; without one, look with "
            f"list-{self.target.plural.replace(' ', '-')} for what was made from the source first.",
            permissions=(
                REST,
                f"{self.target.permission} (Create)",
                *(f"{family.permission} (Edit)" for family in self.sources),
            ),
            errors=WRITE_ERRORS,
            cost=Cost.FEW,
            source=oracle_help(source),
        )

    async def _run(self, session: Session, inputs: Any) -> TransformOutput:
        kind = getattr(inputs, "source_type", self.sources[0].record_type)
        source = RecordRef(kind, inputs.record_id, inputs.external_id)
        self._body(inputs)  # what cannot be sent is refused before anything is read
        named = f"{self.word}_external_id"
        external_id: str | None = getattr(inputs, named)
        source_id = await source_id_of(session, source)
        target = self.target.record_type
        plan = session.once.recall(PLAN)
        if plan is None:
            made = await made_before(session, target, external_id, source_id, named)
            if made is not None:
                return self._output(made, source_id)
            plan = await self._plan(session, source, source_id, inputs, external_id)
            await session.once.remember(PLAN, plan)
        # what is left of the source changes with the first write: a run that goes on keeps to the first plan
        return self._output(await make(session, source, target, plan), source_id)

    async def _plan(
        self, session: Session, source: RecordRef, source_id: str, inputs: Any, external_id: str | None
    ) -> Plan:
        """What is sent. Raises InputError when it does not fit the source."""
        body = self._body(inputs)
        lines = await read_lines(session, source, source_id, self.counter)
        picked = pick(lines, inputs.lines, self.words)
        if inputs.lines or (self.ticked and inputs.location_id):
            body["item"] = {"items": self._lines(lines, picked, inputs)}
        if external_id is not None:
            body["externalId"] = external_id
        # a static list takes no replacing; others are prefilled with everything, and only what is sent shall stay
        replace = ["item"] if "item" in body and not self.ticked else []
        return Plan(body=body, replace=replace, expected=expected_of(picked if inputs.lines else ()))

    def _body(self, inputs: Any) -> JsonObject:
        table = (*_BODY, *self.body)
        body = body_of(inputs, table, {})
        named = {entry.field.lower(): entry.input for entry in table if entry.field in body}
        if inputs.tran_date is not None:
            body["tranDate"] = inputs.tran_date.isoformat()
            named["trandate"] = "tran_date"
        reserved = {"item": "lines", "externalid": f"{self.word}_external_id"}
        return merged(body, inputs.fields, {**reserved, **named})

    def _lines(self, lines: Sequence[OrderLine], picked: Sequence[Picked], inputs: Any) -> list[JsonObject]:
        chosen = {one.line.line: self._line_body(one, inputs) for one in picked}
        if not self.ticked:
            return list(chosen.values())
        return [
            chosen.get(line.line, {"orderLine": line.line, "itemReceive": False}) for line in lines if not line.why_not
        ]

    def _line_body(self, one: Picked, inputs: Any) -> JsonObject:
        body: JsonObject = {"orderLine": one.line.line}
        if one.quantity:
            body["quantity"] = as_number(one.quantity)
        wish = inputs.lines[one.wanted] if one.wanted is not None else None
        if self.ticked:
            body["itemReceive"] = True
            location = getattr(wish, "location_id", None) or inputs.location_id or one.line.location_id
            if location:
                body["location"] = {"id": location}
        extra = getattr(wish, "extra_body", None)
        return body if extra is None else {**body, **extra(one)}

    def _output(self, made: Made, source_id: str) -> TransformOutput:
        total = number(made.body.get("total", made.body.get("userTotal")))
        return TransformOutput(
            record_type=self.target.record_type,
            record_id=made.record_id,
            tran_id=made.body.get("tranId"),
            source_id=source_id,
            created=made.created,
            total=None if total is None else float(total),
            lines=[
                TransformedLine(
                    source_line=line.source_line or None,
                    item_id=line.item_id,
                    item=line.item,
                    quantity=None if line.quantity is None else float(line.quantity),
                    amount=None if line.amount is None else float(line.amount),
                )
                for line in made.lines
            ],
            warnings=list(made.warnings),
        )

    def _inputs(self) -> type[TransformInputs]:
        first = self.sources[0]
        fields: dict[str, Any] = {}
        if len(self.sources) > 1:
            types = tuple(family.record_type for family in self.sources)
            fields["source_type"] = (
                Literal[types],
                Field(default=first.record_type, description="Type of the source."),
            )
        names = " or ".join(family.singular for family in self.sources)
        fields["record_id"] = (
            RecordId | None,
            Field(
                default=None,
                description=f"Internal ID of the {names}. Give this or external_id.",
                json_schema_extra={"x-choices": {"source": first.group}},
            ),
        )
        fields[f"{self.word}_external_id"] = (
            ExternalId | None,
            Field(
                default=None,
                description="Your own ID for the new record. With it repeating is safe: the record that has it is "
                "given back instead of making another.",
            ),
        )
        fields["lines"] = (
            list[self.line],  # type: ignore[name-defined]
            Field(
                default=[],
                max_length=1000,
                description=f"Lines to {self.words.verb}. Left out: everything that is open. With lines given, "
                "those without a quantity, such as discounts, are taken only where they are named.",
            ),
        )
        name = self.key.title().replace("-", "") + "Inputs"
        return create_model(name, __base__=self.inputs, __module__=__name__, **fields)
