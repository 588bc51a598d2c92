"""SuiteQL: statements checked before they leave, pages, and rows as people expect them."""

from __future__ import annotations

from suiteplug.connector.suiteql.service import SuiteqlService

__all__ = ["SuiteqlService"]
