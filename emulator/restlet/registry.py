"""Which scripts are deployed, by script and deployment ID."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

EntryPoint = Callable[[Any], Any]
"""Takes the parameters (GET, DELETE) or the body (POST, PUT); gives a JSON value, a text or a ``RestletReply``."""


@dataclass(frozen=True, slots=True)
class Restlet:
    """One deployed script.

    Attributes:
        script_id: ``customscript_…``.
        internal_id: Number of the script record.
        deployment_id: ``customdeploy_…``.
        deployment_number: Number of the deployment.
        entry_points: HTTP method to function.
    """

    script_id: str
    internal_id: str
    deployment_id: str
    entry_points: Mapping[str, EntryPoint] = field(default_factory=dict)
    deployment_number: str = "1"

    def answers_to(self, script: str, deploy: str) -> bool:
        """Whether a call means this deployment; numbers and string IDs both work."""
        return script in {self.script_id, self.internal_id} and deploy in {
            self.deployment_id,
            self.deployment_number,
        }


class RestletRegistry:
    """The deployments of one account."""

    def __init__(self) -> None:
        self._deployed: list[Restlet] = []

    @property
    def deployed(self) -> tuple[Restlet, ...]:
        """All deployments, oldest first."""
        return tuple(self._deployed)

    def deploy(self, restlet: Restlet) -> None:
        """Add a deployment."""
        self._deployed.append(restlet)

    def deploy_all_of(self, other: RestletRegistry) -> None:
        """Add the deployments of another registry that this one lacks."""
        for entry in other._deployed:
            if self.find(entry.script_id, entry.deployment_id) is None:
                self._deployed.append(entry)

    def find(self, script: str, deploy: str) -> Restlet | None:
        """The deployment a call names."""
        return next((entry for entry in self._deployed if entry.answers_to(script, deploy)), None)
