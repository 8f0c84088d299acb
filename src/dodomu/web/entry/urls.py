"""Addresses of the entry."""

from __future__ import annotations

from django.urls import path

from dodomu.web.entry import kept, own, views

urlpatterns = [
    path("login", views.sign_in, name="login"),
    path("logout", views.sign_out, name="logout"),
    path("signed-out", views.signed_out, name="signed-out"),
    path("kept", kept.kept_form, name="kept-form"),
    path("stay", views.stay, name="stay"),
    path("settings/me", own.settings_me, name="settings-me"),
    path("settings/password", own.password, name="settings-password"),
    path("settings/sessions", own.sessions, name="settings-sessions"),
    path("settings/sessions/end", own.end_sessions, name="settings-sessions-end"),
]
