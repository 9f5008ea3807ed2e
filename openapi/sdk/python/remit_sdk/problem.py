"""Refusals by their code."""

from __future__ import annotations

from typing import Optional

from .client import ApiError, Problem, decode


def problem_of(error: BaseException) -> Optional[Problem]:
    """The problem (RFC 9457) that Remit answered with: its `code` is for programs. None if it is another error."""
    if not isinstance(error, ApiError) or not isinstance(error.body, dict) or "code" not in error.body:
        return None
    return decode(Problem, error.body)
