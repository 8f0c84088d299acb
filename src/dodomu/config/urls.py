"""Every address: the rooms of the web in both languages, Ukrainian without a prefix, English under /en/."""

from __future__ import annotations

from importlib import import_module

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

ROOMS = [
    "figures",  # before "public", whose figures/<slug> would take figures/manage
    "public",
    "entry",
    "today",
    "people",
    "exchanges",
    "reintegration",
    "families",
    "enquiries",
    "audit",
    "setup",
    "quality",
    "jobs",
]

rooms = [f"dodomu.web.{room}.urls" for room in ROOMS]

# What programs read (feeds, JSON) has one address for both languages: `plain_patterns` of a room that has any.
urlpatterns: list[URLPattern | URLResolver] = [
    pattern for room in rooms for pattern in getattr(import_module(room), "plain_patterns", [])
]
urlpatterns += i18n_patterns(*[path("", include(room)) for room in rooms], prefix_default_language=False)

handler400 = "dodomu.web.errors.unreadable"
handler403 = "dodomu.web.errors.stopped"
handler404 = "dodomu.web.errors.not_there"
handler500 = "dodomu.web.errors.broken"
