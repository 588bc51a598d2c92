"""The error for a call that is not even tried, because the account's circuit breaker is open."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from suiteplug.connector.errors import NetSuiteConnectorError, SignInError, UnavailableError
from suiteplug.connector.lanes.health import Barrier, Sign

if TYPE_CHECKING:
    from suiteplug.connector.errors import RequestReference


def turned_away(barrier: Barrier, *, summary: str, request: RequestReference) -> NetSuiteConnectorError:
    """Says what closed the way, and when it is tried again."""
    wait_s = max(1, math.ceil(barrier.wait_s))
    if barrier.sign is Sign.SIGN_IN:
        return SignInError(
            f"Could not {summary}: not tried, because NetSuite refused these credentials: {barrier.reason.message}",
            code=barrier.reason.code or "CREDENTIALS_REFUSED",
            cause=f"{barrier.reason.cause} Failed sign-ins lock the user, so that nothing was sent this time.".strip(),
            fix=f"{barrier.reason.fix} A corrected connection is tried at once, and so is verify-connection; "
            f"this one again in {wait_s} s.".strip(),
            request=request,
            retry_after_s=float(wait_s),
        )
    return UnavailableError(
        f"Could not {summary}: not tried, because NetSuite is down: {barrier.reason.message}",
        code="ACCOUNT_DOWN",
        cause="The last requests to this account all failed this way. Nothing was sent this time.",
        fix=f"Run it again later, which is safe. The next try to reach NetSuite is in {wait_s} s; see "
        "status.netsuite.com.",
        request=request,
        retry_after_s=float(wait_s),
    )
