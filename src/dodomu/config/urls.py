"""Every address: the rooms of the web in both languages, Ukrainian without a prefix, English under /en/."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

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
    "jobs",
]

# Until every room stands, a room without addresses is passed over.
open_rooms = [
    f"dodomu.web.{room}.urls"
    for room in ROOMS
    if find_spec(f"dodomu.web.{room}") and find_spec(f"dodomu.web.{room}.urls")
]

# What programs read (feeds, JSON) has one address for both languages: `plain_patterns` of a room.
urlpatterns: list[URLPattern | URLResolver] = [
    pattern for room in open_rooms for pattern in getattr(import_module(room), "plain_patterns", [])
]
urlpatterns += i18n_patterns(*[path("", include(room)) for room in open_rooms], prefix_default_language=False)

handler400 = "dodomu.web.errors.unreadable"
handler403 = "dodomu.web.errors.stopped"
handler404 = "dodomu.web.errors.not_there"
handler500 = "dodomu.web.errors.broken"
