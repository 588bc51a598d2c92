"""A program of somebody else, as type checkers see it: checked in CI, never run."""

from __future__ import annotations

import sys
from typing import Any, assert_type

import suiteplug
from suiteplug.actions.records import get_record, upsert_record
from suiteplug.connector.spec import ChoicePage
from suiteplug.runner import Result


async def asynchronous() -> None:
    async with suiteplug.connect("my-account") as netsuite:
        assert_type(netsuite, suiteplug.NetSuite)
        output = await netsuite.run("get-customer", {"record_id": "42"})
        assert_type(output, Result)
        typed = await netsuite.call(
            get_record.ACTION, get_record.Inputs(record_type="customer", record_id="42", fields=["companyName"])
        )
        assert_type(typed, get_record.Output)
        assert_type(typed.record, dict[str, Any])
        page = await netsuite.choices("record-types", search="order")
        assert_type(page, ChoicePage)


def synchronous() -> str | None:
    with suiteplug.connect_sync({"type": "tba", "account_id": "1234567_SB1"}) as netsuite:
        assert_type(netsuite, suiteplug.SyncNetSuite)
        wanted = upsert_record.Inputs(record_type="customer", external_id="SHOP-1", body={"companyName": "Blue Kiln"})
        try:
            return netsuite.call(upsert_record.ACTION, wanted, report=tell).record_id
        except suiteplug.InputError as error:
            assert_type(error.field, str)
        except suiteplug.RetryableError as error:
            assert_type(error.retry_after_s, float | None)
        except suiteplug.OutcomeUnknownError as error:
            assert_type(error.fix, str)
        except suiteplug.NetSuiteConnectorError as error:
            assert_type(error.to_dict(), dict[str, Any])
    return None


def tell(done: int, total: int | None, what: str) -> None:
    sys.stderr.write(f"{done} of {total}: {what}\n")
