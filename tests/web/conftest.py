"""What the tests of pages stand on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.utils import translation

from dodomu.access.models import User
from dodomu.reintegration.models import Case
from tests import build, build_reintegration


@pytest.fixture(autouse=True)
def ukrainian() -> Iterator[None]:
    """A page in English leaves its language to the thread; the next test begins in Ukrainian all the same."""
    with translation.override("uk"):
        yield


@pytest.fixture
def adapting(now: datetime, officer: User, doctor: User) -> Case:
    """A man in his time to adapt: admitted half a day ago. Whoever asks for him brings an officer and a doctor."""
    admitted = now - timedelta(hours=12)
    return build_reintegration.case(now=now, officer=officer, unit=build.unit("NGU"), admitted_at=admitted)


@pytest.fixture
def settled(now: datetime, officer: User, doctor: User) -> Case:
    """A man whose time to adapt is over: admitted five days ago."""
    admitted = now - timedelta(days=5)
    return build_reintegration.case("Кравець", now=now, officer=officer, unit=build.unit("NGU"), admitted_at=admitted)
