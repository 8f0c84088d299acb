"""Addresses of the register."""

from __future__ import annotations

from django.urls import path

import dodomu.web.people.numbers  # noqa: F401 - makes <person:…> known to the addresses
from dodomu.web.people import conflict, counts, facts, finding, listing, overview, pairs, timeline

urlpatterns = [
    path("search", finding.search, name="search"),
    path("people", listing.people, name="people"),
    path("people.csv", listing.people_csv, name="people-csv"),
    path("people/new", finding.person_new, name="people-new"),
    path("people/duplicates", pairs.duplicate_pairs, name="people-duplicates"),
    path("people/proposals", pairs.proposals, name="people-proposals"),
    path("people/proposals/<int:key>", pairs.proposal, name="people-proposal"),
    path("people/counts", counts.counts, name="people-counts"),
    path("people/difference", counts.difference, name="people-difference"),
    path("people/difference.csv", counts.difference_csv, name="people-difference-csv"),
    path("people/<person:number>", overview.person, name="person"),
    path("people/<person:number>/conflict", conflict.conflict, name="person-conflict"),
    path("people/<person:number>/timeline", timeline.timeline, name="person-timeline"),
    path("people/<person:number>/facts/new", facts.fact_new, name="person-fact-new"),
    path("people/<person:number>/facts/<int:seq>/replace", facts.fact_replace, name="person-fact-replace"),
    path("people/<person:number>/facts/<int:seq>/withdraw", facts.fact_withdraw, name="person-fact-withdraw"),
    path("people/<person:number>/merge", overview.beside, name="person-beside"),
    path("people/<person:number>/merge/<person:other>", pairs.merge, name="people-merge"),
    path("people/<person:number>/part", pairs.part, name="person-part"),
]
