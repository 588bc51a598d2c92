"""Fixed lists of ID and label that fields choose from."""

from __future__ import annotations


def _listed(text: str) -> dict[str, str]:
    """``"A:Open|B:Closed"`` as a dict."""
    return {entry.partition(":")[0]: entry.partition(":")[2] for entry in text.split("|")}


COUNTRY = _listed(
    "AD:Andorra|AE:United Arab Emirates|AF:Afghanistan|AG:Antigua and Barbuda|AI:Anguilla|AL:Albania|"
    "AM:Armenia|AO:Angola|AQ:Antarctica|AR:Argentina|AS:American Samoa|AT:Austria|AU:Australia|AW:Aruba|"
    "AX:Aland Islands|AZ:Azerbaijan|BA:Bosnia and Herzegovina|BB:Barbados|BD:Bangladesh|BE:Belgium|"
    "BF:Burkina Faso|BG:Bulgaria|BH:Bahrain|BI:Burundi|BJ:Benin|BL:Saint Barthélemy|BM:Bermuda|"
    "BN:Brunei Darussalam|BO:Bolivia|BQ:Bonaire, Saint Eustatius and Saba|BR:Brazil|BS:Bahamas|BT:Bhutan|"
    "BV:Bouvet Island|BW:Botswana|BY:Belarus|BZ:Belize|CA:Canada|CC:Cocos (Keeling) Islands|"
    "CD:Congo, Democratic Republic of|CF:Central African Republic|CG:Congo, Republic of|CH:Switzerland|"
    "CI:Cote d'Ivoire|CK:Cook Islands|CL:Chile|CM:Cameroon|CN:China|CO:Colombia|CR:Costa Rica|CU:Cuba|"
    "CV:Cape Verde|CW:Curacao|CX:Christmas Island|CY:Cyprus|CZ:Czech Republic|DE:Germany|DJ:Djibouti|"
    "DK:Denmark|DM:Dominica|DO:Dominican Republic|DZ:Algeria|EC:Ecuador|EE:Estonia|EG:Egypt|"
    "EH:Western Sahara|ER:Eritrea|ES:Spain|ET:Ethiopia|FI:Finland|FJ:Fiji|FK:Falkland Islands|"
    "FM:Micronesia, Federal State of|FO:Faroe Islands|FR:France|GA:Gabon|GB:United Kingdom|GD:Grenada|"
    "GE:Georgia|GF:French Guiana|GG:Guernsey|GH:Ghana|GI:Gibraltar|GL:Greenland|GM:Gambia|GN:Guinea|"
    "GP:Guadeloupe|GQ:Equatorial Guinea|GR:Greece|GS:South Georgia|GT:Guatemala|GU:Guam|"
    "GW:Guinea-Bissau|GY:Guyana|HK:Hong Kong|HM:Heard and McDonald Islands|HN:Honduras|HR:Croatia|"
    "HT:Haiti|HU:Hungary|ID:Indonesia|IE:Ireland|IL:Israel|IM:Isle of Man|IN:India|"
    "IO:British Indian Ocean Territory|IQ:Iraq|IR:Iran|IS:Iceland|IT:Italy|JE:Jersey|JM:Jamaica|JO:Jordan|"
    "JP:Japan|KE:Kenya|KG:Kyrgyzstan|KH:Cambodia|KI:Kiribati|KM:Comoros|KN:Saint Kitts and Nevis|"
    "KP:Korea, Democratic People's Republic|KR:Korea, Republic of|KW:Kuwait|KY:Cayman Islands|"
    "KZ:Kazakhstan|LA:Lao People's Democratic Republic|LB:Lebanon|LC:Saint Lucia|LI:Liechtenstein|"
    "LK:Sri Lanka|LR:Liberia|LS:Lesotho|LT:Lithuania|LU:Luxembourg|LV:Latvia|LY:Libya|MA:Morocco|"
    "MC:Monaco|MD:Moldova, Republic of|ME:Montenegro|MF:Saint Martin|MG:Madagascar|MH:Marshall Islands|"
    "MK:North Macedonia|ML:Mali|MM:Myanmar (Burma)|MN:Mongolia|MO:Macau|MP:Northern Mariana Islands|"
    "MQ:Martinique|MR:Mauritania|MS:Montserrat|MT:Malta|MU:Mauritius|MV:Maldives|MW:Malawi|MX:Mexico|"
    "MY:Malaysia|MZ:Mozambique|NA:Namibia|NC:New Caledonia|NE:Niger|NF:Norfolk Island|NG:Nigeria|"
    "NI:Nicaragua|NL:Netherlands|NO:Norway|NP:Nepal|NR:Nauru|NU:Niue|NZ:New Zealand|OM:Oman|PA:Panama|"
    "PE:Peru|PF:French Polynesia|PG:Papua New Guinea|PH:Philippines|PK:Pakistan|PL:Poland|"
    "PM:St. Pierre and Miquelon|PN:Pitcairn Island|PR:Puerto Rico|PS:State of Palestine|PT:Portugal|"
    "PW:Palau|PY:Paraguay|QA:Qatar|RE:Reunion Island|RO:Romania|RS:Serbia|RU:Russian Federation|"
    "RW:Rwanda|SA:Saudi Arabia|SB:Solomon Islands|SC:Seychelles|SD:Sudan|SE:Sweden|SG:Singapore|"
    "SH:Saint Helena|SI:Slovenia|SJ:Svalbard and Jan Mayen Islands|SK:Slovak Republic|SL:Sierra Leone|"
    "SM:San Marino|SN:Senegal|SO:Somalia|SR:Suriname|SS:South Sudan|ST:Sao Tome and Principe|"
    "SV:El Salvador|SX:Sint Maarten|SY:Syrian Arab Republic|SZ:Eswatini|TC:Turks and Caicos Islands|"
    "TD:Chad|TF:French Southern Territories|TG:Togo|TH:Thailand|TJ:Tajikistan|TK:Tokelau|"
    "TL:Timor-Leste|TM:Turkmenistan|TN:Tunisia|TO:Tonga|TR:Turkey|TT:Trinidad and Tobago|TV:Tuvalu|"
    "TW:Taiwan|TZ:Tanzania|UA:Ukraine|UG:Uganda|UM:US Minor Outlying Islands|US:United States|"
    "UY:Uruguay|UZ:Uzbekistan|VA:Holy See (City Vatican State)|VC:Saint Vincent and the Grenadines|"
    "VE:Venezuela|VG:Virgin Islands, British|VI:Virgin Islands, USA|VN:Vietnam|VU:Vanuatu|"
    "WF:Wallis and Futuna|WS:Samoa|XK:Kosovo|YE:Yemen|YT:Mayotte|ZA:South Africa|ZM:Zambia|ZW:Zimbabwe"
)

