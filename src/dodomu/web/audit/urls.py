"""Addresses of the ledger and of the accounts."""

from __future__ import annotations

from django.urls import path

from dodomu.web.audit import accounts, conflicts, views

urlpatterns = [
    path("audit", views.audit, name="audit"),
    path("audit/verify", views.verify, name="audit-verify"),
    path("audit/people/<int:number>", views.person, name="audit-person"),
    path("admin/accounts", accounts.accounts, name="accounts"),
    path("admin/accounts/new", accounts.account_new, name="account-new"),
    path("admin/accounts/<int:pk>", accounts.account, name="account"),
    path("admin/accounts/<int:pk>/close", accounts.close, name="account-close"),
    path("admin/accounts/<int:pk>/reopen", accounts.reopen, name="account-reopen"),
    path("admin/accounts/<int:pk>/password", accounts.password, name="account-password"),
    path("admin/accounts/<int:pk>/conflicts", conflicts.of_account, name="account-conflicts"),
    path("admin/conflicts/<int:key>/end", conflicts.end, name="conflict-end"),
    path("admin/changes/<int:pk>/<slug:act>", accounts.decide, name="account-change"),
    path("admin/roles/<int:pk>/end", accounts.end_role, name="account-end-role"),
]
