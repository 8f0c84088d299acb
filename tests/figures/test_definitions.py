"""A definition says whom it counts, whom not, how, and what it is a part of; what changed in a version is public."""

from __future__ import annotations

import pytest

from dodomu.errors import Refused
from dodomu.figures.queries.definitions import versions_of
from tests import build_figures as figures

pytestmark = pytest.mark.django_db

LINES = {"includes_uk": "в обмінах\nпоза обмінами", "includes_en": "in exchanges\noutside them"}


def refusal(act):
    with pytest.raises(Refused) as refused:
        act()
    return refused.value


def defined(now, slug="returned", **said):
    return figures.definition(figures.replace(figures.RETURNED, **said), slug, now=now)


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"includes_uk": "в обмінах"}, "includes_en"),
        ({"excludes_uk": "цивільні", "excludes_en": "civilians\nothers"}, "excludes_en"),
        ({"counting_rule": "returns"}, "counting_rule"),
        ({"counting_rule": "guess"}, "counting_rule"),
        ({"side": "third"}, "counting_rule"),
        ({"part_of": "nothing"}, "part_of"),
        ({"part_of": "held"}, "part_of"),
        ({"part_of": "returned"}, "part_of"),
    ],
)
def test_what_cannot_be_so_is_refused_at_its_field(now, said, field):
    figures.definition(figures.HELD, "held", now=now)
    defined(now)
    assert refusal(lambda: defined(now, **said)).field == field


def test_a_whole_is_no_part_of_its_part(now):
    defined(now, "whole")
    defined(now, "part", part_of="whole")
    defined(now, "part-of-part", part_of="part whole")
    again = refusal(lambda: defined(now, "whole", part_of="part-of-part"))
    assert str(again) == "«part-of-part» само є частиною цього визначення."


def test_what_changed_in_a_version_is_told_part_by_part(now):
    defined(now, "everybody")
    defined(now)
    defined(now, **LINES, part_of="everybody", status="", counting_rule="as_stated")
    second, first = versions_of("returned")
    assert first.changes == []
    assert [(one.name.uk, one.was.uk, one.now.uk) for one in second.changes] == [
        ("Кого рахуємо", "–", "в обмінах; поза обмінами"),
        ("Як рахуємо", "кожна людина один раз, хоч би скільки разів поверталася", "так, як рахувало джерело"),
        ("Частина чого", "–", "Повернення з полону"),
        ("Чи рахує реєстр", "так, лише підтверджене", "ні"),
    ]


def test_the_public_reads_whom_a_figure_counts_and_what_it_is_a_part_of(now, client):
    figures.published(figures.replace(figures.RETURNED, **LINES), now=now, value=755)
    azov = figures.replace(figures.RETURNED, name_uk="Азов", name_en="Azov", population="azov", part_of="returned")
    figures.published(azov, "azov", now=now, value=500)
    whole, part = (client.get(f"/figures/{slug}").content.decode() for slug in ("returned", "azov"))
    assert "<li>поза обмінами</li>" in whole
    assert '<a href="/figures/azov">Азов</a>' in whole
    assert "Їх до нього не додавайте." in whole
    assert '<a href="/figures/returned">Повернення з полону</a>' in part


def test_the_public_reads_what_changed_in_every_version_up_to_the_one_in_use(now, client):
    figures.published(now=now)
    assert client.get("/figures/returned/definition").status_code == 200
    figures.definition(figures.replace(figures.RETURNED, counted_uk="Інакше.", counted_en="Otherwise."), now=now)
    assert "Інакше." not in client.get("/figures/returned/definition").content.decode()
    changed = figures.replace(figures.RETURNED, counted_uk="Інакше.", counted_en="Otherwise.")
    figures.published(changed, now=now, value=20, as_of=now.date())
    page = client.get("/figures/returned/definition").content.decode()
    assert "<del>Люди, які повернулися з полону.</del>" in page
    assert "<ins>Інакше.</ins>" in page
    assert "<ins>Otherwise.</ins>" in client.get("/en/figures/returned/definition").content.decode()
    assert client.get("/figures/held/definition").status_code == 404
