"""No text for families contains a status word unless the arrival is verified; nothing names a place; we ask for no money."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dodomu.families import actions
from dodomu.families.actions import messages
from dodomu.families.models import Call
from dodomu.notices.actions import send_due
from dodomu.notices.carriers import FileCarrier
from dodomu.people.models import Fact, Person, PersonNow
from tests.build_exchanges import captive
from tests.build_families import OCCASION, bring_home, officers, relative, released

# Beginnings of words that tell, or seem to tell, what became of somebody, in both languages.
STATUS = re.compile(
    r"(?i)\b(поверн|прибу|звільн|обмін|полон|поранен|зник|безвіст|помер|загин|жив(ий|а|і)\b|здоров|безпец|вдома|додому"
    r"|return|came|come home|back\b|arriv|releas|exchang|swap|captiv|prison|missing|dead|died|alive|safe|wound|home\b)"
)
TEMPLATES = Path("src/dodomu/web/templates/families")


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def script_on(page):
    """The scripts of a call as they stand on its page, in both languages."""
    found = re.findall(
        r'<section lang="(uk|en)" aria-labelledby="script-.*?</h2>(.*?)</section>', page, flags=re.DOTALL
    )
    assert {language for language, _text in found} == {"uk", "en"}
    return {language: text_of(text) for language, text in found}


def status_words(text):
    """The status words of a script, but the name of the act by which nobody is told: none."""
    return [found[0] for found in STATUS.finditer(text)]


@pytest.fixture
def calls(now):
    person = captive("Шевчук", now=now)
    officers(now)
    relative(person, now=now)
    relative(person, name="Шевчук Галина", kin="mother", language="en", now=now)
    return list(actions.release_calls([person], occasion=OCCASION, by=None, now=now))


def scripts(client_for, now, call):
    officer, _second = officers(now)
    return script_on(client_for(officer).get(f"/families/calls/{call.pk}").content.decode())


@pytest.mark.django_db
def test_before_the_arrival_is_verified_the_script_says_no_status(calls, client_for, now):
    for call in calls:
        assert {lang: status_words(text) for lang, text in scripts(client_for, now, call).items()} == {
            "uk": [],
            "en": [],
        }


@pytest.mark.django_db
def test_after_it_is_verified_the_one_whose_turn_it_is_hears_it_and_who_waits_does_not(calls, client_for, now):
    bring_home(Person.objects.get(), now=now)
    first, second = calls
    said = scripts(client_for, now, first)
    assert "Шевчук Іван (близька вам людина): повернення – 17 липня 2024 року." in said["uk"]
    assert "Ivan Shevchuk (the person close to you): returned on 17 July 2024." in said["en"]
    assert {lang: status_words(text) for lang, text in scripts(client_for, now, second).items()} == {"uk": [], "en": []}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sex", "word", "english"), [("m", "повернувся", "came home"), ("f", "повернулася", "came home")]
)
def test_the_news_is_said_in_the_gender_of_the_person(sex, word, english, client_for, now):
    from dodomu.people import actions as people

    person = captive("Шевчук", now=now)
    relative(person, kin="mother", now=now)
    source = people.add_source("document", dated_on=now.date())
    people.state(person, "sex", sex, true_from=now.date(), source=source, by=None, now=now)
    [call] = released(person, now=now)
    said = scripts(client_for, now, call)
    assert (f"{word} 17 липня 2024 року" in said["uk"], f"{english} on 17 July 2024" in said["en"]) == (True, True)


@pytest.mark.django_db
def test_a_return_known_to_the_month_is_told_without_a_day(client_for, now):
    person = captive("Шевчук", now=now)
    relative(person, kin="mother", now=now)
    [call] = released(person, now=now)
    PersonNow.objects.filter(person=person).update(status_precision="month")
    said = scripts(client_for, now, call)
    assert "є підтверджене повернення." in said["uk"] and "17" not in said["uk"]
    assert "the return is confirmed." in said["en"] and "17" not in said["en"]


@pytest.mark.django_db
def test_an_arrival_withdrawn_in_the_register_silences_the_script_at_once(calls, client_for, now):
    from dodomu.people import actions as people

    person = Person.objects.get()
    bring_home(person, now=now)
    fact = Fact.objects.filter(person=person, value="RETURNED_EXCHANGE").get()
    people.withdraw(fact, reason="тезка", source=fact.source, by=None, now=now)
    said = scripts(client_for, now, calls[0])
    assert {lang: status_words(text) for lang, text in said.items()} == {"uk": [], "en": []}


@pytest.mark.django_db
def test_the_call_that_mends_says_no_status_either(calls, client_for, now):
    officer, _second = officers(now)
    person = Person.objects.get()
    bring_home(person, now=now)
    actions.log_outcome(calls[0], "told", by=officer, now=now)
    actions.withdraw_calls([person], occasion=OCCASION, reason="тезка", by=None, now=now)
    call = Call.objects.get(pk=calls[0].pk)
    assert call.state == "mend"
    said = scripts(client_for, now, call)
    assert {lang: status_words(text) for lang, text in said.items()} == {"uk": [], "en": []}
    assert "Пробачте нам" in said["uk"]


@pytest.mark.django_db
def test_no_message_that_leaves_says_a_status_and_each_can_be_verified(calls, now, tmp_path):
    officer, _second = officers(now)
    bring_home(Person.objects.get(), now=now)
    for call in calls:
        actions.log_outcome(call, "told", by=officer, now=now)
    assert send_due(FileCarrier(tmp_path), clock=lambda: now) == 0
    assert send_due(FileCarrier(tmp_path), clock=lambda: now + actions.calls.UNDO_WITHIN) == 2
    texts = sorted(path.read_text() for path in tmp_path.iterdir())
    for call, text in zip(calls, texts, strict=True):
        assert status_words(text) == []
        assert messages.code(call.pk) in text
    assert ["Ми ніколи не просимо грошей" in texts[0], "We never ask for money" in texts[1]] == [True, True]


def test_the_news_stands_in_one_template_that_one_other_includes():
    news, including = [], []
    for path in sorted(TEMPLATES.glob("*.html")):
        text = path.read_text("utf-8")
        if re.search(r"повернувся|повернулася|повернення –", text):
            news.append(path.name)
        if "families/_news.html" in text:
            including.append(path.name)
    assert (news, including) == (["_news.html"], ["_script.html"])
    script = (TEMPLATES / "_script.html").read_text("utf-8")
    guarded = script.partition("{% elif may_tell %}")[2].partition("{% else %}\n<p>")[0]
    assert "families/_news.html" in guarded


def test_the_list_of_status_words_finds_what_it_must():
    bad = ["Ваш син повернувся!", "Your son is back!", "у полоні", "зник безвісти", "is missing", "живий", "alive"]
    assert [bool(status_words(text)) for text in bad] == [True] * len(bad)
    assert status_words("Є повідомлення від служби супроводу. Зателефонуйте.") == []
