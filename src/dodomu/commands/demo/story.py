"""What happens in the demo before the page answers, in order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from dodomu.commands.demo import accounts, cases, choices, departments, earlier, families, letters, lists, people
from dodomu.commands.demo.telling import Telling
from dodomu.exchanges import actions as exchanges
from dodomu.exchanges.models import Round
from dodomu.figures.actions import load_public_record
from dodomu.figures.actions.story import load_story
from dodomu.people.models import Person
from dodomu.reference.entitlements.published import published
from dodomu.reference.rounds import read_rounds, running_totals
from dodomu.reintegration import actions
from dodomu.reintegration.models import Facility
from dodomu.synthetic.register import MadePerson, make_people

SEED = 20240717
JULY = date(2024, 7, 17)

TO_TRY: tuple[tuple[str, str], ...] = (
    (
        "Увійдіть як zvirka: Обміни → 17 липня 2024 → список № 1. 1–3 вибирає, Enter підтверджує, 0 – нікого з них.",
        "Sign in as zvirka: Exchanges → 17 July 2024 → list no. 1. 1–3 chooses, Enter confirms, 0 is none of these.",
    ),
    (
        "Коли вирішено всі 95 рядків, підпишіть удвох (zvirka, zvirka2) і відзначте прибуття: "
        "статуси, справи й дзвінки з’являться одразу.",
        "With all 95 lines decided, sign by two (zvirka, zvirka2) and verify the arrivals: "
        "statuses, cases and calls follow at once.",
    ),
    (
        "Як suprovid відкрийте «Сьогодні»: хто на адаптації, що прострочено, кого прийняти.",
        "As suprovid open Today: who is in the time to adapt, what is late, whom to take on.",
    ),
    (
        "Без входу: цифра 755 і її виправлення; вставте у «Перевірити текст»: 755 нацгвардійців залишаються в полоні.",
        "Without signing in: the figure 755 and its correction; check the text: 755 guardsmen remain in captivity.",
    ),
    (
        "Як presa: Цифри → Кого повідомити. Два тексти ще кажуть «залишаються»: перевірте їх, напишіть редакції, "
        "перечитайте.",
        "As presa: Figures → Whom to tell. Two texts still say “remain”: check them, write to the editors, read them "
        "again.",
    ),
    (
        "В іншому терміналі, до прибуття й після: DODOMU_DATA={folder} {dodomu} count --status returned --unit NGU",
        "On another terminal, before the arrivals and after: "
        "DODOMU_DATA={folder} {dodomu} count --status returned --unit NGU",
    ),
)


Taken = tuple[Person, MadePerson]


@dataclass(frozen=True, slots=True)
class Told:
    """What the summary prints."""

    matched: lists.Matched


def tell(telling: Telling, *, people: int, now: datetime) -> Told:
    """Builds everything and says each step."""
    return _Story(telling, number=people, now=now).tell()


class _Story:
    def __init__(self, telling: Telling, *, number: int, now: datetime) -> None:
        self.telling, self.number, self.now = telling, number, now
        self.relatives = 0

    def tell(self) -> Told:
        self._reference()
        self.users = accounts.open_accounts(language=self.telling.language, now=self.now)
        taken = self._register()
        on_list = lists.choose(taken, seed=SEED)
        listed = {person.pk for person, _made in on_list}
        back = self._back(taken, listed)
        again = people.take_in_again([pair for pair in taken if pair[0].pk not in listed], now=self.now)
        self.telling.say(
            f"другі записи про тих самих людей: {len(again)} (Люди → Можливі дублікати)",
            f"second records of the same people: {len(again)} (People → Possible duplicates)",
        )
        self._families([*on_list, *back])
        self.telling.say(f"родичів записано: {self.relatives}", f"relatives entered: {self.relatives}")
        deciding = choices.chosen([person for person, _made in back], users=self.users)
        self.telling.say(
            f"вирішують самі, а не родина: {deciding} (Згоди)",
            f"decide for themselves, no longer their families: {deciding} (Consents)",
        )
        asked = departments.ask([person for person, _made in back], users=self.users, now=self.now)
        self.telling.say(f"запитів до відомств: {asked}", f"enquiries to departments: {asked}")
        loaded = load_public_record(now=self.now)
        self.telling.say(
            f"оприлюднені твердження: {loaded.statements}, цифри: {loaded.figures}, виправлення: {loaded.corrections}",
            f"published statements: {loaded.statements}, figures: {loaded.figures}, corrections: {loaded.corrections}",
        )
        texts = load_story(by=self.users["presa"], now=self.now)
        self.telling.say(
            f"тексти 25 липня 2024 року, щоб повторити: {texts} (Пресслужба → Документи)",
            f"texts of 25 July 2024 to replay: {texts} (Press office → Documents)",
        )
        return Told(self._list(on_list))

    def _reference(self) -> None:
        rows = read_rounds()
        exchanges.load_rounds(rows, now=self.now)
        checks = running_totals(rows)
        holding = sum(check.holds for check in checks)
        self.telling.say(
            f"обміни, оприлюднені дані: {len(rows)}; {holding} з {len(checks)} підсумків сходяться",
            f"exchange rounds as published: {len(rows)}; {holding} of {len(checks)} running totals follow",
        )

        rights = published()
        actions.load_entitlements(rights, now=self.now)
        self.telling.say(
            f"права за датами: {len(rights)} редакцій, оприлюднені дані (ще має підтвердити юрист)",
            f"rights by date: {len(rights)} versions as published (a lawyer still has to confirm them)",
        )

    def _register(self) -> list[Taken]:
        people.add_vocabularies()
        made = list(make_people(self.number, seed=SEED, returns=people.returns_before(JULY)))
        steps = self.telling.bar(range(0, len(made), people.CHUNK), "люди, по 500", "people, 500 at a time")
        with transaction.atomic():
            taken = people.take_in(made, steps, now=self.now)
        facts = sum(len(person.events) for person in made)
        self.telling.say(
            f"реєстр: {len(taken)} вигаданих людей, {facts} записів",
            f"register: {len(taken)} invented people, {facts} facts",
        )
        return taken

    def _back(self, taken: list[Taken], on_list: set[int]) -> list[Taken]:
        facilities = cases.add_facilities(by=self.users["admin"], now=self.now)
        june = [pair for pair in taken if pair[1].returned_on == cases.JUNE][:12]
        captive = [pair for pair in taken if pair[1].outcome == "captive" and pair[0].pk not in on_list]
        recent = [pair for pair in captive if pair[1].unit.startswith("AFU")][:6]
        self._families(recent)
        since_june = cases.lived_since_june(
            [person for person, _made in june],
            users=self.users,
            facility=facilities["lisova"],
            june=Round.objects.get(stages__on=cases.JUNE),
            now=self.now,
        )
        letters.letterheads(by=self.users["admin"], now=self.now)
        letters.written(since_june, by=self.users["suprovid"], now=self.now)
        adapting = cases.back_two_days_ago(
            [person for person, _made in recent], users=self.users, facility=facilities["svitanok"]
        )
        further = self._further(taken, on_list, facilities["dnipro-2"])
        number = len(since_june) + len(adapting) + further
        self.telling.say(
            f"справ у супроводі: {number}, з них на адаптації {len(adapting)}",
            f"cases: {number}, of them in the time to adapt {len(adapting)}",
        )
        return june

    def _further(self, taken: list[Taken], on_list: set[int], facility: Facility) -> int:
        """People of earlier exchanges, further on their way, led by two officers."""
        officers = (self.users["suprovid2"], self.users["suprovid"])
        number = 0
        for place, way in enumerate(earlier.WAYS):
            back = [person for person, made in taken if made.returned_on == way.on and person.pk not in on_list]
            officer = officers[place % 2]
            cases_of_way = earlier.lived(way, back[: way.people], users=self.users, facility=facility, officer=officer)
            number += len(cases_of_way)
        actions.name_deputy(
            self.users["suprovid2"],
            self.users["suprovid"],
            from_on=date(2024, 7, 18),
            until_on=date(2024, 7, 26),
            by=self.users["kerivnyk"],
            now=self.now,
        )
        return number

    def _families(self, people: list[Taken]) -> None:
        self.relatives += families.add_relatives(
            people, first=self.users["rodyny"], second=self.users["rodyny2"], now=self.now, seed=SEED
        )

    def _list(self, on_list: list[Taken]) -> lists.Matched:
        july = Round.objects.get(ordinal=lists.ORDINAL)
        officers = [self.users["zvirka"], self.users["zvirka2"]]
        exchanges.assign_officers(july, officers, now=self.now)
        made = lists.make(on_list, seed=SEED)
        name_list = lists.take(made, by=officers[0], now=self.now)
        matched = lists.match(name_list, made)
        self.telling.say(
            f"список на 17 липня: {matched.total} рядків, кандидатів знайдено",
            f"list for 17 July: {matched.total} lines, candidates found",
        )
        return matched
