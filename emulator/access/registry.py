"""All credentials of one account, kept in its database."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from suiteplug.emulator.access.model import AccessToken, Certificate, Integration
from suiteplug.emulator.roles import Level, Restrictions, Role, SegmentRestriction, User

if TYPE_CHECKING:
    from suiteplug.emulator.state import AccountState

_STATE = "access"
MAX_CERTIFICATES = 5
"""Active certificates of one integration record (Oracle help: subsect_162755332391)."""


class Access:
    """Integration records, tokens, certificates, users and roles, looked up by what a request carries.

    Call ``save`` after changing an entry in place.
    """

    def __init__(self, state: AccountState) -> None:
        self._state = state
        self.integrations: dict[str, Integration] = {}
        self.tokens: dict[str, AccessToken] = {}
        self.certificates: dict[str, Certificate] = {}
        self.users: dict[str, User] = {}
        self.roles: dict[str, Role] = {}
        self._by_client_id: dict[str, Integration] = {}
        self._load(state.load(_STATE) or {})

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been set up yet."""
        return not self.integrations

    @property
    def default_role_id(self) -> str:
        """The role a user lands in: the first that is not the administrator."""
        return next(role.id for role in self.roles.values() if not role.administrator)

    def integration_of(self, client_id: str) -> Integration | None:
        """The record with this client ID (consumer key)."""
        return self._by_client_id.get(client_id)

    def add_integration(self, integration: Integration) -> None:
        """Add or replace an integration record."""
        self.integrations[integration.id] = integration
        self._by_client_id[integration.client_id] = integration
        self.save()

    def add_token(self, token: AccessToken) -> None:
        """Add a TBA access token."""
        self.tokens[token.token_id] = token
        self.save()

    def add_certificate(self, certificate: Certificate) -> None:
        """Add a certificate.

        Raises:
            ValueError: The certificate is known already, also when revoked, or the record holds five active ones.
        """
        if certificate.certificate_id in self.certificates:
            raise ValueError("This certificate has been used before. Upload a new one.")
        active = [
            known
            for known in self.certificates.values()
            if known.integration_id == certificate.integration_id and not known.revoked
        ]
        if len(active) >= MAX_CERTIFICATES:
            raise ValueError(f"An integration record holds at most {MAX_CERTIFICATES} active certificates.")
        self.certificates[certificate.certificate_id] = certificate
        self.save()

    def add_user(self, user: User) -> None:
        """Add a user."""
        self.users[user.id] = user
        self.save()

    def add_role(self, role: Role) -> None:
        """Add or replace a role."""
        self.roles[role.id] = role
        self.save()

    def save(self) -> None:
        """Keep everything as it stands now."""
        self._state.save(
            _STATE,
            {
                "integrations": [asdict(entry) for entry in self.integrations.values()],
                "tokens": [asdict(entry) for entry in self.tokens.values()],
                "certificates": [asdict(entry) for entry in self.certificates.values()],
                "users": [asdict(entry) for entry in self.users.values()],
                "roles": [asdict(entry) for entry in self.roles.values()],
            },
        )

    def _load(self, saved: dict[str, Any]) -> None:
        """Restore what ``save`` wrote."""
        for entry in saved.get("integrations", ()):
            uris, scopes = tuple(entry["redirect_uris"]), tuple(entry["scopes"])
            integration = Integration(**{**entry, "redirect_uris": uris, "scopes": scopes})
            self.integrations[integration.id] = integration
            self._by_client_id[integration.client_id] = integration
        self.tokens = {entry["token_id"]: AccessToken(**entry) for entry in saved.get("tokens", ())}
        self.certificates = {entry["certificate_id"]: Certificate(**entry) for entry in saved.get("certificates", ())}
        self.users = {entry["id"]: User(**entry) for entry in saved.get("users", ())}
        self.roles = {entry["id"]: _role(entry) for entry in saved.get("roles", ())}


def _role(saved: dict[str, Any]) -> Role:
    """A role with its levels as enum members again."""
    permissions = {name: Level(level) for name, level in saved["permissions"].items()}
    kept = saved.get("restrictions") or {}
    segments = tuple(SegmentRestriction(**entry) for entry in kept.get("segments", ()))
    restrictions = Restrictions(**{**kept, "selected": tuple(kept.get("selected", ())), "segments": segments})
    levels = {"permissions": permissions, "default": Level(saved["default"])}
    return Role(**{**saved, **levels, "restrictions": restrictions})
