"""Who may do what: ONE table from act to rule, and two questions, `may` and `visible`.

Every address of the web has an act; an address without one fails the build. A record that a reader may
not see is as if it were not there, so lists, searches, exports and counts all ask `visible` and cannot
answer anything else. The policy compares attributes (role, unit, assignment); it knows no room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from django.contrib.auth.models import AnonymousUser
from django.db.models import Model, Q, QuerySet

from dodomu.access import standing_in
from dodomu.access.models import Conflict, Grant, Membership, User
from dodomu.access.roles import PERSONAL, ROLES, rights
from dodomu.errors import NotVisible
from dodomu.units.queries import within

Row = TypeVar("Row", bound=Model)


class Act(StrEnum):
    """Everything that can be asked of the system from outside."""

    # open to everybody
    READ_PUBLIC = "read_public"
    CHECK_TEXT = "check_text"
    SIGN_IN = "sign_in"
    READ_CALENDAR = "read_calendar"  # by a secret address
    # open to every account
    SEE_TODAY = "see_today"
    CHANGE_OWN_SETTINGS = "change_own_settings"
    SEE_JOB = "see_job"
    # register
    FIND_PERSON = "find_person"
    READ_PERSON = "read_person"
    READ_STATUS = "read_status"
    OPEN_PERSON = "open_person"
    STATE_FACT = "state_fact"
    STATE_NAME = "state_name"
    PROPOSE_MERGE = "propose_merge"
    APPROVE_PROPOSAL = "approve_proposal"
    EXPORT_PEOPLE = "export_people"
    COUNT_PEOPLE = "count_people"
    SEE_DIFFERENCE = "see_difference"
    # exchanges
    READ_ROUND = "read_round"
    OPEN_ROUND = "open_round"
    TAKE_LIST = "take_list"
    READ_LIST = "read_list"
    DECIDE_LINE = "decide_line"
    SIGN_LIST = "sign_list"
    VERIFY_ARRIVAL = "verify_arrival"
    UNDO_SIGNED = "undo_signed"
    EXPORT_LIST = "export_list"
    # reintegration
    READ_CASE = "read_case"
    OPEN_CASE = "open_case"
    WORK_CASE = "work_case"
    ADMIT = "admit"
    PLAN_APPOINTMENT = "plan_appointment"
    READ_PLAN = "read_plan"
    WRITE_PLAN = "write_plan"
    EXPORT_PLAN = "export_plan"
    OVERRIDE_ADAPTATION = "override_adaptation"
    READ_COHORT = "read_cohort"
    SEE_TEAM = "see_team"
    LEAD_TEAM = "lead_team"
    READ_ENTITLEMENTS = "read_entitlements"
    # families
    READ_FAMILY = "read_family"
    ADD_RELATIVE = "add_relative"
    VERIFY_RELATIVE = "verify_relative"
    READ_CONTACT_LOG = "read_contact_log"
    LOG_CONTACT = "log_contact"
    # enquiries
    READ_ENQUIRY = "read_enquiry"
    ADD_ENQUIRY = "add_enquiry"
    WORK_ENQUIRY = "work_enquiry"
    # figures
    READ_DRAFT = "read_draft"
    DRAFT_FIGURE = "draft_figure"
    PUBLISH_FIGURE = "publish_figure"
    CORRECT_FIGURE = "correct_figure"
    # quality of the matching
    READ_QUALITY = "read_quality"
    MEASURE_QUALITY = "measure_quality"
    # audit and administration
    READ_LEDGER = "read_ledger"
    READ_PERSON_LEDGER = "read_person_ledger"
    MANAGE_ACCOUNTS = "manage_accounts"
    SEE_SETUP = "see_setup"
    MANAGE_UNITS = "manage_units"
    MANAGE_VOCABULARY = "manage_vocabulary"
    SEE_OUTGOING = "see_outgoing"
    RECALL_NOTICE = "recall_notice"
    MANAGE_DEPARTMENTS = "manage_departments"


@dataclass(frozen=True, slots=True)
class Rule:
    """Which rights allow an act: any one of `rights` (class of data, action), or a wide-open door."""

    rights: tuple[tuple[str, str], ...] = ()
    everybody: bool = False
    any_account: bool = False

    def __or__(self, other: Rule) -> Rule:
        return Rule(
            (*self.rights, *other.rights), self.everybody or other.everybody, self.any_account or other.any_account
        )


EVERYBODY = Rule(everybody=True)
ANY_ACCOUNT = Rule(any_account=True)


def right(data: str, action: str) -> Rule:
    """The rule that a role must hold this right in the matrix."""
    return Rule(((data, action),))


RULES: dict[Act, Rule] = {
    Act.READ_PUBLIC: EVERYBODY,
    Act.CHECK_TEXT: EVERYBODY,
    Act.SIGN_IN: EVERYBODY,
    Act.READ_CALENDAR: EVERYBODY,
    Act.SEE_TODAY: ANY_ACCOUNT,
    Act.CHANGE_OWN_SETTINGS: ANY_ACCOUNT,
    Act.SEE_JOB: ANY_ACCOUNT,
    Act.FIND_PERSON: right("identity", "f"),
    Act.READ_PERSON: right("identity", "r"),
    Act.READ_STATUS: right("captivity", "r"),
    Act.OPEN_PERSON: right("identity", "c"),
    Act.STATE_FACT: right("captivity", "c"),
    Act.STATE_NAME: right("identity", "w"),
    Act.PROPOSE_MERGE: right("identity", "w"),
    Act.APPROVE_PROPOSAL: right("identity", "k"),
    Act.EXPORT_PEOPLE: right("identity", "x"),
    Act.COUNT_PEOPLE: right("captivity", "r"),
    Act.SEE_DIFFERENCE: right("captivity", "w"),
    Act.READ_ROUND: right("exchange_open", "r") | right("exchange_done", "r"),
    Act.OPEN_ROUND: right("exchange_open", "c"),
    Act.TAKE_LIST: right("exchange_open", "c"),
    Act.READ_LIST: right("exchange_open", "r"),
    Act.DECIDE_LINE: right("exchange_open", "w"),
    Act.SIGN_LIST: right("exchange_open", "k"),
    Act.VERIFY_ARRIVAL: right("exchange_open", "w"),
    Act.UNDO_SIGNED: right("exchange_done", "w"),
    Act.EXPORT_LIST: right("exchange_open", "x"),
    Act.READ_CASE: right("casework", "r"),
    Act.OPEN_CASE: right("casework", "c"),
    Act.WORK_CASE: right("casework", "w"),
    Act.ADMIT: right("medical", "c") | right("casework", "w"),
    Act.PLAN_APPOINTMENT: right("medical", "w") | right("casework", "w"),
    Act.READ_PLAN: right("medical", "r"),
    Act.WRITE_PLAN: right("medical", "w"),
    Act.EXPORT_PLAN: right("medical", "x"),
    Act.OVERRIDE_ADAPTATION: right("medical", "k") | right("casework", "k"),
    Act.READ_COHORT: right("casework", "r"),
    Act.SEE_TEAM: right("team", "r"),
    Act.LEAD_TEAM: right("team", "w"),
    Act.READ_ENTITLEMENTS: right("casework", "r") | right("settings", "r"),
    Act.READ_FAMILY: right("family_contacts", "r"),
    Act.ADD_RELATIVE: right("family_contacts", "c"),
    Act.VERIFY_RELATIVE: right("family_contacts", "k"),
    Act.READ_CONTACT_LOG: right("contact_log", "r"),
    Act.LOG_CONTACT: right("contact_log", "c"),
    Act.READ_ENQUIRY: right("enquiries", "r"),
    Act.ADD_ENQUIRY: right("enquiries", "c"),
    Act.WORK_ENQUIRY: right("enquiries", "w"),
    Act.READ_DRAFT: right("figures_draft", "r"),
    Act.DRAFT_FIGURE: right("figures_draft", "c"),
    Act.PUBLISH_FIGURE: right("figures_published", "k"),
    Act.CORRECT_FIGURE: right("figures_published", "k"),
    Act.READ_QUALITY: right("settings", "r"),
    Act.MEASURE_QUALITY: right("settings", "w"),
    Act.READ_LEDGER: right("audit", "f"),
    Act.READ_PERSON_LEDGER: right("audit", "r"),
    Act.MANAGE_ACCOUNTS: right("settings", "c"),
    Act.SEE_SETUP: right("settings", "r"),
    Act.MANAGE_UNITS: right("settings", "c"),
    Act.MANAGE_VOCABULARY: right("settings", "w"),
    Act.SEE_OUTGOING: right("contact_log", "r") | right("settings", "r"),
    Act.RECALL_NOTICE: right("contact_log", "w") | right("settings", "w"),
    Act.MANAGE_DEPARTMENTS: right("enquiries", "k") | right("settings", "w"),
}


SCOPES = frozenset("AUCG")
"""The scopes that are worked out here: all, own unit, assigned, totals. The others (own record, verified relative,
own submissions, published only) belong to doors that have rules of their own; here they allow nothing."""


AT_WORK = "AUCGP"
"""The scopes of people who work here; R, O and S belong to a relative, an account's own things, the person."""


