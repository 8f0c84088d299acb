"""People who decide for themselves again: consents, the hand-over from the family, a meeting with the command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from dodomu.access.models import User
from dodomu.commands.demo.cases import at
from dodomu.flows.consents import asked_about, hand_over
from dodomu.people.models import Person
from dodomu.reintegration import actions
from dodomu.reintegration.models import Case, Contact

TALKED = date(2024, 7, 10)
MET = date(2024, 7, 15)
WILL_MEET = date(2024, 7, 19)
LEVELS = ("details", "contact", "news", "contact")
SAID = ("given", "given", "refused", "given")
COMMANDER = "полковник С. Явір (вигаданий)"
WISHES = ("Просить допомогти з житлом для батьків.", "Хоче побачити побратимів зі своєї роти.")


def chosen(people: Sequence[Person], *, users: Mapping[str, User]) -> int:
    """Four people of June took over from their families; three agreed to meet the command. How many took over."""
    officer = users["suprovid"]
    cases = list(Case.objects.filter(person__in=people, state="open", officer=officer).order_by("pk")[:4])
    for place, case in enumerate(cases):
        levels = {one.pk: LEVELS[place] for one in asked_about(case)}
        hand_over(case, levels, by=officer, now=at(TALKED, 11 + place))
        answers = (("command", "meet", SAID[place]), ("press", "publish", "refused"))
        for recipient, purpose, said in answers:
            when = at(TALKED, 11 + place, 30)
            actions.answer_consent(case, recipient, purpose, said, on=TALKED, by=officer, now=when)
    willing = [case for case, said in zip(cases, SAID, strict=False) if said == "given"]
    _meet(willing, officer=officer)
    return len(cases)


def _meet(willing: Sequence[Case], *, officer: User) -> None:
    """One meeting took place, with what was asked for; another is planned."""
    for on, hour in ((MET, 12), (WILL_MEET, 15)):
        meeting = actions.plan_meeting(
            led_by=COMMANDER,
            starts_at=at(on, hour),
            ends_at=at(on, hour) + timedelta(hours=1),
            place="зала на першому поверсі",
            by=officer,
            now=at(TALKED, 16),
        )
        for place, case in enumerate(willing[:2] if on == MET else willing[2:]):
            one = actions.invite(meeting, case, by=officer, now=at(TALKED, 17))
            if on == MET:
                wish, due = WISHES[place % 2], at(date(2024, 7, 22 + place), 18)
                after = at(MET, 14)
                actions.record_meeting(one, came=True, wishes=[wish], due_at=due, by=officer, now=after)


def is_missed(contact: Contact, *, place: int) -> bool:
    """Whether nobody called on that day: of one person in the whole demo, so that the head of support sees it.

    The last contact before the week of the demo, of the fourth person of their exchange.
    """
    return place == 3 and date(2024, 6, 25) <= contact.due_on <= date(2024, 7, 13)
