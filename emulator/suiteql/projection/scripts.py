"""Rows of ``script`` and ``scriptdeployment``: the RESTlets that are deployed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from suiteplug.emulator.restlet.registry import RestletRegistry
    from suiteplug.emulator.suiteql.projection.rows import RowWriter

NAME = "script"


class ScriptRows:
    """Written when somebody asks for them, and only when something was deployed since."""

    def __init__(self, restlets: RestletRegistry) -> None:
        self._restlets = restlets
        self._written = -1

    def write(self, writers: Mapping[str, RowWriter]) -> None:
        """Replace the rows of both tables."""
        deployed = self._restlets.deployed
        if len(deployed) == self._written:
            return
        self._written = len(deployed)
        for name in ("script", "scriptdeployment"):
            writers[name].clear()
        writers["script"].write(
            {
                "id": entry.internal_id,
                "scriptid": entry.script_id.upper(),
                "name": entry.script_id,
                "scripttype": "RESTLET",
            }
            for entry in deployed
        )
        writers["scriptdeployment"].write(
            {
                "primarykey": place,
                "scriptid": entry.deployment_id.upper(),
                "script": entry.internal_id,
                "title": entry.deployment_id,
                "status": "RELEASED",
                "isdeployed": True,
            }
            for place, entry in enumerate(deployed, start=1)
        )
