"""Datasets (section_156577938018), limits and time (article_0625010817, article_0528010158)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suiteplug.emulator.account import Account

BASE = "https://1234567-sb1.suitetalk.api.netsuite.com/services/rest"
DATASET = f"{BASE}/query/v1/dataset"


class TestDatasets:
    async def test_the_list_names_each(self, ns: Any) -> None:
        body = await ns.get(f"{DATASET}/?limit=2")
        assert (body["count"], body["hasMore"], body["totalResults"]) == (2, True, 3)
        assert {"id", "name", "description"} <= set(body["items"][0])
        following = await ns.get(f"{DATASET}/?limit=2&offset=2")
        assert len(following["items"]) == 1

    async def test_values_are_written_for_people(self, ns: Any) -> None:
        body = await ns.get(f"{DATASET}/custdataset_open_orders/result?limit=3")
        row = body["items"][0]
        assert row["links"] == []  # rows of transactions have none
        assert row["status"].startswith("Sales Order : ")
        assert row["entity"].startswith("CUST")
        assert row["trandate"].count("/") == 2
        assert all(isinstance(value, str) for name, value in row.items() if name != "links")

    async def test_other_rows_link_to_their_record(self, ns: Any) -> None:
        row = (await ns.get(f"{DATASET}/custdataset_customers/result?limit=1"))["items"][0]
        assert row["links"][0]["href"] == f"{BASE}/record/v1/customer/{row['id']}"

    async def test_the_self_link_carries_the_page(self, ns: Any) -> None:
        body = await ns.get(f"{DATASET}/custdataset_sales_by_month/result")
        assert body["links"][0] == {
            "rel": "self",
            "href": f"{DATASET}/custdataset_sales_by_month/result?limit=1000&offset=0",
        }

    async def test_pages_fit_together(self, ns: Any) -> None:
        whole = (await ns.get(f"{DATASET}/custdataset_customers/result"))["items"]
        pages: list[Any] = []
        while True:
            page = await ns.get(f"{DATASET}/custdataset_customers/result?limit=20&offset={len(pages)}")
            pages += page["items"]
            if not page["hasMore"]:
                break
        assert pages == whole

    async def test_what_is_refused(self, ns: Any, account: Account) -> None:
        assert (await ns("GET", f"{DATASET}/nosuch/result")).status_code == 404
        assert (await ns("GET", f"{DATASET}/custdataset_customers/other")).status_code == 404
        assert (await ns("GET", f"{DATASET}/custdataset_customers/result?limit=10&offset=5")).status_code == 400
        assert (await ns("POST", f"{DATASET}/custdataset_customers/result", {})).status_code == 405
        roles = account.access.roles.values()
        ns.role = next(role.id for role in roles if not role.can("REPO_ANALYTICS"))
        assert (await ns("GET", f"{DATASET}/")).status_code == 403


class TestLimits:
    async def test_without_and_with_a_limit_of_the_integration(self, ns: Any, account: Account) -> None:
        ns.role = "3"
        limits = await ns.get(f"{BASE}/system/v1/governanceLimits")
        assert limits == {
            "accountConcurrencyLimit": 15,
            "accountUnallocatedConcurrencyLimit": 15,
            "integrationLimitType": "accountLimit",
        }
        for key, integration in list(account.access.integrations.items()):
            account.access.integrations[key] = replace(integration, concurrency_limit=4)
        limits = await ns.get(f"{BASE}/system/v1/governanceLimits")
        assert limits["integrationConcurrencyLimit"] == 4
        assert limits["integrationLimitType"] == "integrationSpecific"

    async def test_only_administrators_read_them_and_everybody_the_time(self, ns: Any) -> None:
        assert (await ns("GET", f"{BASE}/system/v1/governanceLimits")).status_code == 403
        assert (await ns.get(f"{BASE}/system/v1/serverTime"))["serverTime"].endswith("Z")