SALES_ORDER_STATUS = _listed(
    "A:Pending Approval|B:Pending Fulfillment|C:Cancelled|D:Partially Fulfilled|"
    "E:Pending Billing/Partially Fulfilled|F:Pending Billing|G:Billed|H:Closed"
)
INVOICE_STATUS = _listed("A:Open|B:Paid In Full|D:Pending Approval|E:Rejected|V:Voided")
CREDIT_MEMO_STATUS = _listed("A:Open|B:Fully Applied|V:Voided")
CASH_SALE_STATUS = _listed("A:Unapproved Payment|B:Not Deposited|C:Deposited")
PAYMENT_STATUS = _listed("A:Unapproved|B:Not Deposited|C:Deposited")
DEPOSIT_STATUS = _listed("A:Not Deposited|B:Deposited|C:Fully Applied")
RETURN_STATUS = _listed(
    "A:Pending Approval|B:Pending Receipt|C:Cancelled|D:Partially Received|"
    "E:Pending Refund/Partially Received|F:Pending Refund|G:Refunded|H:Closed"
)
PURCHASE_ORDER_STATUS = _listed(
    "A:Pending Supervisor Approval|B:Pending Receipt|C:Rejected by Supervisor|D:Partially Received|"
    "E:Pending Billing/Partially Received|F:Pending Bill|G:Fully Billed|H:Closed|P:Planned"
)
VENDOR_BILL_STATUS = _listed("A:Open|B:Paid In Full|C:Cancelled|D:Pending Approval|E:Rejected|F:Payment In-Transit")
ESTIMATE_STATUS = _listed("A:Open|B:Processed|C:Closed|V:Voided|X:Expired")
OPPORTUNITY_STATUS = _listed("A:In Progress|B:Issued Estimate|C:Closed-Won|D:Closed-Lost")
FORECAST_TYPE = _listed("0:Omitted|1:Worst Case|2:Most Likely|3:Upside")
TRANSFER_ORDER_STATUS = _listed(
    "A:Pending Approval|B:Pending Fulfillment|C:Rejected|D:Partially Fulfilled|"
    "E:Pending Receipt/Partially Fulfilled|F:Pending Receipt|G:Received|H:Closed"
)
# "Released", "In Process" and "Planned" as the pages of the user interface call them; older lists say "Pending Build"
# and "Partially Built". The letters are those of the REST API Browser (wsjmnh/netsuite-record-rest-docs).
WORK_ORDER_STATUS = _listed("A:Planned|B:Released|C:Cancelled|D:In Process|G:Built|H:Closed")
ITEM_SOURCE = _listed("STOCK:Stock|PHANTOM:Phantom|WORK_ORDER:Work Order|PURCHASE_ORDER:Purchase Order")
SCHEDULING_METHOD = _listed("BACKWARD:Backward|FORWARD:Forward")
VENDOR_RETURN_STATUS = _listed(
    "A:Pending Approval|B:Pending Return|C:Cancelled|D:Partially Returned|"
    "E:Pending Credit/Partially Returned|F:Pending Credit|G:Credited|H:Closed"
)
VENDOR_CREDIT_STATUS = _listed("A:Open|B:Fully Applied|V:Voided")
VENDOR_PAYMENT_STATUS = _listed(
    "A:Pending Approval|B:In-Transit|C:Confirmed|D:Rejected|E:Declined|F:Approved|V:Voided|"
    "Z:Online Bill Pay Pending Accounting Approval"
)
REQUISITION_STATUS = _listed(
    "A:Pending Approval|B:Pending Order|C:Cancelled|D:Partially Ordered|E:Fully Ordered|"
    "F:Partially Received|G:Fully Received|H:Closed|R:Rejected"
)
REFUND_STATUS = _listed("A:Not Deposited|B:Deposited|V:Voided")
DEPOSIT_APPLICATION_STATUS = _listed("A:Applied|V:Voided")
JOURNAL_STATUS = _listed("A:Pending Approval|B:Approved for Posting|C:Rejected|V:Voided")
JOURNAL_APPROVAL = _listed("1:Pending Approval|2:Approved|3:Rejected|11:Open")
EXPENSE_REPORT_STATUS = _listed(
    "A:In Progress|B:Pending Supervisor|C:Pending Accounting|D:Rejected by Supervisor|"
    "E:Rejected by Accounting|F:Approved|G:Approved (Overridden) by Accounting|"
    "H:Rejected (Overridden) by Accounting|I:Paid In Full|J:Payment In-Transit|V:Voided"
)
CHECK_STATUS = _listed("A:Posted|V:Voided|Z:Online Bill Pay Pending Accounting Approval")
TASK_STATUS = _listed("NOTSTART:Not Started|PROGRESS:In Progress|COMPLETE:Completed")
CALL_STATUS = _listed("SCHEDULED:Scheduled|COMPLETE:Completed|FAILED:Failed")
EVENT_STATUS = _listed("TENTATIVE:Tentative|CONFIRMED:Confirmed|CANCELLED:Cancelled|COMPLETE:Completed")
PRIORITY = _listed("HIGH:High|MEDIUM:Medium|LOW:Low")
# "PUBILC" is NetSuite's own spelling (bwc/netsuite-rest-record-php-library: calendarEvent).
EVENT_ACCESS = _listed("PUBILC:Public|PRIVATE:Private|SHOW AS BUSY:Show as Busy")
REMINDER = _listed("EMAIL:E-Mail|POPUP:Popup Window")
# What the codes of a time entry mean is ours; they are those of wsjmnh/netsuite-record-rest-docs: timeBill.
TIME_STATUS = _listed("1:Open|2:Pending Approval|3:Approved|4:Rejected")
TIME_TYPE = _listed("A:Actual Time|P:Planned Time|B:Allocated Time")
CASE_STATUS = _listed("1:Not Started|2:In Progress|3:Escalated|4:Re-Opened|5:Closed")
CASE_PRIORITY = _listed("1:High|2:Medium|3:Low")
CASE_ORIGIN = _listed("1:E-mail|2:Phone|3:Web")
JOB_BILLING = _listed(
    "CB:Charge-Based|FBI:Fixed Bid, Interval|FBM:Fixed Bid, Milestone|STD:Standard|TM:Time and Materials"
)
JOB_STATUS = _listed("1:Closed|2:In Progress|3:Not Awarded|4:Pending|5:Awarded")
SHIP_STATUS = _listed("A:Picked|B:Packed|C:Shipped")
APPROVAL_STATUS = _listed("1:Pending Approval|2:Approved|3:Rejected|11:Open")

