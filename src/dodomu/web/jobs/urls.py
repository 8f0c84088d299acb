"""Addresses of long work."""

from __future__ import annotations

from django.urls import path

from dodomu.web.jobs import views

urlpatterns = [
    path("jobs/<int:pk>", views.job, name="job"),
    path("jobs/<int:pk>/run", views.run, name="job-run"),
    path("jobs/<int:pk>/cancel", views.cancel, name="job-cancel"),
    path("jobs/<int:pk>/go-on", views.go_on, name="job-go-on"),
]
