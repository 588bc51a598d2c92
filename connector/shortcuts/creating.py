"""Create actions, made from a description: inputs, body, the look whether it is there already, ActionSpec."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import Field, create_model

from suiteplug.connector.inputs import ActionInputs, ActionModel, ActionOutput, ExternalId, JsonObject
from suiteplug.connector.records.declared import REST, WRITE_ERRORS, NewRecordId, Warnings, oracle_help
from suiteplug.connector.records.ref import RecordRef
from suiteplug.connector.shortcuts.bodies import merged
from suiteplug.connector.spec import ActionSpec, Cost, Effect, Idempotency, SettledBy

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from suiteplug.connector.session import Session
    from suiteplug.connector.shortcuts.families import RecordFamily
    from suiteplug.connector.spec import Example


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One input and the NetSuite field it sets; a ``reference`` is sent as ``{"id": ...}``."""

    name: str
    field: str
    type: Any
    description: str
    reference: bool = False
    choices: str = ""
    required: bool = False

    @property
    def model_field(self) -> tuple[Any, Any]:
        """Type and default as pydantic takes them."""
        marks: Any = {"x-choices": {"source": self.choices}} if self.choices else None
        if self.required:
            return self.type, Field(description=self.description, json_schema_extra=marks)
        return self.type | None, Field(default=None, description=self.description, json_schema_extra=marks)


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenLines:
    """A list of inputs that becomes a sublist."""

    name: str
    sublist: str
    line: tuple[Given, ...]
    description: str
    required: bool = False


class CreateInputs(ActionInputs):
    """What every create takes."""

    external_id: ExternalId | None = Field(
        default=None,
        description="Your own ID for the new record. With it repeating is safe: the record that has it is given back "
        "instead of making another.",
    )
    fields: JsonObject = Field(default={}, description="More fields with NetSuite's own names, such as custom ones.")


class CreateOutput(ActionOutput):
    """The new record."""

    record_type: str = Field(description="Type of the record.")
    record_id: NewRecordId
    created: bool = Field(description="False when a record with this external ID was there before; it is as it was.")
    warnings: Warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateShortcut:
    """A new record of one family.

    ``check(inputs)`` raises InputError for what can be known to be wrong; ``also(inputs)`` adds to the body.
    """

    family: RecordFamily
    given: tuple[Given, ...]
    lines: tuple[GivenLines, ...] = ()
    check: Callable[[Any], None] | None = None
    also: Callable[[Any], JsonObject] | None = None

    def action(
        self, *, description: str, guidance: str, examples: tuple[Example, ...], source: str = "section_1545141395"
    ) -> ActionSpec[Any, CreateOutput]:
        """The ActionSpec; ``source`` is the page of Oracle's help."""
        key = f"create-{self.family.singular.replace(' ', '-')}"

        async def run(session: Session, inputs: Any) -> CreateOutput:
            return await self._run(session, inputs)

        return ActionSpec(
            key=key,
            title=f"Create {self.family.singular}",
            description=description,
            guidance=f"{guidance} With external_id repeating is safe: the record that has it is given back unchanged. "
            "Without it a repeat creates another. Other fields go into fields with NetSuite's own names.",
            group=self.family.group,
            effect=Effect.CREATE,
            inputs=self._inputs(key),
            output=CreateOutput,
            run=run,
            examples=examples,
            idempotency=Idempotency.EXTERNAL_ID,
            settled_by=SettledBy.EXTERNAL_ID,
            settle="Run it again with the same external_id; without one, look with "
            f"list-{self.family.plural.replace(' ', '-')} first.",
            permissions=(REST, f"{self.family.permission} (Create)"),
            errors=WRITE_ERRORS,
            cost=Cost.FEW,
            source=oracle_help(source),
        )

    async def _run(self, session: Session, inputs: Any) -> CreateOutput:
        if self.check is not None:
            self.check(inputs)
        body = self._body(inputs)
        record_type = self.family.record_type
        external_id: str | None = inputs.external_id
        if external_id is not None:
            ref = RecordRef(record_type, external_id=external_id)
            # what an earlier run of this call has begun to make is its own
            found = None if session.once.resumed else await session.records.find_id(ref)
            if found is not None:
                return CreateOutput(record_type=record_type, record_id=found, created=False, warnings=[])
            body["externalId"] = external_id
        written = await session.records.create(record_type, body)
        return CreateOutput(
            record_type=record_type, record_id=written.record_id, created=True, warnings=list(written.warnings)
        )

    def _body(self, inputs: Any) -> JsonObject:
        body = _members(inputs, self.given)
        named = {entry.field.lower(): entry.name for entry in self.given if entry.field in body}
        for entry in self.lines:
            lines = getattr(inputs, entry.name)
            if lines:
                body[entry.sublist] = {"items": [_members(line, entry.line) for line in lines]}
                named[entry.sublist.lower()] = entry.name
        named["externalid"] = "external_id"
        if self.also is not None:
            body |= self.also(inputs)
        return merged(body, inputs.fields, named)

    def _inputs(self, key: str) -> type[CreateInputs]:
        name = key.title().replace("-", "")
        fields: dict[str, Any] = {entry.name: entry.model_field for entry in self.given}
        for entry in self.lines:
            members: dict[str, Any] = {given.name: given.model_field for given in entry.line}
            line = create_model(
                f"{name}{entry.name.title().replace('_', '')}", __base__=ActionModel, __module__=__name__, **members
            )
            limits = Field(min_length=1 if entry.required else 0, max_length=1000, description=entry.description)
            lines = Annotated[list[line], limits]
            fields[entry.name] = (lines, ...) if entry.required else (lines, [])
        return create_model(f"{name}Inputs", __base__=CreateInputs, __module__=__name__, **fields)


def _members(inputs: Any, given: Iterable[Given]) -> JsonObject:
    body: JsonObject = {}
    for entry in given:
        value = getattr(inputs, entry.name)
        if value is None:
            continue
        if isinstance(value, date):
            value = value.isoformat()
        body[entry.field] = {"id": value} if entry.reference else value
    return body
