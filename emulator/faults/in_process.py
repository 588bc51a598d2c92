"""How a broken connection looks to a program that talks to the account without a socket.

``httpx.ASGITransport`` hands on what the application raises, so the application raises what httpx itself raises when a
socket does the same.
"""

from __future__ import annotations

import httpx


def lost_before_reply() -> Exception:
    """The peer hung up and had said nothing."""
    return httpx.RemoteProtocolError("Server disconnected without sending a response.")


def lost_within_body(sent: int, promised: int) -> Exception:
    """The peer hung up within the body."""
    return httpx.RemoteProtocolError(
        f"peer closed connection without sending complete message body (received {sent} bytes, expected {promised})"
    )


def no_reply_in_time() -> Exception:
    """The caller's own limit for reading passed."""
    return httpx.ReadTimeout("The read operation timed out")
