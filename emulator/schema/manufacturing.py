"""Assemblies made from components: bills of materials, work orders, builds and work in process.

Fields, their types and the statuses of a work order: REST API Browser 2026.1 as copied by
wsjmnh/netsuite-record-rest-docs; that a component is named by a text and its line by a number, too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.blocks import ITEM_TYPES, form
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    custom,
    date,
    enum,
    integer,
    moment,
    multiselect,
    number,
    read_only,
    record,
    reference,
    required,
    sublist,
    subrecord,
    text,
)
from suiteplug.emulator.schema.transactions import (
    FILTERABLE_TRANSACTION,
    INVENTORY_DETAIL,
    ITEM_LINE,
    POSTING,
    TRANSACTION_TYPES,
    item_list,
)

if TYPE_CHECKING:
    from suiteplug.emulator.schema.declare import Members
    from suiteplug.emulator.schema.shape import Field, RecordType, Sublist

_LIST = (
    *boolean(isInactive="Inactive"),
    *read_only(moment(createdDate="Date Created", lastModifiedDate="Last Modified Date")),
)

BOM = record(
    "bom",
    "Bill of Materials",
    _LIST,
    required(text(name="Name")),
    text(memo="Memo"),
    multiselect("subsidiary", subsidiary="Subsidiary"),
    boolean(
        includeChildren="Include Children",
        availableForAllAssemblies="Available For All Assemblies",
        availableForAllLocations="Available For All Locations",
        useComponentYield="Use Component Yield",
    ),
    read_only(boolean(usedOnAssembly="Used On Assembly")),
    multiselect("assemblyItem", restrictToAssemblies="Restrict To Assemblies"),
    multiselect("location", restrictToLocations="Restrict To Locations"),
    reference("assemblyItem", legacyBomForAssembly="Legacy BOM for Assembly"),
    sublist(
        "assembly",
        "Assemblies",
        required(reference("assemblyItem", assembly="Assembly")),
        boolean(masterDefault="Master Default"),
        multiselect("location", defaultForLocation="Default For Location"),
        existing=("assembly",),
    ),
    plural="Bills of Materials",
    kind="list",
    permission="LIST_BOM",
)

BOM_REVISION = record(
    "bomRevision",
    "BOM Revision",
    _LIST,
    required(text(name="Name")),
    text(memo="Memo"),
    required(reference("bom", billOfMaterials="Bill of Materials")),
    date(effectiveStartDate="Effective Start Date", effectiveEndDate="Effective End Date"),
    sublist(
        "component",
        "Components",
        read_only(integer(id="Internal ID")),
        integer(lineId="Line Id"),
        required(reference(ITEM_TYPES, item="Item")),
        text(description="Description", units="Units", bomQuantity="BoM Quantity"),
        read_only(text(displayName="Display Name", quantity="Quantity")),
        number(componentYield="Component Yield"),
        enum(choices.ITEM_SOURCE, itemSource="Item Source"),
        existing=("lineId",),
    ),
    kind="list",
    permission="LIST_BOM",
)

_HEADER: Members = (
    *required(date(tranDate="Date")),
    *text(memo="Memo"),
    *read_only(text(transactionNumber="Transaction Number")),
    *required(reference("subsidiary", subsidiary="Subsidiary")),
    *required(reference("location", location="Location")),
    *reference("department", department="Department"),
    *reference("classification", **{"class": "Class"}),
    *reference("bom", billOfMaterials="Bill of Materials"),
    *reference("bomRevision", billOfMaterialsRevision="Bill of Materials Revision"),
    *read_only(moment(createdDate="Date Created", lastModifiedDate="Date Last Modified")),
    *read_only(date(prevDate="Previous Effective Date")),
    *read_only(reference("currency", primaryBookBaseCurrency="Base Currency")),
    *text(units="Unit of Measure", revisionMemo="Revision Memo"),
    *custom(text(custbody_shop_order="Shop Order", custbody_shop_note="Shop Note")),
    *custom(reference("customrecord_shop_channel", custbody_shop_channel="Shop Channel")),
)

_ASSEMBLY = required(reference("assemblyItem", item="Assembly"))
_NUMBER = text(tranId="Ref No.")
_DETAIL = subrecord(INVENTORY_DETAIL, inventoryDetail="Inventory Detail")
_FILTERABLE = f"{FILTERABLE_TRANSACTION} item quantity billOfMaterials location subsidiary createdFrom"


def _components(*more: tuple[Field, ...]) -> tuple[Sublist]:
    """What is consumed, or comes back, by line number."""
    return sublist(
        "component",
        "Components",
        integer(lineNumber="Line Number"),
        text(item="Item"),
        number(quantity="Quantity"),
        read_only(number(unitCost="Unit Cost")),
        *more,
        existing=("lineNumber",),
    )


_CONSUMED = subrecord(INVENTORY_DETAIL, componentInventoryDetail="Inventory Detail")
_ON_HAND = (*read_only(number(quantityOnHand="Quantity On Hand")), *text(units="Units"))
_NAMED = (
    *read_only(text(compItemName="Component")),
    *read_only(boolean(isNonInventory="Non-inventory Item")),
    *text(operationSequenceNumber="Operation"),
)

WORK_ORDER = record(
    "workOrder",
    "Work Order",
    _HEADER,
    form("61", "Standard Work Order"),
    text(tranId="Order No.", otherRefNum="PO/Check Number"),
    required(reference("assemblyItem", assemblyItem="Assembly")),
    required(number(quantity="Quantity")),
    read_only(number(unbuilt="Unbuilt", committed="Buildable")),
    reference("customer", entity="Customer"),
    reference("job", job="Project"),
    reference("vendor", vendor="Vendor"),
    reference(TRANSACTION_TYPES, createdFrom="Created From"),
    enum(choices.WORK_ORDER_STATUS, orderStatus="Status"),
    read_only(enum(choices.WORK_ORDER_STATUS, status="Status")),
    enum(choices.ORDER_SOURCE, source="Source"),
    enum(choices.SCHEDULING_METHOD, schedulingMethod="Scheduling Method"),
    boolean(
        isWip="WIP",
        firmed="Firmed",
        expandAssembly="Mark Sub-assemblies Phantom",
        outsourced="Outsourced",
        useComponentYield="Use Component Yield",
        autoCalculateLag="Auto-calculate Lag",
    ),
    date(startDate="Production Start Date", endDate="Production End Date", dueDate="Due Date"),
    date(requestedDate="Supply Required By Date"),
    date(
        actualProductionStartDate="Actual Production Start Date", actualProductionEndDate="Actual Production End Date"
    ),
    item_list(
        ITEM_LINE,
        text(bomQuantity="BoM Quantity"),
        number(componentYield="Component Yield", rate="Rate"),
        enum(choices.ITEM_SOURCE, itemSource="Item Source"),
        enum(choices.COMMIT, commitInventory="Commit"),
        read_only(boolean(isBomRevisionComponent="BoM Revision Component")),
        read_only(
            number(
                quantityCommitted="Committed",
                quantityBackOrdered="Back Ordered",
                quantityFulfilled="Quantity Fulfilled",
            )
        ),
    ),
    kind="transaction",
    code="WorkOrd",
    permission="TRAN_WORKORD",
    filterable=f"{FILTERABLE_TRANSACTION} assemblyItem quantity billOfMaterials location subsidiary isWip firmed",
)


def _made(name: str, label: str, code: str, *groups: Members, form_id: str) -> RecordType:
    standard = form(form_id, f"Standard {label}")
    permission = f"TRAN_{code.upper()}"
    return record(
        name,
        label,
        _HEADER,
        _NUMBER,
        _ASSEMBLY,
        POSTING,
        standard,
        *groups,
        kind="transaction",
        code=code,
        permission=permission,
        filterable=_FILTERABLE,
    )


_MADE_FROM = read_only(reference("workOrder", createdFrom="Created From"))
_VALUE = read_only(currency(total="Projected Value"))

ASSEMBLY_BUILD = _made(
    "assemblyBuild",
    "Assembly Build",
    "Build",
    reference("workOrder", createdFrom="Created From"),
    required(number(quantity="Quantity")),
    read_only(number(buildable="Buildable", unbuilt="Unbuilt")),
    _VALUE,
    _DETAIL,
    _components(read_only(number(buildVariance="Build Variance")), _ON_HAND, _CONSUMED),
    form_id="62",
)
ASSEMBLY_UNBUILD = _made(
    "assemblyUnbuild",
    "Assembly Unbuild",
    "Unbuild",
    reference("assemblyBuild", createdFrom="Created From"),
    required(number(quantity="Quantity")),
    read_only(number(built="Built")),
    _VALUE,
    _DETAIL,
    _components(read_only(number(buildVariance="Build Variance")), _ON_HAND, _CONSUMED),
    form_id="63",
)
WORK_ORDER_ISSUE = _made(
    "workOrderIssue",
    "Work Order Issue",
    "WOIssue",
    _MADE_FROM,
    _components(_NAMED, _CONSUMED),
    form_id="64",
)
WORK_ORDER_COMPLETION = _made(
    "workOrderCompletion",
    "Work Order Completion",
    "WOCompl",
    _MADE_FROM,
    number(quantity="Quantity", completedQuantity="Completed Quantity", scrapQuantity="Scrap Quantity"),
    read_only(number(orderQuantity="Work Order Quantity")),
    read_only(currency(projectedValue="Projected Value")),
    _VALUE,
    boolean(isBackflush="Backflush"),
    _DETAIL,
    _components(_NAMED, read_only(number(quantityPer="Quantity Per")), _CONSUMED),
    form_id="65",
)
WORK_ORDER_CLOSE = _made(
    "workOrderClose",
    "Work Order Close",
    "WOClose",
    _MADE_FROM,
    read_only(number(quantity="Quantity", orderQuantity="Work Order Quantity", scrapQuantity="Scrap Quantity")),
    read_only(currency(quantityVarianceAmount="Quantity Variance Amount", scrapAmount="Scrap Amount")),
    _VALUE,
    _components(_NAMED, read_only(number(orderQuantity="Work Order Quantity"))),
    form_id="66",
)

TYPES = (
    BOM,
    BOM_REVISION,
    WORK_ORDER,
    ASSEMBLY_BUILD,
    ASSEMBLY_UNBUILD,
    WORK_ORDER_ISSUE,
    WORK_ORDER_COMPLETION,
    WORK_ORDER_CLOSE,
)
