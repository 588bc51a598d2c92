"""Order -> NetSuite record bodies. Pure: no I/O, no clock; README.md explains each choice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from examples.order_to_cash import external_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from examples.order_to_cash.books import Books
    from examples.order_to_cash.shop import Line, Order, Shipping, Tax

Body = dict[str, Any]

CUSTOM_PRICE = "-1"  # price level "Custom": the shop's price counts, not the price list
PENDING_FULFILLMENT = "B"  # approved: without it an order waits for approval (Oracle help: section_159795516182)
FREE_WRAP_TAG, FREE_WRAP_SKU = "wedding-list", "WRAP-SVC"
DISCOUNT_SKU = "DISC-FIX"
EXPRESS, STANDARD = "SHIP-EXP", "SHIP-STD"


def ref(internal_id: str) -> Body:
    """A reference in NetSuite's form."""
    return {"id": internal_id}


def number(amount: Decimal) -> float:
    """A JSON number; two decimals survive a float unharmed."""
    return float(amount)


def customer_body(order: Order, books: Books) -> Body:
    """Body for upserting the buyer: a company when the billing address names one, else a person."""
    raw, company = order.raw, books.company(order.currency)
    billing = raw["billing_address"]
    body: Body = {
        "subsidiary": ref(company.subsidiary),
        "currency": ref(company.currency),
        "isPerson": not billing["company"],
        "email": raw["email"],
        "addressBook": {"items": address_book(order)},
    }
    if billing["company"]:
        body["companyName"] = billing["company"]
    else:
        body["firstName"], body["lastName"] = billing["first_name"], billing["last_name"]
    if phone := (raw["customer"] or {}).get("phone") or billing["phone"]:
        body["phone"] = phone
    if term := _terms(order, books):
        body["terms"] = ref(term)
    return body


def address_book(order: Order) -> list[Body]:
    """One line when goods go to the billing address, else two."""
    billing, shipping = order.raw["billing_address"], order.raw["shipping_address"]
    if shipping is None or address(shipping) == address(billing):
        return [{"defaultBilling": True, "defaultShipping": True, "addressBookAddress": address(billing)}]
    return [
        {"defaultBilling": True, "defaultShipping": False, "addressBookAddress": address(billing)},
        {"defaultBilling": False, "defaultShipping": True, "addressBookAddress": address(shipping)},
    ]


def address(shop: Mapping[str, Any]) -> Body:
    """A NetSuite address. Nothing is shortened or corrected: what NetSuite refuses, a person has to decide."""
    fields = {
        "addressee": shop["company"] or shop["name"],
        "attention": shop["name"] if shop["company"] else None,
        "addr1": shop["address1"],
        "addr2": shop["address2"],
        "city": shop["city"],
        "zip": shop["zip"],
        "addrPhone": shop["phone"],
        "state": shop["province_code"] if shop["country_code"] in {"US", "CA"} else None,
    }
    return {"country": ref(shop["country_code"])} | {name: value for name, value in fields.items() if value}


def sales_order_body(order: Order, books: Books) -> Body:
    """Body for the sales order: net lines at the shop's prices, the shop's own tax, the buyer's addresses.

    Raises:
        RefusedError: An SKU or the currency has no record in the account.
    """
    raw, company = order.raw, books.company(order.currency)
    body: Body = {
        "entity": {"externalId": external_ids.customer(raw)},
        "subsidiary": ref(company.subsidiary),
        "currency": ref(company.currency),
        "location": ref(company.location),
        "tranDate": order.date,
        "orderStatus": ref(PENDING_FULFILLMENT),
        "otherRefNum": raw["po_number"] or order.name,
        "memo": _memo(order),
        "email": raw["email"],
        "billingAddress": address(raw["billing_address"]),
        "item": {"items": [_order_line(line, books, company.location) for line in order.lines]},
    }
    if raw["shipping_address"]:
        body["shippingAddress"] = address(raw["shipping_address"])
    if term := _terms(order, books):
        body["terms"] = ref(term)
    return {
        **body,
        **_delivery(order, books),
        **discount(order.discount, books),
        **tax_details(order.lines, order.shipping),
    }


def _memo(order: Order) -> str:
    raw = order.raw
    memo = f"Web shop order {order.name}"
    if raw["presentment_currency"] != order.currency:
        seen = raw["total_price_set"]["presentment_money"]
        memo += f", paid as {seen['amount']} {seen['currency_code']}"
    return memo


def _terms(order: Order, books: Books) -> str | None:
    agreed = order.raw["payment_terms"]
    return books.terms.get(agreed["payment_terms_name"]) if agreed else None


def _order_line(line: Line, books: Books, location: str) -> Body:
    item = books.item(line.sku)
    body: Body = {
        "item": ref(item.item_id),
        "quantity": line.quantity,
        "price": ref(CUSTOM_PRICE),
        "amount": number(line.net),
        "description": line.title,
        "location": ref(location),
        "taxDetailsReference": _tax_reference(line),
    }
    return body | (_gift_card(line) if line.gift_card else {})


def free_wrap_line(order: Order, books: Books) -> Body:
    """The gift wrap that comes with a wedding list, free of charge."""
    return {
        "item": ref(books.item(FREE_WRAP_SKU).item_id),
        "quantity": 1,
        "price": ref(CUSTOM_PRICE),
        "amount": 0.0,
        "description": "Gift wrapping, with our compliments",
        "location": ref(books.company(order.currency).location),
    }


def _gift_card(line: Line) -> Body:
    """Who gets the gift certificate; NetSuite asks for these on every line that sells one."""
    said = line.properties
    return {
        "giftCertFrom": said.get("From", "Web shop"),
        "giftCertRecipientName": said["Recipient name"],
        "giftCertRecipientEmail": said["Recipient email"],
        "giftCertMessage": said.get("Message", ""),
    }


def _delivery(order: Order, books: Books) -> Body:
    if not order.shipping:
        return {}
    method = EXPRESS if order.shipping[0].code == "EXP" else STANDARD
    return {"shipMethod": ref(books.ship_methods[method]), "shippingCost": number(order.shipping_cost)}


def discount(amount: Decimal, books: Books) -> Body:
    """All discounts on goods as one flat discount in the header, so that the shop's amount counts to the cent."""
    if not amount:
        return {}
    return {"discountItem": ref(books.item(DISCOUNT_SKU).item_id), "discountRate": -number(amount)}


def _tax_reference(line: Line) -> str:
    return f"SHOP-L-{line.shop_id}"


def tax_details(lines: Sequence[Line], shipping: Sequence[Shipping]) -> Body:
    """The shop has taxed the buyer already, so its amounts go in as an override instead of being computed again.

    A line without tax is said to have none: left out, NetSuite would tax it by its own rules.
    """
    details: list[Body] = []
    for line in lines:
        details += _tax_lines(line.taxes, _tax_reference(line), line.net - line.discount)
    for one in shipping:
        details += _tax_lines(one.taxes, "SHIPPING", one.net)
    return {"taxDetailsOverride": True, "taxDetails": {"items": details}}


def _tax_lines(taxes: Iterable[Tax], reference: str, net: Decimal) -> list[Body]:
    lines = [
        {
            "taxDetailsReference": reference,
            "taxBasis": number(tax.basis),
            "taxRate": number(tax.rate * 100),
            "taxAmount": number(tax.amount),
        }
        for tax in taxes
    ]
    return lines or [{"taxDetailsReference": reference, "taxBasis": number(net), "taxRate": 0.0, "taxAmount": 0.0}]