EMAIL_PREFERENCE = _listed("DEFAULT:Default|HTML:HTML|PDF:PDF")
SUBSCRIPTION_STATUS = _listed("1:Soft Opt-In|2:Soft Opt-Out|3:Confirmed Opt-In|4:Confirmed Opt-Out")
CREDIT_HOLD = _listed("AUTO:Auto|ON:On|OFF:Off")
LANGUAGE = _listed("en_US:English (U.S.)|en:English (International)|de_DE:German|fr_FR:French|es_ES:Spanish")
NUMBER_FORMAT = _listed("0:1,000,000.00|1:1.000.000,00|2:1 000 000,00|3:1'000'000.00|4:1'000'000,00")
NEGATIVE_FORMAT = _listed("0:-100|1:(100)")
ENTITY_STATUS = _listed(
    "6:LEAD-Unqualified|7:LEAD-Qualified|8:PROSPECT-In Discussion|9:PROSPECT-Identified Decision Makers|"
    "10:PROSPECT-Proposal|11:PROSPECT-In Negotiation|12:PROSPECT-Purchasing|13:CUSTOMER-Closed Won|"
    "14:PROSPECT-Closed Lost|15:CUSTOMER-Renewal|16:CUSTOMER-Lost Customer"
)
CUSTOMER_CATEGORY = _listed("1:Retail|2:Wholesale|3:Hospitality|4:Web shop")
BILLING_TYPE = _listed("CashSale:Cash Sale|CustInvc:Invoice")
CARRIER = _listed("nonups:FedEx/USPS/More|ups:UPS")
MONTHLY_CLOSING = _listed("1:1|5:5|10:10|15:15|20:20|25:25|31:31")
TAX_ROUNDING = _listed("DOWN:Round Down|OFF:Round Off|UP:Round Up")

