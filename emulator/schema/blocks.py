"""Groups of fields and sublists that several record types share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.schema import choices
from suiteplug.emulator.schema.declare import (
    boolean,
    currency,
    date,
    enum,
    integer,
    moment,
    multiselect,
    number,
    read_only,
    reference,
    required,
    shape,
    sublist,
    subrecord,
    text,
)

if TYPE_CHECKING:
    from suiteplug.emulator.schema.declare import Members
    from suiteplug.emulator.schema.shape import Field

ITEM_TYPES = (
    "inventoryItem",
    "lotNumberedInventoryItem",
    "nonInventorySaleItem",
    "serviceSaleItem",
    "otherChargeSaleItem",
    "kitItem",
    "discountItem",
    "giftCertificateItem",
    "shipItem",
    "salesTaxItem",
    "assemblyItem",
    "itemGroup",
    "markupItem",
    "subtotalItem",
    "descriptionItem",
    "paymentItem",
    "nonInventoryPurchaseItem",
    "nonInventoryResaleItem",
    "servicePurchaseItem",
    "serviceResaleItem",
    "otherChargePurchaseItem",
    "otherChargeResaleItem",
)
LISTED = (*boolean(isInactive="Inactive"), *read_only(moment(lastModifiedDate="Last Modified Date")))
NAMED = (*LISTED, *required(text(name="Name")), *read_only(text(fullName="Full Name")))
ENTITY_TYPES = ("customer", "vendor", "employee", "contact", "partner", "job")
CLASSIFICATION = (
    *reference("department", department="Department"),
    *reference("classification", **{"class": "Class"}),
    *reference("location", location="Location"),
)

ADDRESS = shape(
    "address",
    text(
        addressee="Addressee",
        attention="Attention",
        addr1="Address 1",
        addr2="Address 2",
        addr3="Address 3",
        city="City",
        state="State/Province",
        zip="Zip",
        addrPhone="Phone",
        addrText="Address",
        externalId="External ID",
    ),
    enum(choices.COUNTRY, country="Country"),
    boolean(override="Override"),
    read_only(moment(lastModifiedDate="Last Modified Date")),
    read_only(text(refName="Reference Name")),
)

ADDRESS_BOOK = sublist(
    "addressBook",
    "Address",
    integer(id="ID", internalId="Internal ID"),
    read_only(text(addressId="Internal ID", addressBookAddress_text="Address", refName="Reference Name")),
    text(label="Label"),
    boolean(
        defaultBilling="Default Billing",
        defaultShipping="Default Shipping",
        isResidential="Residential Address",
    ),
    read_only(moment(lastModifiedDate="Last Modified Date")),
    subrecord(ADDRESS, addressBookAddress="Edit"),
    existing=("internalId",),
)

SALES_TEAM = sublist(
    "salesTeam",
    "Sales Team",
    integer(id="ID"),
    reference("employee", employee="Employee"),
    reference((), {"-2": "Sales Rep"}, salesRole="Sales Role"),
    number(contribution="Contribution %"),
    boolean(isPrimary="Primary"),
)


def form(form_id: str, label: str) -> tuple[Field, ...]:
    """``customForm`` with the type's standard form."""
    return enum({form_id: label}, customForm="Custom Form")


ENTITY: Members = (
    *required(text(entityId="Entity ID")),
    *boolean(autoName="Auto", isInactive="Inactive", giveAccess="Login Access"),
    *text(
        salutation="Mr./Ms...",
        firstName="First Name",
        middleName="Middle Name",
        lastName="Last Name",
        title="Job Title",
        email="Email",
        phone="Phone",
        mobilePhone="Mobile Phone",
        homePhone="Home Phone",
        fax="Fax",
        comments="Comments",
        phoneticName="Furigana",
    ),
    *reference((), image="Image"),
    *enum(choices.SUBSCRIPTION_STATUS, globalSubscriptionStatus="Global Subscription Status"),
    *read_only(moment(dateCreated="Date Created", lastModifiedDate="Last Modified Date")),
    *read_only(text(defaultAddress="Default Address")),
    *ADDRESS_BOOK,
)

COMPANY: Members = (
    *boolean(isPerson="Is Individual"),
    *text(
        companyName="Company Name",
        altEmail="Alt. Email",
        altPhone="Alt. Phone",
        url="URL",
        accountNumber="Account",
        printOnCheckAs="Print on Check As",
        vatRegNumber="Tax Reg. Number",
        legalName="Legal Name",
    ),
    *text(password="Password", password2="Confirm Password"),  # noqa: S106 - labels of the form
    *read_only(text(defaultShippingAddress="Default Shipping Address", altName="Name")),
    *enum(choices.EMAIL_PREFERENCE, emailPreference="E-Mail Preference"),
    *boolean(
        emailTransactions="Email Transactions",
        printTransactions="Print Transactions",
        faxTransactions="Fax Transactions",
        sendEmail="Send New Access Notification Email",
    ),
    *reference("contact", contact="Primary Contact"),
    *multiselect("contact", contactList="Contacts"),
    *reference("account", defaultBankAccount="Bank Account", openingBalanceAccount="Opening Balance Account"),
    *currency(creditLimit="Credit Limit", openingBalance="Opening Balance"),
    *date(openingBalanceDate="Opening Balance Date"),
    *reference("subsidiary", representingSubsidiary="Represents Subsidiary"),
    *reference("term", terms="Terms"),
    *enum(choices.TAX_ROUNDING, taxRounding="Tax Rounding Method"),
)
