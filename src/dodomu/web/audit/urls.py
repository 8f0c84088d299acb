"""Addresses of the ledger and of the accounts."""

from __future__ import annotations

from django.urls import path

from dodomu.web.audit import accounts, views

urlpatterns = [
    path("audit", views.audit, name="audit"),
    path("audit/verify", views.verify, name="audit-verify"),
    path("audit/people/<int:number>", views.person, name="audit-person"),
    path("admin/accounts", accounts.accounts, name="accounts"),
    path("admin/accounts/<int:pk>", accounts.account, name="account"),
    path("admin/roles/<int:pk>/end", accounts.end_role, name="account-end-role"),
]