@dataclass(frozen=True, slots=True)
class Held:
    """One right that an account holds for an act: scope, marks, and the unit it is bound to."""

    scope: str
    marks: str
    unit_path: str  # "" = every unit
    data: str


@dataclass(frozen=True, slots=True)
class Subject:
    """What the policy compares: the person, unit path and round that a record is about."""

    person: int | None = None
    unit_path: str = ""
    round: int | None = None


Reader = User | AnonymousUser


def memberships(user: Reader, now: datetime | None = None) -> list[Membership]:
    """The roles an account holds; read once for each account object, that is, once a request."""
    if not isinstance(user, User) or not user.is_active:
        return []
    known: list[Membership] | None = getattr(user, "_standing", None)
    if known is None:
        open_now = Q(until_at=None) | Q(until_at__gt=now) if now else Q(until_at=None)
        known = list(user.memberships.filter(open_now).select_related("unit"))
        user._standing = known  # type: ignore[attr-defined]
    return known


def roles(user: Reader) -> list[str]:
    """The names of the roles an account holds."""
    return [membership.role for membership in memberships(user)]


def held(user: Reader, act: Act) -> list[Held]:
    """Every right of the account that allows the act, before any record is looked at."""
    found: list[Held] = []
    for membership in memberships(user):
        path = membership.unit.path if membership.unit else ""
        for data, action in RULES[act].rights:
            found += [
                Held(scope, marks, "" if scope == "A" else path, data)
                for scope, marks in rights(membership.role, data, action)
                if scope in SCOPES
            ]
    return found


