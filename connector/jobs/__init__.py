"""Asynchronous jobs and batches."""

from __future__ import annotations

from suiteplug.connector.jobs.service import JobService

__all__ = ["JobService"]
