"""An answer of a department becomes a fact, with all that follows from it: a return opens the case and the calls."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from dodomu.access.models import User
from dodomu.enquiries import actions as enquiries
from dodomu.enquiries.models import Enquiry
from dodomu.flows import register
from dodomu.ledger import actions as ledger
from dodomu.people.models import Fact, Person, Proposal


@transaction.atomic
@ledger.together()
def learn_from_answer(
    enquiry: Enquiry,
    person: Person,
    about: str,
    value: str,
    *,
    true_from: date,
    by: User,
    now: datetime,
    precision: str = "day",
    standing: str = "confirmed",
    reason: str = "",
) -> Fact | Proposal:
    """States what the latest answer says of a person, as a registrar would by hand; or proposes it to a second one."""
    answered, source = enquiries.cite_answer(enquiry, person)
    learned = register.state_or_propose(
        person,
        about,
        value,
        true_from=true_from,
        precision=precision,
        standing=standing,
        source=source,
        reason=reason,
        by=by,
        now=now,
    )
    if isinstance(learned, Fact):
        enquiries.learn(answered, learned, by=by, now=now)
    return learned
