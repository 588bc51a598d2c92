"""Hours of work on the wire (Oracle help: section_164439865832, section_1529337353)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.emulator.contract.conftest import Stranger


@pytest.fixture
async def employee(ns: Stranger) -> str:
    return (await ns.rows("SELECT id FROM employee WHERE isinactive = 'F' ORDER BY id ASC"))[0]["id"]


@pytest.fixture
async def hours(ns: Stranger, employee: str) -> str:
    return await ns.save("POST", "/timebill", {"employee": {"id": employee}, "hours": "2:30"})


async def test_what_is_filled_in(ns: Stranger, employee: str, hours: str) -> None:
    found = await ns.get(f"/timebill/{hours}")
    person = await ns.get(f"/employee/{employee}")
    today = (await ns.rows("SELECT TO_CHAR(SYSDATE, 'YYYY-MM-DD') AS d FROM dual"))[0]["d"]
    assert (found["hours"], found["tranDate"], found["timeType"]["id"]) == ("2:30", today, "A")
    assert (found["approvalStatus"]["id"], found["approvalStatus"]["refName"]) == ("1", "Open")
    assert found["subsidiary"]["id"] == person["subsidiary"]["id"]
    assert "durationDecimal" not in found
    rows = await ns.rows(
        "SELECT hours, timetype, BUILTIN.DF(approvalstatus) AS status FROM timebill WHERE id = ?", [hours]
    )
    assert rows == [{"hours": "2.5", "timetype": "A", "status": "Open"}]


async def test_oracles_sample(ns: Stranger, hours: str) -> None:
    await ns.save("PATCH", f"/timebill/{hours}", {"hours": "4:00", "memo": "It took longer"})
    assert (await ns.get(f"/timebill/{hours}"))["hours"] == "4:00"
    await ns.save("PATCH", f"/timebill/{hours}", {"hours": "1.25"})
    assert (await ns.get(f"/timebill/{hours}"))["hours"] == "1:15"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hours": None}, "Duration"),
        ({"hours": "soon"}, "hours"),
        ({"hours": "0:00"}, "hours"),
        ({"customer": {"id": "1013"}}, "Service Item"),
    ],
)
async def test_what_is_refused(ns: Stranger, employee: str, change: dict[str, Any], said: str) -> None:
    reply = await ns("POST", "/timebill", {"employee": {"id": employee}, "hours": "1:00"} | change)
    assert reply.status_code == 400
    assert said in reply.json()["o:errorDetails"][0]["detail"]


async def test_approval(ns: Stranger, hours: str) -> None:
    async def act(action: str, body: dict[str, Any] | None = None) -> int:
        return (await ns("POST", f"/timebill/{hours}/@{action}", body or {})).status_code

    assert await act("approve") == 400
    assert await act("submit") == 200
    assert await act("reject", {"note": "Which project?"}) == 200
    found = await ns.get(f"/timebill/{hours}")
    assert (found["approvalStatus"]["id"], found["rejectionNote"]) == ("4", "Which project?")
    assert await act("submit") == 200
    assert await act("approve") == 200
    found = await ns.get(f"/timebill/{hours}")
    assert (found["approvalStatus"]["id"], found["supervisorApproval"]) == ("3", True)
    assert "rejectionNote" not in found or not found["rejectionNote"]


async def test_from_an_employee(ns: Stranger, employee: str) -> None:
    made = await ns.save("POST", f"/employee/{employee}/!transform/timebill", {"hours": "0:45"})
    found = await ns.get(f"/timebill/{made}")
    assert (found["employee"]["id"], found["hours"]) == (employee, "0:45")
