"""Gift certificates: sold as items, issued when the sale is booked, redeemed on later sales.

One certificate is issued per gift certificate line (Oracle help: "Gift Certificates"); redeemed amounts come off the
certificate when the sale is booked. Their sale is a liability, so no tax and no fulfilment go with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from suiteplug.emulator.rules.shared.money import money, number
from suiteplug.emulator.rules.shared.refusals import invalid_value, refuse

if TYPE_CHECKING:
    from suiteplug.emulator.rules.context import Context
    from suiteplug.emulator.rules.ports import Body


def _redeemed(body: Body | None) -> dict[str, float]:
    amounts: dict[str, float] = {}
    for line in (body or {}).get("giftCertRedemption", ()):
        code = str(line.get("authCode"))
        amounts[code] = money(amounts.get(code, 0.0) + number(line.get("authCodeApplied")))
    return amounts


def check_redemption(context: Context, old: Body | None, new: Body) -> None:
    """Refuse a certificate that does not exist or holds less than is asked of it."""
    before = _redeemed(old)
    for certificate_id, amount in _redeemed(new).items():
        certificate = context.lookup.get("giftCertificate", certificate_id)
        if certificate is None:
            raise invalid_value(certificate_id, "authcode", "giftCertRedemption")
        left = number(certificate.get("amountRemaining")) + before.get(certificate_id, 0.0)
        if amount > money(left):
            raise refuse(f"Gift certificate {certificate['giftCertCode']} has {left:.2f} left.", "giftCertRedemption")


def booked(context: Context, record_type: str, old: Body | None, new: Body) -> None:
    """Issue what was sold and take off what was redeemed."""
    before, after = _redeemed(old), _redeemed(new)
    for certificate_id in {**before, **after}:
        by = money(after.get(certificate_id, 0.0) - before.get(certificate_id, 0.0))
        certificate = context.lookup.get("giftCertificate", certificate_id)
        if by and certificate is not None:
            left = money(number(certificate.get("amountRemaining")) - by)
            context.store.put("giftCertificate", {**certificate, "amountRemaining": left})
    if old is None and record_type in ("invoice", "cashSale"):
        for line in new["item"]:
            if line.get("itemType") == "GiftCert":
                _issue(context, new, line)


def _issue(context: Context, sale: Body, line: Body) -> None:
    certificate: Body = {
        "giftCertCode": context.numbering.next("giftCertificate"),
        "originalAmount": line["amount"],
        "amountRemaining": line["amount"],
        "item": line["item"],
        "createdDate": f"{sale['tranDate']}T00:00:00Z",
        "name": line.get("giftCertRecipientName"),
        "email": line.get("giftCertRecipientEmail"),
        "sender": line.get("giftCertFrom"),
        "message": line.get("giftCertMessage"),
    }
    context.store.put("giftCertificate", {name: value for name, value in certificate.items() if value is not None})
