"""`dodomu check-projection` names every row that differs from the facts, and can write it anew."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command

from dodomu.ledger.models import Entry
from dodomu.people.models import PersonNow
from tests import build_people

pytestmark = pytest.mark.django_db


def run(*arguments: str, language: str = "en") -> tuple[int, list[str]]:
    out = StringIO()
    try:
        call_command("check_projection", *arguments, language=language, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_it_finds_nothing_names_what_was_damaged_and_mends_it(now):
    one = build_people.crowd(3, now=now)[1]
    assert run() == (0, ["People checked: 3. Differences: 0."])
    PersonNow.objects.filter(pk=one.pk).update(status="KILLED")
    damaged = f"PersonNow {one.pk}: status"
    assert run() == (1, [damaged, "People checked: 3. Differences: 1."])
    assert run(language="uk") == (1, [damaged, "Людей перевірено: 3. Розбіжностей: 1."])
    assert run("--mend") == (0, [damaged, "People checked: 3. Differences: 1.", "Written anew."])
    assert run() == (0, ["People checked: 3. Differences: 0."])
    entry = Entry.objects.order_by("seq").last()
    assert (entry.act, entry.detail) == ("mend_projection", f'{{"people":[{one.pk}]}}')