def _is_personal(act: Act) -> bool:
    """Whether the act touches a class of data that speaks about people, so that a conflict of interest bars it."""
    return any(data in PERSONAL for data, _action in RULES[act].rights)


def _granted(user: User, kind: str) -> Any:
    return Grant.objects.filter(standing_in.grants_of(user), kind=kind, until_at=None).values("key")


def may(user: Reader, act: Act, subject: Subject | None = None) -> bool:
    """Whether the account may do the act, to this subject or (with none) to anything at all."""
    rule = RULES[act]
    if rule.everybody:
        return True
    if not isinstance(user, User) or not user.is_active:
        return False
    if rule.any_account:
        return True
    if subject is None:
        # The doors of this house are for those who work here; own records and relatives have doors of their own.
        return any(one.scope in AT_WORK for one in held(user, act))
    if subject.person and _is_personal(act) and _is_conflicted(user, subject.person):
        return False
    return any(_reaches(user, one, subject) for one in held(user, act))


def _reaches(user: User, one: Held, subject: Subject) -> bool:
    """Whether one right of the account extends to the subject."""
    if one.scope == "A":
        return True
    if one.scope == "U":
        return subject.unit_path.startswith(one.unit_path)
    if one.scope != "C":
        return False
    people = Q(kind="person", key=subject.person) if subject.person else Q(pk__in=[])
    rounds = Q(kind="round", key=subject.round) if subject.round else Q(pk__in=[])
    return Grant.objects.filter(people | rounds, standing_in.grants_of(user), until_at=None).exists()


