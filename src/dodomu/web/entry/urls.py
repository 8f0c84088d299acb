"""Addresses of the entry."""

from __future__ import annotations

from django.urls import path

from dodomu.web.entry import views

urlpatterns = [
    path("login", views.sign_in, name="login"),
    path("logout", views.sign_out, name="logout"),
    path("signed-out", views.signed_out, name="signed-out"),
    path("stay", views.stay, name="stay"),
    path("settings/me", views.settings_me, name="settings-me"),
]
