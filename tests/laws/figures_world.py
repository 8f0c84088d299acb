"""A register, its published figures and those who quote them, living through steps drawn by chance and many deaths.

Each act is killed before one of its queries, as often as was drawn, and begun again; what was not kept is gone.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from dodomu.access.models import User
from dodomu.errors import Refused
from dodomu.figures import actions
from dodomu.figures.actions import Intake
from dodomu.figures.models import Correction, Definition, Document, Figure, Mention, Statement
from dodomu.figures.queries.counting import recount
from dodomu.figures.queries.findings import brought_by
from dodomu.figures.queries.public import public_corrections
from dodomu.figures.queries.vintages import Asked, chosen, every_version, vintages
from dodomu.flows import correction as flow
from dodomu.people.models import Fact
from dodomu.text import Text
from tests import build_figures as figures
from tests.laws.register import Register, asked
from tests.laws.register import steps as facts
from tests.laws.test_correction_laws import survive
from tests.laws.test_vintage_laws import answer

number = st.integers(0, 9)
deaths = st.lists(st.integers(0, 60), max_size=2)
acts = st.one_of(
    st.tuples(st.just("say"), number, st.booleans()),
    st.tuples(st.just("correct"), number),
    st.tuples(st.just("say_anew"), number),
    st.tuples(st.sampled_from(["revise", "correct", "say_anew", "withdraw", "hand_in"]), number),
    st.tuples(st.just("publish_text"), number),
    st.tuples(st.just("repeat"), number, number),
    st.tuples(st.just("repeat"), number, number),
    st.tuples(st.just("correct_text"), number),
)
histories = st.tuples(
    st.lists(st.tuples(acts, deaths), min_size=4, max_size=9), facts.map(lambda row: row[:5]), st.randoms()
)
"""What happens to figures and texts, what is learned of people meanwhile, and in which order the two meet."""


@dataclass
class World:
    """Does the steps; what is refused leaves everything as it was. Keeps what it was told, to hold it against later."""

    register: Register
    press: User
    commander: User
    step: int = 0
    texts: list[int] = field(default_factory=list)  # documents, in their order
    edges: set[tuple[int, int]] = field(default_factory=set)  # statements: who repeats whom
    counted: list[tuple[Figure, int | None]] = field(default_factory=list)
    told: list[tuple[datetime, list[Any]]] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        return self.register.now + timedelta(minutes=self.step)

    def live(self, acts: list[tuple[Any, list[int]]], learned: list[Any], chance: Any) -> None:
        """The whole history: figures and texts in their order, facts strewn among them."""
        row = [("figures", one) for one in acts]
        for fact in learned:
            row.insert(chance.randint(0, len(row)), ("facts", (fact, [chance.randint(0, 30)])))
        for kind, (step, dying) in row:
            self.step += 1
            try:
                if kind == "facts":
                    survive(lambda step=step: self.register.do(step), dying)
                else:
                    getattr(self, step[0])(*step[1:], dying)
            except Refused:
                pass
            self.remember()

    def remember(self) -> None:
        """What the register counts for each pair of days, and what the public reads, as of this step."""
        days = asked(self.register.today)
        meaning = Definition.objects.first() or figures.definition(now=self.now)
        last = Fact.objects.order_by("-seq").values_list("seq", flat=True).first() or 0
        for n in range(3):
            true_on, known_on = days[-1 - (self.step * n) % len(days)], days[-1 - (self.step + n) % min(3, len(days))]
            frozen = Figure(definition=meaning, true_on=true_on, known_on=known_on, last_seq=last)
            self.counted.append((frozen, recount(frozen)))
        self.told.append((self.now, self.answer(self.now, as_of=None)))

    def answer(self, now: datetime, *, as_of: datetime | None) -> list[Any]:
        """What a program reads of all versions."""
        every = vintages(every_version(smallest=5, now=now), public_corrections(now=now))
        return answer(chosen(every, Asked(as_of=as_of, includes_history=True)))

    # figures

    def say(self, on: int, is_quiet: bool, dying: list[int]) -> None:
        until = self.now + timedelta(minutes=3) if is_quiet else None
        self._publish(self._draft(self._day(on), dying, embargo_until=until), dying)

    def hand_in(self, on: int, dying: list[int]) -> None:
        self._propose(self._draft(self._day(on), dying), dying)

    def revise(self, which: int, dying: list[int]) -> None:
        self._follow(self._one(which, "published"), "revision", dying)

    def say_anew(self, which: int, dying: list[int]) -> None:
        self._follow(self._one(which, "corrected"), "correction", dying)

    def correct(self, which: int, dying: list[int]) -> None:
        """Also of what corrected something itself: its versions follow each other like any."""
        self._correct(self._one(which, "published", "revised"), dying)

    def withdraw(self, which: int, dying: list[int]) -> None:
        figure = self._one(which, "published")
        why = Text("Хибно", "Wrong")
        survive(lambda: actions.withdraw(figure, reason=why, by=self.press, now=self.now), dying)

    def _one(self, which: int, *states: str) -> Figure:
        found = list(Figure.objects.filter(state__in=states).order_by("pk"))
        if not found:
            raise Refused("nothing of the kind")
        return found[which % len(found)]

    def _day(self, on: int) -> date:
        days = asked(self.register.today)
        return days[on % len(days)]

    def _draft(self, as_of: date, dying: list[int], **more: Any) -> int:
        said = replace(
            figures.SAID,
            as_of=as_of,
            known_on=self.register.today,
            stated_on=self.register.today,
            value=700 + 100 * Figure.objects.count(),
            explanation_uk="Інше джерело.",
            explanation_en="Another source.",
            embargo_until=more.pop("embargo_until", None),
        )
        meaning = Definition.objects.first() or figures.definition(now=self.now)
        before = set(Figure.objects.values_list("pk", flat=True))
        survive(lambda: actions.draft(meaning, said, by=self.press, now=self.now, **more), dying)
        [made] = set(Figure.objects.values_list("pk", flat=True)) - before
        return made

    def _propose(self, pk: int, dying: list[int]) -> None:
        seen = [found.key for found in brought_by(Figure.objects.get(pk=pk))]
        survive(
            lambda: actions.propose(Figure.objects.get(pk=pk), by=self.press, now=self.now, acknowledged=seen), dying
        )

    def _publish(self, pk: int, dying: list[int]) -> None:
        self._propose(pk, dying)
        survive(lambda: actions.publish(Figure.objects.get(pk=pk), by=self.commander, now=self.now), dying)

    def _follow(self, old: Figure, how: str, dying: list[int]) -> None:
        self._publish(self._draft(old.as_of, dying, replaces=old, replaces_as=how), dying)

    def _correct(self, subject: Figure | Statement, dying: list[int]) -> None:
        mended = replace(figures.MENDED, wrong_since_on=self.register.today)
        before = set(Correction.objects.values_list("pk", flat=True))
        survive(lambda: actions.draft_correction(subject, mended, by=self.press, now=self.now), dying)
        [pk] = set(Correction.objects.values_list("pk", flat=True)) - before
        survive(lambda: actions.propose_correction(Correction.objects.get(pk=pk), by=self.press, now=self.now), dying)
        survive(lambda: flow.issue(Correction.objects.get(pk=pk), by=self.commander, now=self.now), dying)

    # texts

    def publish_text(self, whom: int, dying: list[int]) -> None:
        """A text of another outlet; it repeats one of our figures, or nobody where there is none."""
        name = f"Видання {len(self.texts) + 1}"
        intake = Intake(name, f"https://example.org/{len(self.texts) + 1}", "uk", self.register.today, text=_words(0))
        survive(lambda: actions.take_in(intake, by=self.press, now=self.now), dying)
        document = Document.objects.get(url=intake.url)
        self.texts.append(document.pk)
        sources = list(Statement.objects.filter(key__startswith="ours-").order_by("pk"))
        self._confirm(document, sources[whom % len(sources)] if sources else None, dying)

    def repeat(self, one: int, other: int, dying: list[int]) -> None:
        """A text turns out to repeat another: forwards, backwards, in a circle."""
        document, source = self._text(one), self._text(other)
        words = _words(document.versions.count())
        survive(
            lambda: actions.add_version(document, words, seen_on=self.register.today, by=self.press, now=self.now),
            dying,
        )
        self._confirm(document, source.statements.get(), dying)

    def correct_text(self, which: int, dying: list[int]) -> None:
        self._correct(self._text(which).statements.get(), dying)

    def _text(self, place: int) -> Document:
        if not self.texts:
            raise Refused("no text yet")
        return Document.objects.get(pk=self.texts[place % len(self.texts)])

    def _confirm(self, document: Document, source: Statement | None, dying: list[int]) -> None:
        pk = Mention.objects.filter(version__document=document).order_by("-version__number").values_list("pk")[0][0]
        repeats = [source] if source else []
        survive(lambda: flow.confirm(Mention.objects.get(pk=pk), repeats=repeats, by=self.press, now=self.now), dying)
        if source:
            self.edges.add((document.statements.get().pk, source.pk))

    def carriers(self, wrong: Statement) -> set[int]:
        """By hand: every document from which quotations lead to a statement, its own among them."""
        found = {wrong.pk}
        while more := {quoting for quoting, quoted in self.edges if quoted in found} - found:
            found |= more
        return set(Statement.objects.filter(pk__in=found).exclude(document=None).values_list("document", flat=True))


def _words(number: int) -> str:
    return f"З полону звільнено 7 військовослужбовців Національної гвардії України. Оновлено разів: {number}."