def require(user: Reader, act: Act, subject: Subject | None = None) -> None:
    """Raises NotVisible unless the act is allowed."""
    if not may(user, act, subject):
        raise NotVisible


def _is_conflicted(user: User, person: int) -> bool:
    """Whether the account is barred from a person; read once for each account object, as its roles are."""
    known: frozenset[int] | None = getattr(user, "_barred", None)
    if known is None:
        known = frozenset(Conflict.objects.filter(user=user).values_list("person", flat=True))
        user._barred = known  # type: ignore[attr-defined]
    return person in known


def visible(
    user: Reader,
    act: Act,
    rows: QuerySet[Row],
    *,
    person: str | None = "pk",
    unit: str | None = None,
    round: str | None = None,
) -> QuerySet[Row]:
    """The rows that the account may see for this act; nothing for a stranger.

    `person`, `unit` and `round` are the look-ups that lead from a row to the person's id, to the path of
    the owning unit and to the round's id; None where a row has none. Aggregate rights (G) show no row.
    """
    if not isinstance(user, User):
        return rows.none()
    condition = Q(pk__in=[])
    for one in held(user, act):
        if one.scope == "A" or (one.scope == "U" and not one.unit_path):
            condition = Q()
            break
        if one.scope == "U" and unit is not None:
            condition |= within([one.unit_path], unit)
        if one.scope == "C":
            if person is not None:
                condition |= Q(**{f"{person}__in": _granted(user, "person")})
            if round is not None:
                condition |= Q(**{f"{round}__in": _granted(user, "round")})
    rows = rows.filter(condition)
    if person is not None and _is_personal(act):
        rows = rows.exclude(**{f"{person}__in": Conflict.objects.filter(user=user).values("person")})
    return rows


def sees_summary_only(user: Reader, act: Act, subject: Subject | None = None) -> bool:
    """Whether every right that allows the act is marked «summary fields only».

    An account of two roles may read one person whole and of another the summary: then the rights that reach the
    subject speak, and where no subject is named (a list), the summary.
    """
    rights_held = [one for one in held(user, act) if one.scope in "AUC"]
    whole = [one for one in rights_held if "s" not in one.marks]
    if len(whole) == len(rights_held):
        return False
    if not whole or subject is None or not isinstance(user, User):
        return True
    return not any(_reaches(user, one, subject) for one in whole)


def unit_paths(user: Reader, act: Act) -> list[str] | None:
    """The unit paths whose people the act covers for counting; None means every unit."""
    paths = {one.unit_path for one in held(user, act) if one.scope in "UAG"}
    return None if "" in paths else sorted(paths)


def is_aggregate_only(user: Reader, act: Act) -> bool:
    """Whether the act is allowed for totals alone, so that small numbers are to be suppressed."""
    scopes = {one.scope for one in held(user, act)}
    return bool(scopes) and scopes <= {"G", "C"}


def people_with(act: Act) -> QuerySet[User]:
    """The active accounts whose roles hold a right for the act, to whatever part of the records."""
    able = [
        role
        for role in ROLES
        if any(scope in SCOPES for data, action in RULES[act].rights for scope, _marks in rights(role, data, action))
    ]
    return User.objects.filter(is_active=True, memberships__role__in=able, memberships__until_at=None).distinct()
