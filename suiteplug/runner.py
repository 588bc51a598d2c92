"""The one path of a call: look the action up, check the inputs, run it, check the output, report."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from suiteplug import registry, schemas
from suiteplug.connector.call import Call, Priority, current_call
from suiteplug.connector.errors import (
    ContractError,
    ErrorDetail,
    InputError,
    NetSuiteConnectorError,
    PermissionDeniedError,
    SchemaViolationError,
)
from suiteplug.connector.exactly_once.once import Kept
from suiteplug.connector.explaining.permissions import name_permissions
from suiteplug.connector.faults.complete import complete
from suiteplug.connector.spec import Cost, Effect
from suiteplug.connector.watching import watched

if TYPE_CHECKING:
    from typing import Unpack

    from suiteplug.connector.call import CallWords
    from suiteplug.connector.session import Session
    from suiteplug.connector.spec import ActionSpec, ChoicePage, I, O
    from suiteplug.registry import AnyAction

Report = Callable[[int, int | None, str], None]

LONGEST_KEY = 200
"""Characters of an idempotency key."""


class Result(dict[str, Any]):
    """An output as JSON.

    Attributes:
        replayed: An earlier call with the same idempotency key and inputs gave this output; nothing was sent now.
    """

    def __init__(self, members: Mapping[str, Any], *, replayed: bool = False) -> None:
        super().__init__(members)
        self.replayed = replayed


_VALIDATE = {"always": True, "never": False, "remembered": None}


async def invoke(
    session: Session,
    key: str,
    inputs: Mapping[str, Any] | None = None,
    *,
    report: Report | None = None,
    **how: Unpack[CallWords],
) -> Result:
    """Run the action ``key`` and give its output as JSON.

    Raises:
        SchemaViolationError: The inputs break the schema, or ``how`` cannot be right; nothing was sent.
        NetSuiteConnectorError: See the tree in ``connector.errors``.
    """
    spec = registry.action(key)
    model = read_inputs(spec, inputs or {})
    output, replayed = await _invoke(session, spec, model, report, how)
    return Result(output.model_dump(mode="json"), replayed=replayed)


async def invoke_typed(
    session: Session,
    spec: ActionSpec[I, O],
    inputs: I,
    *,
    report: Report | None = None,
    **how: Unpack[CallWords],
) -> O:
    """Run an action with its typed inputs and give its typed output."""
    output, _ = await _invoke(session, spec, inputs, report, how)
    return output


async def _invoke(
    session: Session, spec: ActionSpec[I, O], inputs: I, report: Report | None, how: CallWords
) -> tuple[O, bool]:
    """The output, and whether an earlier call with the same idempotency key gave it."""
    if report is not None:
        session = replace(session, report=report)
    call = _call(session, spec, how, debug=inputs.debug)
    token = current_call.set(call)
    try:
        with watched(session.watchers.calls, call):
            if not call.idempotency_key or spec.effect is Effect.READ:
                return await spec.run(session, inputs), False
            return await _once(session, spec, inputs, call)
    except NetSuiteConnectorError as error:
        error.action = spec.key
        _explain(session, spec, error)
        raise
    except ValidationError as error:
        raise _broken(spec, "its output breaks its own schema") from error
    except Exception as error:
        raise _broken(spec, f"{type(error).__name__} inside the action") from error
    finally:
        current_call.reset(token)


def _explain(session: Session, spec: AnyAction, error: NetSuiteConnectorError) -> None:
    """What the catalogue and the action's own declaration add to an error."""
    complete(error)
    who = session.connection.identity(session.tokens) if isinstance(error, PermissionDeniedError) else None
    name_permissions(error, spec.key, spec.permissions, who.role_id if who else "")


async def _once(session: Session, spec: ActionSpec[I, O], inputs: I, call: Call) -> tuple[O, bool]:
    """Run it, or give what it gave before. Inputs that are as if left out do not make two calls different."""
    output = await session.once.perform(
        call,
        inputs.model_dump(mode="json", exclude_defaults=True, exclude={"debug"}),
        lambda: spec.run(session, inputs),
        lambda output: output.model_dump_json(),
    )
    if isinstance(output, Kept):
        return spec.output.model_validate_json(output.output), True
    return output, False


