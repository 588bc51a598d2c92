"""What an attempt shows about the account: overload, an outage, dead credentials. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from suiteplug.connector.errors import ReauthorizationRequiredError, SignInError
from suiteplug.connector.lanes.health import Sign
from suiteplug.connector.retry import Failure

if TYPE_CHECKING:
    from suiteplug.connector.errors import NetSuiteConnectorError

_UNAUTHORIZED = 401
_OUTAGE = frozenset({502, 503, 504})
"""A 500 belongs to the request: NetSuite answers so to a query with a field that does not exist, too."""

_SLOW_REFUSAL_S = 30.0
_INVALID_LOGIN = re.compile(r"invalid[ _]login", re.IGNORECASE)


def sign_of(failure: Failure, error: NetSuiteConnectorError) -> Sign:
    """What a failed attempt shows. A time-out shows nothing: the request may just be a slow one."""
    if failure is Failure.NEVER_SENT:
        return Sign.DOWN
    if failure is Failure.REFUSED:
        return Sign.OVERLOAD
    if failure is Failure.LOST:
        return Sign.DOWN if error.http_status in _OUTAGE else Sign.NOTHING
    if isinstance(error, SignInError):
        return Sign.NOTHING if isinstance(error, ReauthorizationRequiredError) else Sign.SIGN_IN
    return Sign.FINE if error.http_status is not None else Sign.NOTHING


def is_overload_in_disguise(
    error: NetSuiteConnectorError, *, took_s: float, in_flight: int, accepted_before: bool
) -> bool:
    """Whether a refused sign-in means too many requests.

    Under load NetSuite may answer "Invalid login attempt" after about a minute to credentials that are good
    (public: julbrs/netsuite-api-client, issue 26). A true refusal comes at once; five of them lock a user, so that
    only this slow kind is doubted.
    """
    return (
        accepted_before
        and error.http_status == _UNAUTHORIZED
        and in_flight > 1
        and took_s >= _SLOW_REFUSAL_S
        and _INVALID_LOGIN.search(f"{error.message} {error.code} {error.reply}") is not None
    )
