"""A key in Redis that many hosts share. The server's clock counts; PUBLISH rings.

A change reads, steps, and writes only if nobody has written in between, else begins anew.
"""

from __future__ import annotations

import secrets
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from suiteplug.connector.lanes.stores.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from suiteplug.connector.lanes.stores.store import Step

T = TypeVar("T")

_SECONDS = 2.0
_KEEP_MS = 30 * 24 * 3600 * 1000
"""An account that nobody has used for so long is forgotten."""

_MOST_TRIES = 200
_AGAIN_S = 1.0

_WRITE = """
local now = redis.call('GET', KEYS[1]) or ''
if now ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
redis.call('PUBLISH', KEYS[2], ARGV[4])
return 1
"""


class RedisLanes:
    """Lanes in Redis; ``url`` is ``redis://host:6379/0``, ``rediss://`` or ``unix://path``."""

    poll_s: float | None = None

    def __init__(self, url: str) -> None:
        self._url = url
        self._name = secrets.token_hex(4)
        self._client = _client(url)
        self._write = self._client.register_script(_WRITE)
        self._listener: _Listener | None = None

    @property
    def place(self) -> str:
        """Host and database."""
        parts = urlsplit(self._url)
        return f"{parts.scheme}://{parts.hostname or ''}{f':{parts.port}' if parts.port else ''}{parts.path}"

    def change(self, account: str, step: Step[T]) -> T:
        """Read and step until nobody has come in between."""
        key, bell = _keys(account)
        try:
            for _ in range(_MOST_TRIES):
                pipeline: Any = self._client.pipeline(transaction=False)
                text, (seconds, micros) = pipeline.get(key).time().execute()
                new, result = step(text, seconds + micros / 1e6)
                if new is None or self._write(keys=[key, bell], args=[text or "", new, _KEEP_MS, self._name]):
                    return result
        except redis.RedisError as error:
            raise StoreError(str(error)) from None
        raise StoreError(f"others always came first, {_MOST_TRIES} times")

    def changed(self) -> bool:
        """The listener tells."""
        return False

    def listen(self, account: str, ring: Callable[[], None]) -> None:
        """Subscribe, on a connection of its own."""
        self._listener = _Listener(self._url, _keys(account)[1], self._name, ring)
        self._listener.start()

    def close(self) -> None:
        """Close all connections."""
        if self._listener is not None:
            self._listener.stop(self._client)
            self._listener = None
        self._client.close()


class _Listener(threading.Thread):
    """Waits for the bell; subscribes again when the connection is lost."""

    def __init__(self, url: str, bell: str, own: str, ring: Callable[[], None]) -> None:
        super().__init__(name="suiteplug-lanes-bell", daemon=True)
        self._url = url
        self._bell = bell
        self._own = own
        self._ring = ring
        self._ended = threading.Event()

    def run(self) -> None:
        """Listen until stopped."""
        while not self._ended.is_set():
            with suppress(redis.RedisError, OSError):
                self._listen()
            self._ended.wait(_AGAIN_S)

    def stop(self, client: redis.Redis) -> None:
        """End the thread: the bell itself wakes it."""
        self._ended.set()
        with suppress(redis.RedisError):
            client.publish(self._bell, "")
        self.join(_SECONDS)

    def _listen(self) -> None:
        with _client(self._url) as client, client.pubsub(ignore_subscribe_messages=True) as subscription:
            subscription.subscribe(self._bell)
            while not self._ended.is_set():
                message = subscription.get_message(timeout=_SECONDS)
                if message is not None and message["data"] != self._own:
                    self._ring()


def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(
        url,
        decode_responses=True,
        socket_timeout=_SECONDS,
        socket_connect_timeout=_SECONDS,
        retry=Retry(NoBackoff(), 1),
        client_name="suiteplug-lanes",
    )


def _keys(account: str) -> tuple[str, str]:
    """Key and channel; the braces keep them on one node of a cluster."""
    return f"suiteplug:lanes:{{{account}}}", f"suiteplug:lanes:{{{account}}}:bell"
