"""What can be chosen when an emulated account is opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from suiteplug.emulator.access.tiers import Tier, concurrency_limit
from suiteplug.emulator.jobs.settings import JobSettings
from suiteplug.emulator.record.guesses import Guesses

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices for one emulated account; everything has a usable default.

    Attributes:
        account_id: As the NetSuite pages spell it: upper case, underscore before ``SB1`` or ``RP``.
        lanes: Requests in flight that the account accepts; the next one is refused with 429.
        tier: Service tier of the company, which then decides about the lanes instead (Oracle help:
            bridgehead_1500275603).
        suitecloud_plus: SuiteCloud Plus licences beside the tier, ten lanes each.
        development: A development or partner account: five lanes, whatever is licensed.
        lanes_beyond: Requests that are let in over the limit. It is enforced flexibly (Oracle help:
            section_4502013915); how much more passes, and for how long, is not published, so none does.
        latency_ms: Added to every request of a door that counts against the lanes, while it holds its lane.
        seed: Name of the seed company, or ``"empty"``.
        load: A mirror file, or a file or folder of recorded replies, that the account begins with instead of a seed
            company (docs/guides/mirror.md).
        data: SQLite file that keeps the account, or None for memory.
        one_world: Whether the account has subsidiaries.
        locked_records: Records that a workflow has locked, as ``salesOrder/5001``: even GET is refused then, as one
            public integration reports.
        changed_records: Records that somebody else changes while they are being saved, as ``salesOrder/5001``: the
            first write of each is refused (SuiteScript's ``RCRD_HAS_BEEN_CHANGED``).
        reads_are_edits: Whether a role needs the edit level to read a record, as REST loads records in edit mode
            (Oracle help: subsect_1544786455 tells what follows from it; when a role that may only view is refused is
            not published, so this is off).
        release: NetSuite release of the account. Before 2026.1 nobody knows the media types of forms and select
            options: such a request is the write that its method says (Oracle help: article_1217103046).
        schema_references: How JSON Schemas of the metadata write a reference to a record: ``inline`` as an object with
            ``id``, ``refName``, ``externalId`` and ``links``, as newer clients need it (hotglue's tap-netsuite-rest,
            2026), or ``url`` of that record's schema, as an older one reads it (Airbyte's source, 2022).
        date_format: Preference that date columns of SuiteQL are written in.
        error_type_url: Shape of ``type`` in error bodies: recorded replies of 2026 use RFC 9110
            sections, Oracle's help pages (section_156570709583) the older W3C address.
        lock_after_failed_logins: Whether five failed sign-ins of one user lock it for 30 minutes
            (Oracle help: subsect_156935170194). Off, so that a test run does not lock itself out.
        consent: What the consent page does: ``ask`` shows it; ``allow`` and ``deny`` answer at once, so that
            a program without a browser can walk through the authorization code flow and TBA's three steps.
        authorization_code_life_s: How long a code waits to be exchanged. Oracle's help says short-lived, not how short.
        assertion_life_s: Longest life of an assertion: 60 minutes by Oracle's help (section_162790605110), two hours by
            its page on the login audit trail (subsect_158324637123).
        retry_after_s: Seconds in a ``Retry-After`` header of 429. It is not documented, and no recorded reply has it.
        tba_flow_replies: How steps one and three of TBA's flow are answered; Oracle's pages do not say.
        audience: What the ``aud`` of an assertion has to be: the token endpoint, as Oracle's help says
            (section_162790605110), or anything, as a client in use suggests that sends something else
            (netsuite_python 2.1.5 on PyPI sends the text of a Python tuple around it).
        record_guesses: What the record service does where nothing is published.
        jobs: How asynchronous requests are worked off.
        suiteql_dialect: ``documented`` refuses what Oracle's help calls unsupported although real accounts accept
            it: WITH, LISTAGG, double-quoted aliases inside sub-selects (article_0824094533, section_158513731864).
        suiteql_parameters: Whether ``?`` and ``params`` are known; they are new in 2026.2.
        suiteql_past_ceiling: What a page past row 100,000 does, which no Oracle page says: refused, or empty.
        suiteql_composite_status: Whether ``status = 'SalesOrd:B'`` matches, as it does inside SuiteScript.
        suiteql_zone: Zone that columns with a time are kept and compared in; which one it is no page says.
            ``CURRENT_DATE`` is the account's in any case.
        suiteql_decimals: How a number below one is written; no page and no recorded reply shows one.
        suiteql_disputed_columns: Whether there are ``transaction.total``, ``.subsidiary``, ``.department``, ``.class``,
            ``.location`` and ``.createdfrom``, ``transactionline.amount`` and ``.account``, and ``item.type``: used by
            some public queries, absent from what a ``SELECT *`` gives (omniboost/go-netsuite-rest) and from seeds
            (fivetran/dbt_netsuite).
        suiteql_wide_is_empty: Whether a query of more than 100 columns gives no rows and no error, as one connector
            reports (estuary/connectors, netsuite-suiteql).
        suiteql_own_notes: Whether ``systemnote`` shows a caller only what it wrote itself, as users who are no
            administrators are told for the user interface and for scripts (Oracle help: section_1500043125); about
            SuiteQL no page says it.
        suiteql_timeout_s: Seconds after which a query is given up; NetSuite's own limit is 15 minutes.
        suiteql_timeout_reply: What a query that took too long is answered with: 500, or success without rows, as
            Oracle's guide says of queries in general (oracle/netsuite-suitecloud-sdk, netsuite-sdf-safe-guide).
        suiteql_order: Rows that ORDER BY leaves equal, all of them without one, come in the same order every time, or
            in another one for each page. NetSuite promises none (Oracle help: section_158394344595).
    """

    account_id: str = "1234567_SB1"
    lanes: int = 15
    tier: Tier | None = None
    suitecloud_plus: int = 0
    development: bool = False
    lanes_beyond: int = 0
    latency_ms: float = 0
    seed: str = "small"
    load: Path | None = None
    data: Path | None = None
    one_world: bool = True
    locked_records: frozenset[str] = frozenset()
    changed_records: frozenset[str] = frozenset()
    reads_are_edits: bool = False
    release: str = "2026.2"
    schema_references: Literal["inline", "url"] = "inline"
    date_format: str = "M/D/YYYY"
    error_type_url: Literal["rfc9110", "w3"] = "rfc9110"
    lock_after_failed_logins: bool = False
    consent: Literal["ask", "allow", "deny"] = "ask"
    tba_flow_replies: Literal["form", "json"] = "form"
    authorization_code_life_s: float = 60
    assertion_life_s: float = 3600
    retry_after_s: int | None = None
    audience: Literal["endpoint", "any"] = "endpoint"
    record_guesses: Guesses = field(default_factory=Guesses)
    jobs: JobSettings = field(default_factory=JobSettings)
    suiteql_dialect: Literal["observed", "documented"] = "observed"
    suiteql_parameters: bool = True
    suiteql_past_ceiling: Literal["refuse", "truncate"] = "refuse"
    suiteql_composite_status: bool = False
    suiteql_zone: Literal["account", "utc"] = "account"
    suiteql_decimals: Literal["0.5", ".5"] = "0.5"
    suiteql_disputed_columns: bool = False
    suiteql_wide_is_empty: bool = False
    suiteql_own_notes: bool = False
    suiteql_timeout_s: float = 60
    suiteql_timeout_reply: Literal["error", "empty"] = "error"
    suiteql_order: Literal["stable", "shuffled"] = "stable"

    @property
    def concurrency_limit(self) -> int:
        """Requests in flight, by tier where one is named.

        Raises:
            ValueError: More licences than the tier can have.
        """
        if self.tier is None:
            return self.lanes
        return concurrency_limit(self.tier, self.suitecloud_plus, development=self.development)

    @property
    def host_label(self) -> str:
        """The account ID as host names spell it (Oracle help: section_1498251763)."""
        return self.account_id.lower().replace("_", "-")
