"""What the tests of pages stand on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def ukrainian() -> Iterator[None]:
    """A page in English leaves its language to the thread; the next test begins in Ukrainian all the same."""
    with translation.override("uk"):
        yield
