"""manifest.json: everything a host needs to draw forms and call actions, made from the specs.

Names follow the Model Context Protocol where it has them (``title``, ``description``, ``inputSchema``,
``outputSchema``, ``annotations``, ``icons``). ``docs/manifest.schema.json`` describes the document.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import suiteplug
from suiteplug import manifest_file, registry
from suiteplug.connector import errors
from suiteplug.schemas import schema_of

if TYPE_CHECKING:
    from pydantic import BaseModel

    from suiteplug.connector.spec import ActionSpec, ConnectionSpec, DataSourceSpec

_GROUPS = {
    "connection": "Connection",
    "queries": "Queries",
    "metadata": "Metadata",
    "records": "Records",
    "sublists": "Sublists",
    "batch": "Batches and jobs",
    "customers": "Customers",
    "sales-orders": "Sales orders",
    "invoices": "Invoices",
    "items": "Items",
    "item-fulfillments": "Item fulfillments",
    "vendors": "Vendors",
    "contacts": "Contacts",
    "employees": "Employees",
    "inventory": "Stock and prices",
    "purchase-orders": "Purchase orders",
    "item-receipts": "Item receipts",
    "vendor-bills": "Vendor bills",
    "customer-payments": "Customer payments",
    "credit-memos": "Credit memos",
    "return-authorizations": "Return authorizations",
    "cash-sales": "Cash sales",
    "journal-entries": "Journal entries",
    "restlets": "RESTlets",
    "raw": "Raw requests",
}


def build() -> dict[str, Any]:
    """The manifest as JSON values; the same every time."""
    actions = registry.actions()
    return {
        "$schema": "docs/manifest.schema.json",
        "manifestVersion": 1,
        "name": "suiteplug",
        "title": "NetSuite",
        "version": suiteplug.__version__,
        "description": "Move orders, customers, invoices, stock and payments between NetSuite and other systems.",
        "categories": ["erp", "accounting", "commerce", "inventory"],
        "icons": [{"src": _icon(), "mimeType": "image/svg+xml", "sizes": ["any"]}],
        "command": {"run": ["suiteplug", "run", "{key}", "--inputs", "-"]},
        "groups": [{"key": key, "title": title} for key, title in _GROUPS.items()],
        "connections": [_connection(spec) for spec in registry.connections()],
        "actions": [_action(spec) for spec in actions],
        "dataSources": [_data_source(spec) for spec in registry.data_sources().values()],
        "errors": _errors(),
    }


def render() -> str:
    """The text of manifest.json."""
    return json.dumps(build(), indent=2, ensure_ascii=False) + "\n"


def write() -> Path:
    """Write manifest.json; gives its path."""
    target = manifest_file.path()
    target.write_text(render(), encoding="utf-8")
    return target


def is_current() -> bool:
    """Whether manifest.json says what the code says."""
    target = manifest_file.path()
    return target.is_file() and target.read_text(encoding="utf-8") == render()


def _action(spec: ActionSpec[Any, Any]) -> dict[str, Any]:
    return {
        "key": spec.key,
        "toolName": spec.key.replace("-", "_"),
        "title": spec.title,
        "description": spec.description,
        "guidance": spec.guidance,
        "group": spec.group,
        "effect": spec.effect.value,
        "annotations": {"title": spec.title, **spec.annotations},
        "inputSchema": _schema(spec.inputs, "validation"),
        "outputSchema": _schema(spec.output, "serialization"),
        "examples": [
            {"title": example.title, "input": dict(example.inputs), "output": dict(example.output)}
            for example in spec.examples
        ],
        "idempotency": {
            "kind": spec.idempotency.value,
            "settle": spec.settle,
            **({"settledBy": spec.settled_by.value} if spec.settled_by else {}),
        },
        "permissions": list(spec.permissions),
        "features": list(spec.features),
        "release": spec.release,
        "errors": [error.__name__ for error in spec.errors],
        "cost": spec.cost.value,
        "source": spec.source,
        "aliases": list(spec.aliases),
    }


def _connection(spec: ConnectionSpec) -> dict[str, Any]:
    schema = schema_of(spec.model, "validation")
    return {
        "key": spec.key,
        "title": spec.title,
        "description": spec.description,
        "default": spec.default,
        "inputSchema": schema,
        "secrets": [name for name, field in schema["properties"].items() if _is_secret(field)],
        "setupSteps": list(spec.setup_steps),
        "pitfalls": list(spec.pitfalls),
        "expiry": spec.expiry,
        "ends": spec.ends,
        "sources": list(spec.sources),
    }


def _schema(model: type[BaseModel], mode: Literal["validation", "serialization"]) -> dict[str, Any]:
    return schema_of(model, mode)


def _is_secret(field: dict[str, Any]) -> bool:
    return any(branch.get("writeOnly", False) for branch in (field, *field.get("anyOf", [])))


def _data_source(spec: DataSourceSpec) -> dict[str, Any]:
    return {"key": spec.key, "title": spec.title, "dependsOn": list(spec.depends_on)}


def _errors() -> list[dict[str, Any]]:
    """The error tree, parents first."""
    entries: list[dict[str, Any]] = []

    def walk(kind: type[errors.NetSuiteConnectorError], parent: str) -> None:
        meaning = (kind.__doc__ or "").strip().partition("\n")[0]
        entry = {"name": kind.__name__, "parent": parent, "exitCode": kind.exit_code, "retry": str(kind.retry)}
        entries.append({**entry, "meaning": meaning})
        for child in kind.__subclasses__():
            walk(child, kind.__name__)

    for branch in errors.NetSuiteConnectorError.__subclasses__():
        walk(branch, "")
    return entries


def _icon() -> str:
    """The icon as a data URI, so that a host needs nothing but this file."""
    packaged = Path(__file__).resolve().parent / "data" / "icon.svg"
    svg = packaged if packaged.is_file() else packaged.parent.parent.parent / "docs" / "icon.svg"
    return "data:image/svg+xml;base64," + base64.b64encode(svg.read_bytes()).decode()
