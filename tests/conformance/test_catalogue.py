"""Every action and connection keeps the rules that hosts rely on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from suiteplug import manifest, manifest_file, registry, runner
from suiteplug.connector import errors
from suiteplug.connector.spec import ConnectionSpec, Effect, Idempotency

if TYPE_CHECKING:
    from collections.abc import Iterator

    from suiteplug.registry import AnyAction

PROMISED = [
    "verify-connection",
    "run-suiteql",
    "export-query",
    "list-record-types",
    "get-record-metadata",
    "list-records",
    "get-record",
    "create-record",
    "update-record",
    "upsert-record",
    "delete-record",
    "list-customers",
    "get-customer",
    "create-customer",
    "update-customer",
    "list-sales-orders",
    "get-sales-order",
    "list-invoices",
    "get-invoice",
    "list-items",
    "get-item",
    "list-item-fulfillments",
    "get-item-fulfillment",
    "create-item-fulfillment",
    "get-sublist",
    "add-sublist-item",
    "update-sublist-item",
    "remove-sublist-item",
    "transform-record",
    "raw-request",
    "create-records",
    "update-records",
    "upsert-records",
    "delete-records",
    "get-records",
    "get-job",
    "list-job-tasks",
    "get-job-result",
    "wait-for-job",
]

ACTIONS = registry.actions()
CONNECTIONS = registry.connections()


def ids(specs: tuple[Any, ...]) -> list[str]:
    return [spec.key for spec in specs]


def properties(schema: dict[str, Any], path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """All properties of a schema, of its definitions and of its lists."""
    for name, field in schema.get("properties", {}).items():
        yield f"{path}{name}", field
        yield from properties(field, f"{path}{name}.")
        if isinstance(field.get("items"), dict):
            yield from properties(field["items"], f"{path}{name}[].")
    for name, inner in schema.get("$defs", {}).items():
        yield from properties(inner, f"{name}:")


def test_every_promised_key_is_there() -> None:
    assert sorted(set(PROMISED) - {spec.key for spec in ACTIONS}) == []


def test_the_manifest_says_what_the_code_says() -> None:
    assert manifest.is_current(), "run: suiteplug manifest --write"


def test_the_manifest_fits_its_own_schema() -> None:
    schema = json.loads((Path(__file__).parents[2] / "docs" / "manifest.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    problems = [
        f"{list(p.absolute_path)}: {p.message}" for p in Draft202012Validator(schema).iter_errors(manifest.build())
    ]
    assert problems == []


def test_the_manifest_holds_only_json() -> None:
    assert json.loads(manifest.render()) == manifest.build()
    assert manifest_file.load()["version"] == manifest.build()["version"]


@pytest.mark.parametrize("spec", ACTIONS, ids=ids(ACTIONS))
class TestAction:
    def test_schemas_are_valid_closed_and_plain_at_the_top(self, spec: AnyAction) -> None:
        entry = manifest_file.action(spec.key)
        assert entry is not None
        for schema in (entry["inputSchema"], entry["outputSchema"]):
            Draft202012Validator.check_schema(schema)
            assert schema["type"] == "object"
            assert not {"anyOf", "oneOf", "allOf"} & set(schema)  # some model providers refuse the whole list then
            assert schema["additionalProperties"] is False

    def test_every_property_is_described(self, spec: AnyAction) -> None:
        entry = manifest_file.action(spec.key)
        assert entry is not None
        bare = [
            name
            for schema in (entry["inputSchema"], entry["outputSchema"])
            for name, field in properties(schema)
            if not field.get("description") and "$ref" not in field and "const" not in field
        ]
        assert bare == []

    def test_examples_fit_both_schemas(self, spec: AnyAction) -> None:
        assert spec.examples
        for example in spec.examples:
            runner.read_inputs(spec, dict(example.inputs))
            spec.output.model_validate(dict(example.output))
            entry = manifest_file.action(spec.key)
            assert entry is not None
            Draft202012Validator(entry["outputSchema"]).validate(dict(example.output))

    def test_it_can_be_debugged_and_names_who_may_do_it(self, spec: AnyAction) -> None:
        assert "debug" in spec.inputs.model_fields
        assert spec.permissions or spec.effect is Effect.ANY
        assert spec.source.startswith("https://docs.oracle.com/")
        assert spec.errors

    def test_texts_are_sentences(self, spec: AnyAction) -> None:
        for text in (spec.description, spec.guidance):
            assert text[0].isupper()
            assert text.rstrip().endswith((".", ")"))
        assert not spec.title.endswith(".")

    def test_a_write_says_how_a_lost_answer_is_settled(self, spec: AnyAction) -> None:
        assert (spec.settled_by is None) == (spec.effect is Effect.READ)

    def test_a_write_that_may_not_be_repeated_says_how_to_settle_it(self, spec: AnyAction) -> None:
        if spec.effect is not Effect.READ and spec.idempotency is not Idempotency.NATURAL:
            assert spec.settle

    def test_verb_and_effect_agree(self, spec: AnyAction) -> None:
        verbs = {
            "get": {Effect.READ},
            "list": {Effect.READ},
            "run": {Effect.READ, Effect.ANY},
            "attach": {Effect.UPDATE},
            "detach": {Effect.UPDATE},
            "call": {Effect.ANY},
            "verify": {Effect.READ},
            "wait": {Effect.READ},
            "export": {Effect.READ},
            "create": {Effect.CREATE},
            "add": {Effect.CREATE, Effect.UPDATE},
            "update": {Effect.UPDATE},
            "upsert": {Effect.UPSERT},
            "delete": {Effect.DELETE},
            "remove": {Effect.UPDATE, Effect.DELETE},
            "transform": {Effect.CREATE},
            "receive": {Effect.CREATE},
            "bill": {Effect.CREATE},
            "credit": {Effect.CREATE},
            "raw": {Effect.ANY},
        }
        assert spec.effect in verbs[spec.key.partition("-")[0]]

    def test_choices_lead_to_a_data_source(self, spec: AnyAction) -> None:
        entry = manifest_file.action(spec.key)
        assert entry is not None
        sources = registry.data_sources()
        for _, field in properties(entry["inputSchema"]):
            choice = field.get("x-choices")
            if choice:
                assert choice["source"] in sources
                assert set(choice.get("depends_on", [])) <= set(entry["inputSchema"]["properties"])

    def test_errors_are_branches_of_the_tree(self, spec: AnyAction) -> None:
        assert all(issubclass(kind, errors.NetSuiteConnectorError) for kind in spec.errors)


@pytest.mark.parametrize("spec", CONNECTIONS, ids=ids(CONNECTIONS))
class TestConnection:
    def test_fields_say_where_their_values_stand(self, spec: ConnectionSpec) -> None:
        entry = next(c for c in manifest_file.load()["connections"] if c["key"] == spec.key)
        schema = entry["inputSchema"]
        Draft202012Validator.check_schema(schema)
        for name, field in schema["properties"].items():
            assert field.get("description") or "const" in field, name
            if name in schema["required"] and name != "type":
                assert field.get("x-menu-path"), name

    def test_secrets_are_marked(self, spec: ConnectionSpec) -> None:
        entry = next(c for c in manifest_file.load()["connections"] if c["key"] == spec.key)
        looks_secret = {
            n for n in entry["inputSchema"]["properties"] if "secret" in n or n in {"private_key", "refresh_token"}
        }
        assert looks_secret <= set(entry["secrets"])

    def test_it_can_be_set_up_from_the_manifest_alone(self, spec: ConnectionSpec) -> None:
        assert spec.setup_steps
        assert spec.pitfalls
        assert spec.expiry


def test_there_are_three_ways_to_sign_in_and_one_default() -> None:
    assert {spec.key for spec in CONNECTIONS} == {"oauth-client-credentials", "oauth-authorization-code", "tba"}
    assert [spec.key for spec in CONNECTIONS if spec.default] == ["oauth-client-credentials"]


def test_no_two_actions_share_a_name() -> None:
    names = [name for spec in ACTIONS for name in (spec.key, *spec.aliases)]
    assert len(names) == len(set(names))


def test_the_error_table_of_the_manifest_is_the_tree() -> None:
    entries = {entry["name"]: entry for entry in manifest.build()["errors"]}
    assert entries["OutcomeUnknownError"]["exitCode"] == 7
    assert entries["ReauthorizationRequiredError"]["parent"] == "SignInError"
    assert all(entry["parent"] in {"", *entries} for entry in entries.values())
