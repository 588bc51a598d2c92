"""Which rows belong to which record: table and column that names the record, deleted before it is projected anew."""

from __future__ import annotations

TRANSACTION_ADDRESSES = (
    ("transactionbillingaddress", "billingaddress"),
    ("transactionshippingaddress", "shippingaddress"),
)
OWNED = {
    "transaction": (
        ("transactionline", "transaction"),
        ("transactionaccountingline", "transaction"),
        ("nexttransactionlinelink", "nextdoc"),
        ("nexttransactionlink", "nextdoc"),
        ("transactionbillingaddress", "nkey"),
        ("transactionshippingaddress", "nkey"),
    ),
    "entity": (
        ("entity", "id"),
        ("entityaddress", "recordowner"),
        ("customeraddressbook", "entity"),
        ("customersubsidiaryrelationship", "entity"),
        ("vendorsubsidiaryrelationship", "entity"),
    ),
    "item": (
        ("_itemname", "id"),
        ("inventoryitemlocations", "item"),
        ("pricing", "item"),
        ("itemprice", "item"),
        ("itemmember", "parentitem"),
        ("itemvendor", "item"),
    ),
}
BINS_OF_ITEM = 'DELETE FROM "suiteql_inventorybalance" WHERE item = ? AND inventorynumber IS NULL'
OWNED_BY_TYPE = {
    "account": (("accountsubsidiarymap", "account"),),
    "inventoryNumber": (("inventorybalance", "inventorynumber"),),
    "location": (("locationmainaddress", "nkey"),),
    "subsidiary": (("subsidiarymainaddress", "nkey"),),
}
