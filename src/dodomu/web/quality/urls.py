"""Addresses of the quality of matching."""

from __future__ import annotations

from django.urls import path

from dodomu.web.quality import views

urlpatterns = [
    path("quality", views.quality, name="quality"),
    path("quality/pair", views.pair, name="quality-pair"),
    path("quality/measure", views.measure, name="quality-measure"),
    path("quality/progress", views.progress, name="quality-progress"),
]
