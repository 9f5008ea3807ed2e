"""Client of Remit: every operation, typed problems, verified webhooks, followed events."""

from .client import *  # noqa: F403
from .client import ApiError, AsyncClient, Client, ServerSentEvent
from .remit import AsyncRemit, Remit
from .follow import follow
from .problem import problem_of
from .webhook import WebhookError, verify_webhook

__all__ = [
    "ApiError",
    "AsyncClient",
    "Client",
    "ServerSentEvent",
    "WebhookError",
    "AsyncRemit",
    "Remit",
    "follow",
    "problem_of",
    "verify_webhook",
]
