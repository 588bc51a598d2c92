"""A server that hands out pages of a large table after 100 ms, ready-made and compressed."""

from __future__ import annotations

import asyncio
import gzip
import json
import multiprocessing
import socket
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = 1000
LATENCY_S = 0.1
QUERY = "SELECT id, tranid, entity, trandate, status, memo, foreigntotal, posting, daysopen, duedate FROM transaction"


def _page(number: int, total: int, *, more: bool) -> bytes:
    first = number * PAGE + 1
    rows: list[dict[str, Any]] = [
        {
            "links": [],
            "daysopen": str(row % 90),
            "duedate": f"{row % 12 + 1}/{row % 28 + 1}/2026",
            "entity": str(row % 5000),
            "foreigntotal": f"{row * 1.13:.2f}",
            "id": str(row),
            "memo": f"shop order number {row}",
            "posting": "T" if row % 3 else "F",
            "status": "ABCDEFGH"[row % 8],
            "tranid": f"SO{row}",
            "trandate": f"{row % 12 + 1}/{row % 28 + 1}/2026",
        }
        for row in range(first, first + PAGE)
    ]
    return _packed({"links": [], "count": PAGE, "hasMore": more, "items": rows, "offset": 0, "totalResults": total})


def _packed(body: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(body).encode(), 6)


class _Pages:
    """Answers the three questions of an export, and pages by offset for everybody else."""

    def __init__(self, rows: int) -> None:
        cuts = [{"links": [], "k": str(n), "n": str(n)} for n in range(PAGE, rows + 1, PAGE)]
        self._total = rows
        self._one = _page(7, PAGE, more=False)  # the same bytes for every slice: only their number counts
        self._many = _page(7, rows, more=True)
        self._count = _packed(
            {"count": 1, "hasMore": False, "items": [{"n": str(rows), "k": str(rows), "top": str(rows)}]}
        )
        self._cuts = [
            _packed({"hasMore": at + PAGE < len(cuts), "items": cuts[at : at + PAGE], "totalResults": len(cuts)})
            for at in range(0, len(cuts), PAGE)
        ]

    def answer(self, query: bytes, body: bytes) -> bytes:
        if b"COUNT(" in body:
            return self._count
        offset = int(query.rpartition(b"offset=")[2].partition(b"&")[0] or 0)
        if b"ROW_NUMBER" in body:
            return self._cuts[offset // PAGE]
        if b"<=" in body:
            return self._one
        return self._many if offset + PAGE < self._total else self._one


def _serve(listener: socket.socket, rows: int) -> None:
    import uvicorn

    pages = _Pages(rows)

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            return
        body = (await receive()).get("body", b"")
        content = pages.answer(scope["query_string"], body)
        await asyncio.sleep(LATENCY_S)
        headers = [
            (b"content-type", b"application/vnd.oracle.resource+json; type=collection; charset=UTF-8"),
            (b"content-encoding", b"gzip"),
            (b"content-length", str(len(content)).encode()),
        ]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off")).run(sockets=[listener])


@contextmanager
def page_server(rows: int) -> Iterator[str]:
    """Its base URL; it runs in a process of its own."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen(256)
    process = multiprocessing.get_context("fork").Process(target=_serve, args=(listener, rows), daemon=True)
    process.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        process.terminate()
        process.join()
        listener.close()
