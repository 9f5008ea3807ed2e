"""Webhooks as Standard Webhooks signs them."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import re
import time
from typing import Mapping, Optional, Union

from .client import Event, decode


class WebhookError(Exception):
    """A webhook that must not be believed; the message says why."""


def verify_webhook(
    body: Union[bytes, str],
    headers: Mapping[str, str],
    secret: str,
    *,
    tolerance: float = 300,
    now: Optional[float] = None,
) -> Event:
    """The event of a webhook, if one of its signatures was made with the secret (`whsec_…`) and it is
    no older than the tolerance, in seconds. `body` is what came, byte for byte: parsed and written
    anew it may differ. A webhook may come twice: its `id` is the same then.
    """
    given = {name.lower(): value for name, value in headers.items()}
    for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
        if name not in given:
            raise WebhookError(f"{name} is missing")
    timestamp = given["webhook-timestamp"]
    if not re.fullmatch(r"[0-9]{1,12}", timestamp):
        raise WebhookError("webhook-timestamp is not a time")
    if abs((time.time() if now is None else now) - int(timestamp)) > tolerance:
        raise WebhookError("webhook-timestamp is too far from now")
    raw = body.encode() if isinstance(body, str) else bytes(body)
    try:
        key = base64.b64decode(secret[6:] if secret.startswith("whsec_") else secret, validate=True)
    except binascii.Error:
        raise WebhookError("the secret is not base64") from None
    signed = b".".join((given["webhook-id"].encode(), timestamp.encode(), raw))
    expected = b"v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest())
    # All are compared, each in the same time.
    fits = [hmac.compare_digest(expected, one.encode()) for one in given["webhook-signature"].split(" ")]
    if not any(fits):
        raise WebhookError("no signature fits")
    return decode(Event, json.loads(raw))
