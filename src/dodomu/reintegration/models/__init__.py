"""The case of a person who came home, the places that take them in, and what is done there step by step."""

from dodomu.reintegration.models.care import CareMember, Conclusion, PsychologistOffer
from dodomu.reintegration.models.cases import Appointment, Case, Override, Stay, Task
from dodomu.reintegration.models.choice import Decision, Informed, Order
from dodomu.reintegration.models.consents import Consent, HandOver
from dodomu.reintegration.models.documents import Checklist, ChecklistRow, Copy, CopyOpening, Document
from dodomu.reintegration.models.followup import Contact, FollowUp
from dodomu.reintegration.models.letters import Letter, LetterBatch, Letterhead, WordByHand
from dodomu.reintegration.models.meetings import Invitation, Meeting, Wish
from dodomu.reintegration.models.officers import CalendarAddress, Charge
from dodomu.reintegration.models.places import Facility
from dodomu.reintegration.models.plans import Goal, Plan, PlanAnswer, PlanCopy, Step
from dodomu.reintegration.models.reception import Reception
from dodomu.reintegration.models.social import Entitlement, Issue, Proof

__all__ = [
    "Appointment",
    "CalendarAddress",
    "CareMember",
    "Case",
    "Charge",
    "Checklist",
    "ChecklistRow",
    "Conclusion",
    "Consent",
    "Contact",
    "Copy",
    "CopyOpening",
    "Decision",
    "Document",
    "Entitlement",
    "Facility",
    "FollowUp",
    "Goal",
    "HandOver",
    "Informed",
    "Invitation",
    "Issue",
    "Letter",
    "LetterBatch",
    "Letterhead",
    "Meeting",
    "Order",
    "Override",
    "Plan",
    "PlanAnswer",
    "PlanCopy",
    "Proof",
    "PsychologistOffer",
    "Reception",
    "Stay",
    "Step",
    "Task",
    "Wish",
    "WordByHand",
]