def _call(session: Session, spec: AnyAction, how: CallWords, *, debug: bool) -> Call:
    """What the host said, with what follows from the action where it said nothing."""
    timeout_s = how.get("timeout_s")
    if timeout_s is not None and not timeout_s > 0:
        raise InputError(
            f"timeout_s is {timeout_s}, which is no time at all.",
            code="TIMEOUT_NOT_POSITIVE",
            field="timeout_s",
            fix="Give the seconds until you stop waiting, more than 0, or leave it out.",
        )
    key = how.get("idempotency_key") or ""  # a host may have none
    if len(key) > LONGEST_KEY or key != key.strip() or not key.isprintable():
        raise InputError(
            "The idempotency key cannot be used.",
            code="IDEMPOTENCY_KEY_INVALID",
            field="idempotency_key",
            fix=f"Give at most {LONGEST_KEY} printable characters, without spaces at the ends.",
        )
    in_volume = spec.effect is Effect.READ and spec.cost in {Cost.PAGED, Cost.FAN_OUT}
    priority = how.get("priority", Priority.BULK if in_volume else Priority.WRITE)
    return Call(
        action=spec.key,
        idempotency_key=key,
        deadline=None if timeout_s is None else session.monotonic() + timeout_s,
        priority=priority,
        run=how.get("run", ""),
        requester=how.get("requester", ""),
        reason=how.get("reason", ""),
        validate=how.get("validate", _VALIDATE[session.connection.check_bodies]),
        debug=debug or current_call.get().debug,
    )


def read_inputs(spec: AnyAction, inputs: Mapping[str, Any]) -> Any:
    """Check inputs against the published schema, then build the model.

    The schema comes first, because it is what hosts and models have read; the model adds rules across members.
    """
    what = spec.key
    instance = schemas.require_mapping(_as_json(inputs), what=what)
    schemas.check(spec.inputs, instance, what=what)
    try:
        return spec.inputs.model_validate(instance)
    except ValidationError as error:
        raise _from_model(error, what) from error


async def choices(
    session: Session,
    key: str,
    *,
    search: str = "",
    cursor: str = "",
    parameters: Mapping[str, str] | None = None,
) -> ChoicePage:
    """One page of the choices of data source ``key``."""
    source = registry.data_source(key)
    given = dict(parameters or {})
    missing = [name for name in source.depends_on if not given.get(name)]
    if missing:
        raise SchemaViolationError(
            f"{key}: '{missing[0]}' is missing.",
            code="SCHEMA_VIOLATION",
            field=missing[0],
            fix=f"Choose {missing[0]} first; the choices of '{key}' depend on it.",
        )
    return await source.list_choices(session, search, cursor, given)


def _as_json(inputs: object) -> object:
    """Inputs as plain JSON values: tuples become lists, mappings become objects."""
    if isinstance(inputs, dict):
        return inputs
    return json.loads(json.dumps(dict(inputs))) if isinstance(inputs, Mapping) else inputs


def _from_model(error: ValidationError, what: str) -> SchemaViolationError:
    readings = [
        (".".join(str(part) for part in entry["loc"]), entry["msg"].removeprefix("Value error, "))
        for entry in error.errors(include_url=False, include_input=False, include_context=False)
    ]
    field, message = readings[0]
    return SchemaViolationError(
        f"{what}: {f'{field}: ' if field else ''}{message}",
        code="SCHEMA_VIOLATION",
        cause="The inputs do not fit together. Nothing was sent.",
        fix="Correct what the message names.",
        field=field,
        details=tuple(ErrorDetail(message=text, path=path) for path, text in readings),
    )


def _broken(spec: AnyAction, why: str) -> ContractError:
    error = ContractError(
        f"{spec.key} failed: {why}.",
        code="INTERNAL_ERROR",
        cause="A fault of suiteplug, or a reply that NetSuite does not document.",
        fix="Report it with the traceback; whether a write happened has to be looked up.",
    )
    error.action = spec.key
    return error
