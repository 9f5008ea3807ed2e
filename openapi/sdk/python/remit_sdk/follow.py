"""The events of a company, each once and in order, for as long as one cares to listen."""

from __future__ import annotations

import json
import random
import time
from typing import Any, Dict, Iterator

import httpx

from .client import _OPERATIONS, ApiError, ApiTimeoutError, Client, Event, build_url, decode, iter_sse, resolve_auth


def follow(remit: Client, after: int, *, silence: float = 45) -> Iterator[Event]:
    """Follows the stream, and reads the list whenever the stream cannot be had or breaks off. Keep
    `event.sequence` with what the event led to, and begin with it after a restart: nothing is missed
    and nothing comes twice; 0 begins with the first event that is kept. A connection without a sign
    of life for `silence` seconds is given up (the server gives one every 15). A refusal that waiting
    does not cure is raised.
    """
    last, failures = after, 0
    while True:
        before = last
        for source in (_streamed, _listed):
            for event in source(remit, last, silence):
                if event.sequence > last:
                    last = event.sequence
                    yield event
        failures = 0 if last > before else failures + 1
        time.sleep(min(0.25 * 2**failures, 15) * random.uniform(0.5, 1))


def _streamed(remit: Client, last: int, silence: float) -> Iterator[Event]:
    """What the stream sends until it breaks off or cannot be had for now."""
    operation = _OPERATIONS["stream_events"]
    url = build_url(remit._server_url, operation["path"], {})

    def connect(_: Dict[str, str]) -> Any:
        bearer, _query = resolve_auth(operation["security"], remit._auth)
        headers = {**bearer, "Accept": "text/event-stream", "Last-Event-ID": str(last)}
        return remit._http.stream(operation["method"], url, headers=headers, timeout=silence)

    # The client's own `stream_events` would connect again by itself and never ask the list.
    frames = iter_sse(connect, reconnect=False)
    while True:
        try:
            frame = next(frames, None)
        except httpx.TransportError:
            return
        except httpx.HTTPStatusError as error:
            status = error.response.status_code
            if status == 429 or status >= 500:
                return
            raise ApiError(url, status, error.response.reason_phrase, _json(error.response.text)) from None
        event = None if frame is None else _json(frame.data)
        # A connection that is cut may leave half an event behind.
        if not isinstance(event, dict):
            return
        yield decode(Event, event)


def _listed(remit: Client, last: int, _silence: float) -> Iterator[Event]:
    events = remit.list_events_items(after=str(last), limit=100)
    while True:
        try:
            event = next(events, None)
        except (httpx.TransportError, ApiTimeoutError):
            return
        except ApiError as error:
            if error.status == 429 or error.status >= 500:
                return
            raise
        if event is None:
            return
        yield event


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None
