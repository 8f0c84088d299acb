"""Addresses of the enquiries and departments."""

from __future__ import annotations

from django.urls import path

from dodomu.web.enquiries import board, departments, enquiry, panels, work
from dodomu.web.people.panels import PANELS

PANELS.append(panels.enquiries)

urlpatterns = [
    path("enquiries", board.enquiries, name="enquiries"),
    path("enquiries.csv", board.enquiries_csv, name="enquiries-csv"),
    path("enquiries/new", work.enquiry_new, name="enquiry-new"),
    path("enquiries/<int:key>", enquiry.enquiry, name="enquiry"),
    path("enquiries/<int:key>/letter", enquiry.letter, name="enquiry-letter"),
    path("enquiries/<int:key>/send", work.send, name="enquiry-send"),
    path("enquiries/<int:key>/remind", work.remind, name="enquiry-remind"),
    path("enquiries/<int:key>/extend", work.extend, name="enquiry-extend"),
    path("enquiries/<int:key>/answer", work.answer, name="enquiry-answer"),
    path("enquiries/<int:key>/fact", work.fact, name="enquiry-fact"),
    path("enquiries/<int:key>/close", work.close, name="enquiry-close"),
    path("enquiries/<int:key>/withdraw", work.withdraw, name="enquiry-withdraw"),
    path("departments", departments.departments, name="departments"),
    path("departments/new", departments.department_new, name="department-new"),
    path("departments/<slug:code>", departments.department, name="department"),
]
