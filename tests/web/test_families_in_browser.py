"""Families in a real browser: print, and a call by keys."""

from __future__ import annotations

import pytest

from dodomu.families.models import Call
from tests.build_exchanges import captive
from tests.build_families import officers, relative, released

pytestmark = pytest.mark.django_db(transaction=True)


def test_in_print_there_is_the_script_without_forms_and_with_a_stamp(as_user, now):
    first, _second = officers(now)
    person = captive("Шевчук", now=now)
    relative(person, now=now)
    [call] = released(person, now=now)
    page = as_user(first)
    page.goto(f"/families/calls/{call.pk}/script")
    page.emulate_media(media="print")
    assert page.get_by_text("Надруковано:").is_visible()
    assert page.get_by_text("Чого не кажемо").is_visible()
    assert not page.get_by_role("navigation", name="Головне меню").is_visible()


def test_a_call_is_told_and_taken_back_by_keyboard_alone(as_user, now):
    first, _second = officers(now)
    person = captive("Шевчук", now=now)
    relative(person, now=now)
    [call] = released(person, now=now)
    page = as_user(first)
    page.goto("/families")
    page.get_by_role("link", name="Почати дзвінок").focus()
    page.keyboard.press("Enter")
    page.get_by_label("повідомлено", exact=True).focus()
    page.keyboard.press("Space")
    page.get_by_label("Що варто пам’ятати").fill("чекатиме")
    page.keyboard.press("Control+Enter")
    page.get_by_text("Записано. Протягом 10 хвилин").wait_for()
    assert Call.objects.get(pk=call.pk).state == "told"
    page.get_by_role("button", name="Скасувати останній запис").focus()
    page.keyboard.press("Enter")
    page.get_by_text("Запис скасовано новим рядком").wait_for()
    assert Call.objects.get(pk=call.pk).state == "released"
