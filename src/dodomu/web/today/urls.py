"""Addresses of the first page."""

from __future__ import annotations

from django.urls import path

import dodomu.web.today.rooms  # noqa: F401 - puts its cards on the page
from dodomu.web.today import views

urlpatterns = [
    path("today", views.today, name="today"),
    path("today/sheet", views.sheet, name="today-sheet"),
]
