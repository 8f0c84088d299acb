"""Addresses of the setup."""

from __future__ import annotations

from django.urls import path

from dodomu.web.setup import facilities, home, units, vocabulary

urlpatterns = [
    path("setup", home.home, name="setup"),
    path("setup/units", units.units, name="setup-units"),
    path("setup/units/new", units.unit_new, name="setup-unit-new"),
    path("setup/units/<int:key>", units.unit, name="setup-unit"),
    path("setup/units/<int:key>/move", units.move, name="setup-unit-move"),
    path("setup/units/<int:key>/close", units.close, name="setup-unit-close"),
    path("setup/units/<int:key>/reopen", units.reopen, name="setup-unit-reopen"),
    path("setup/places", vocabulary.places, name="setup-places"),
    path("setup/places/new", vocabulary.place_new, name="setup-place-new"),
    path("setup/places/<slug:code>/mend", vocabulary.place, name="setup-place"),
    path("setup/places/<slug:code>/<slug:act>", vocabulary.place_state, name="setup-place-state"),
    path("setup/groups", vocabulary.groups, name="setup-groups"),
    path("setup/groups/new", vocabulary.group_new, name="setup-group-new"),
    path("setup/groups/<slug:code>/mend", vocabulary.group, name="setup-group"),
    path("setup/groups/<slug:code>/<slug:act>", vocabulary.group_state, name="setup-group-state"),
    path("setup/facilities", facilities.facilities, name="setup-facilities"),
    path("setup/facilities/new", facilities.facility_new, name="setup-facility-new"),
    path("setup/facilities/<slug:code>/mend", facilities.facility, name="setup-facility"),
    path("setup/facilities/<slug:code>/<slug:act>", facilities.facility_state, name="setup-facility-state"),
]
