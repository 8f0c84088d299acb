"""The demo of its own accord is SQLite: beside PostgreSQL its tests would only run a second time."""

from __future__ import annotations

from django.conf import settings

collect_ignore = ["test_demo.py"] if settings.PGHOST else []
