"""Writes README.md beside this file: ``python -m suiteplug.emulator.seed``."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from suiteplug.emulator.schema import STANDARD
from suiteplug.emulator.seed import make_company
from suiteplug.emulator.seed.document import document
from suiteplug.emulator.settings import Settings

# Stock and dates depend on the day; the page shows the company of this one.
DAY = datetime(2026, 8, 24, 17, tzinfo=UTC)

if __name__ == "__main__":
    page = document(make_company(STANDARD, Settings(), DAY))
    Path(__file__).with_name("README.md").write_text(page, encoding="utf-8")
