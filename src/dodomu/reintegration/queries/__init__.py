"""Everything that is asked about cases."""

from dodomu.reintegration.queries.cases import (
    Filters,
    awaiting_admission,
    case_of,
    cases_of,
    cases_of_person,
    closed_in_duty,
    count_led_by,
    in_duty,
    list_cases,
    on_the_counter,
    reopenable_case,
    takeable_case,
    visible_cases,
)
from dodomu.reintegration.queries.places import facilities, in_adaptation, staying
from dodomu.reintegration.queries.today import Adapting, Due, Today, care_today, today

__all__ = [
    "Adapting",
    "Due",
    "Filters",
    "Today",
    "awaiting_admission",
    "care_today",
    "case_of",
    "cases_of",
    "cases_of_person",
    "closed_in_duty",
    "count_led_by",
    "facilities",
    "in_adaptation",
    "in_duty",
    "list_cases",
    "on_the_counter",
    "reopenable_case",
    "staying",
    "takeable_case",
    "today",
    "visible_cases",
]
