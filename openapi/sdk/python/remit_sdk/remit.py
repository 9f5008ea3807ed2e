"""A client that repeats what is safe to repeat."""

from __future__ import annotations

from typing import Any, Callable, Dict, Optional, Union

import httpx

from .client import AsyncClient, Client, Company, NewCompany

Key = Union[str, Callable[[], str]]
_TRANSIENT = {408, 429, 500, 502, 503, 504}


class Remit(Client):
    """A client whose calls are repeated up to three times when a connection is cut or the server is
    busy, waiting as long as it asks. Each call that creates carries an `Idempotency-Key` of its own,
    so a repetition has no second effect. `url` is where Remit is, `key` an API key or session token.
    """

    def __init__(self, url: str, key: Optional[Key] = None, **settings: Any) -> None:
        super().__init__(url, **_settings(key, settings))

    def create_company(self, body: NewCompany, **options: Any) -> Company:
        """Sign up. Not repeated: it heeds no key, and a second try would find the e-mail taken."""
        return super().create_company(body, **{"retry": {"retries": 0}, **options})


class AsyncRemit(AsyncClient):
    """The same for asyncio."""

    def __init__(self, url: str, key: Optional[Key] = None, **settings: Any) -> None:
        super().__init__(url, **_settings(key, settings))

    async def create_company(self, body: NewCompany, **options: Any) -> Company:
        """Sign up. Not repeated: it heeds no key, and a second try would find the e-mail taken."""
        return await super().create_company(body, **{"retry": {"retries": 0}, **options})


def _settings(key: Optional[Key], settings: Dict[str, Any]) -> Dict[str, Any]:
    retry = {"retries": 3, "retry_delay": 0.5, "retry_on": _may_be_repeated, **(settings.pop("retry", None) or {})}
    auth = {} if key is None else {"bearer": key}
    return {"auth": auth, "timeout": 30.0, "idempotency_key": True, **settings, "retry": retry}


def _may_be_repeated(call: Dict[str, Any]) -> bool:
    response: Optional[httpx.Response] = call.get("response")
    if response is None:
        return True
    # A 409 that says when to come back is about a request under way.
    return response.status_code in _TRANSIENT or (response.status_code == 409 and "retry-after" in response.headers)
