"""Everything that is asked about cases."""

from dodomu.reintegration.queries.cases import (
    Filters,
    adaptation_of,
    case_of,
    cases_of,
    cases_of_person,
    list_cases,
    on_the_counter,
    protection_of,
    visible_cases,
)
from dodomu.reintegration.queries.places import facilities, in_adaptation, staying

__all__ = [
    "Filters",
    "adaptation_of",
    "case_of",
    "cases_of",
    "cases_of_person",
    "facilities",
    "in_adaptation",
    "list_cases",
    "on_the_counter",
    "protection_of",
    "staying",
    "visible_cases",
]