ITEM_TYPE = _listed(
    "Assembly:Assembly/Bill of Materials|Description:Description|Discount:Discount|DwnLdItem:Download Item|"
    "EndGroup:End of Item Group|GiftCert:Gift Certificate|Group:Item Group|InvtPart:Inventory Item|"
    "Kit:Kit/Package|Markup:Markup|NonInvtPart:Non-inventory Item|OthCharge:Other Charge|Payment:Payment|"
    "Service:Service|ShipItem:Shipping Cost Item|Subtotal:Subtotal|TaxGroup:Tax Group|TaxItem:Sales Tax Item"
)
ITEM_SUBTYPE = _listed("Purchase:Purchase|Resale:Resale|Sale:Sale")
COSTING_METHOD = _listed(
    "AVG:Average|FIFO:FIFO|GROUPAVG:Group Average|LIFO:LIFO|LOT:Lot Numbered|SERIAL:Serialized|STANDARD:Standard"
)
COST_ESTIMATE_TYPE = _listed(
    "AVGCOST:Average Cost|CUSTOM:Custom|ITEMDEFINED:Item Defined Cost|LASTPURCHPRICE:Last Purchase Price|"
    "MEMBERDEFINED:Derived from Member Items|PREFVENDORRATE:Preferred Vendor Rate|"
    "PURCHORDERRATE:Purchase Order Rate|PURCHPRICE:Purchase Price"
)
OUT_OF_STOCK = _listed(
    "DEFAULT:- Default -|DISABLE:Disable Online Ordering, Display Out-of-Stock Message|"
    "ENABLE:Allow Back Orders With No Out-of-Stock Message|"
    "ENABLENMSG:Allow Back Orders, Display Out-of-Stock Message|REMOVE:Remove Item When Out-of-Stock"
)
WEIGHT_UNIT = _listed("1:lb|2:oz|3:kg|4:g")
TAX_SCHEDULE = _listed("1:Taxable|2:Non-taxable|3:Reduced rate")
TAX_AVAILABLE = _listed("BOTH:Both|PURCHASE:Purchases|SALE:Sales")

