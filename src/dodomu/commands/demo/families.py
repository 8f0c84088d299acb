"""Invented relatives of those on the list and those who are back: entered by one officer, verified by another."""

from __future__ import annotations

import random
from collections.abc import Iterable
from datetime import date, datetime

from dodomu.access.models import User
from dodomu.families.actions import Contact, add_relative, receive_proof, verify
from dodomu.people.models import Person
from dodomu.synthetic.names import invent
from dodomu.synthetic.register import MadePerson

UNVERIFIED = 0.12
_KIN = (("mother", "birth", 46), ("wife", "marriage", 34), ("father", "birth", 10), ("sister", "birth", 10))
APART = "Дружині та матері повідомляємо окремо: вони не спілкуються між собою."


def add_relatives(
    people: Iterable[tuple[Person, MadePerson]], *, first: User, second: User, now: datetime, seed: int
) -> int:
    """One or two relatives for each person; one in eight still waits to be verified. Returns how many were added."""
    chance = random.Random(seed)
    added = 0
    for person, made in people:
        kin = chance.choices(_KIN, [share for *_words, share in _KIN])[0]
        wanted = [kin] if chance.random() < 0.6 else [kin, next(k for k in _KIN if k[0] != kin[0])]
        is_told_apart = len(wanted) == 2 and chance.random() < 0.4
        for place, (relation, proof, _share) in enumerate(wanted, start=1):
            if relation == "wife" and made.invented.sex == "f":
                relation, proof = "sister", "birth"
            one = invent(chance)
            given = (
                one.given if (relation == "father") == (one.sex == "m") else chance.choice(("Марія", "Олена", "Ганна"))
            )
            added += 1
            relative = add_relative(
                person,
                name=f"{made.invented.surname} {given}",
                kin=relation,
                contact=Contact(phone=f"+380 00 {chance.randint(100, 999)} {added:04d}"),
                place=place,
                is_told_apart=is_told_apart,
                note=APART if is_told_apart else "",
                by=first,
                now=now,
            )
            if chance.random() > UNVERIFIED:
                receive_proof(relative, kind=proof, seen_on=date(2023, 5, 12), by=first, now=now)
                relative.refresh_from_db()
                verify(relative, by=second, now=now)
    return added
