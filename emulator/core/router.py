"""Which door a path belongs to. The longest known prefix decides; hosts do not, all are served on one origin."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.parse import unquote

from suiteplug.emulator.core.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from suiteplug.emulator.core.wire import Request, Response
    from suiteplug.emulator.roles import Level

    Handler = Callable[[Request], Response]

SignInKind = Literal["none", "rest", "restlet"]


@dataclass(frozen=True, slots=True)
class Permission:
    """What a door asks of every caller's role; ``label`` is how the role page shows it."""

    name: str
    level: Level
    label: str


@dataclass(frozen=True, slots=True)
class Route:
    """One door.

    Attributes:
        handle: Answers a request or raises Problem.
        sign_in: Who may come in.
        counted: Whether a request takes one of the account's lanes.
    """

    handle: Handler
    sign_in: SignInKind = "rest"
    counted: bool = True
    permission: Permission | None = None


class Router:
    """Finds the route of a request and tells the request where its door begins."""

    def __init__(self, routes: Mapping[str, Route]) -> None:
        self._routes = {tuple(prefix.strip("/").split("/")): route for prefix, route in routes.items()}
        self._longest = max(map(len, self._routes))

    def find(self, request: Request) -> Route:
        """The route, after setting ``segments`` and ``door_url``.

        Raises:
            Problem: 404, nothing is served there.
        """
        parts = request.raw_path.split("/")[1:]
        for length in range(min(self._longest, len(parts)), 0, -1):
            route = self._routes.get(tuple(parts[:length]))
            if route is not None:
                request.segments = tuple(unquote(part) for part in parts[length:] if part)
                request.door_url = "/".join([request.origin, *parts[:length]])
                return route
        raise Problem(404, "INVALID_REQUEST", "There is nothing at this URL.", url_part=request.path)


def not_emulated(what: str) -> Handler:
    """A door that says that it is missing."""

    def handle(_: Request) -> Response:
        raise Problem.not_emulated(what)

    return handle


def unknown_service(request: Request) -> Response:
    """Anything else below ``/services/rest``; ``OPTIONS`` answers 204, which public clients use as a probe."""
    raise Problem(404, "INVALID_REQUEST", "There is no such service.", url_part=request.path)