ACCOUNT_TYPE = _listed(
    "AcctPay:Accounts Payable|AcctRec:Accounts Receivable|Bank:Bank|COGS:Cost of Goods Sold|"
    "CredCard:Credit Card|DeferExpense:Deferred Expense|DeferRevenue:Deferred Revenue|Equity:Equity|"
    "Expense:Expense|FixedAsset:Fixed Asset|Income:Income|LongTermLiab:Long Term Liability|"
    "NonPosting:Non Posting|OthAsset:Other Asset|OthCurrAsset:Other Current Asset|"
    "OthCurrLiab:Other Current Liability|OthExpense:Other Expense|OthIncome:Other Income|"
    "Stat:Statistical|UnbilledRec:Unbilled Receivable"
)
SPECIAL_ACCOUNT = _listed(
    "AcctPay:Accounts Payable|AcctRec:Accounts Receivable|COGS:Cost of Goods Sold|CumulTransAdj:Cumulative "
    "Translation Adjustment|CustDep:Customer Deposits|DefRevClearing:Deferred Revenue Clearing|"
    "InvtAsset:Inventory Asset|RealizedGainLoss:Realized Gain/Loss|RecvNotBill:Inventory Received Not Billed|"
    "RetEarnings:Retained Earnings|SalesTaxPay:Sales Taxes Payable|UndepFunds:Undeposited Funds|"
    "UnrealizedGainLoss:Unrealized Gain/Loss"
)
RATE_TYPE = _listed("AVERAGE:Average|CURRENT:Current|HISTORICAL:Historical")
LOCATION_TYPE = _listed("1:Store|2:Warehouse")
SYMBOL_PLACEMENT = _listed("1:Before Number|2:After Number")
ORDER_SOURCE = _listed(
    "CSV:CSV|customerCenter:Customer Center|webServices:SOAP Web Services|restWebServices:REST Web Services|"
    "eBay:eBay|PaymentLink:Payment Link"
)
HANDLING_MODE = _listed("MIMIC:Mimic|PROCESS:Process|SAVE_ONLY:Save Only")
COMMIT = _listed("1:Available Qty|2:Complete Qty|3:Do Not Commit")
TIME_ZONE = _listed(
    "America/New_York:(GMT-05:00) Eastern Time (US & Canada)|"
    "America/Los_Angeles:(GMT-08:00) Pacific Time (US & Canada)|"
    "America/Chicago:(GMT-06:00) Central Time (US & Canada)|"
    "America/Toronto:(GMT-05:00) Eastern Time (Canada)|Europe/London:(GMT) London, Dublin, Lisbon|"
    "Europe/Berlin:(GMT+01:00) Berlin, Vienna, Stockholm|GMT:(GMT) Monrovia, Reykjavik"
)
