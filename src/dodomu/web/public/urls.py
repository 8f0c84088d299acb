"""Addresses that everybody may open."""

from __future__ import annotations

from django.urls import path

from dodomu.web.public import catalogue, check, corrections, embed, exchanges, feeds, figures, pages, pictures

urlpatterns = [
    path("", pages.home, name="home"),
    path("figures", figures.figures, name="figures"),
    path("figures/<slug:slug>", figures.figure, name="figure"),
    path("figures/<slug:slug>/v/<int:number>", figures.figure_version, name="figure-version"),
    path("figures/<slug:slug>/embed", embed.how_to_place, name="figure-embed"),
    path("figures/<slug:slug>/definition", figures.figure_definition, name="figure-definition"),
    path("corrections", corrections.corrections, name="corrections"),
    path("corrections/<int:pk>", corrections.correction, name="correction"),
    path("corrections/received/<str:receipt>", corrections.received, name="correction-received"),
    path("exchanges/public", exchanges.exchanges, name="exchanges-public"),
    path("pictures", pictures.pictures, name="pictures"),
    path("pictures/total", pictures.picture, {"which": "total"}, name="picture-total"),
    path("pictures/rounds", pictures.picture, {"which": "rounds"}, name="picture-rounds"),
    path("pictures/guard", pictures.picture, {"which": "guard"}, name="picture-guard"),
    path("pictures/arithmetic", pictures.picture, {"which": "arithmetic"}, name="picture-arithmetic"),
    path("check", check.check, name="check"),
    path("how-we-count", pages.how_we_count, name="how-we-count"),
    path("data", pages.open_data, name="open-data"),
    path("accessibility", pages.accessibility, name="accessibility"),
    path("privacy", pages.privacy, name="privacy"),
    path("help/family", pages.family_help, name="family-help"),
]

plain_patterns = [
    path("figures/<slug:slug>.csv", figures.figure_csv, name="figure-csv"),
    path("figures/<slug:slug>.json", figures.figure_json, name="figure-json"),
    path("figures/<slug:slug>.jsonld", figures.figure_linked, name="figure-linked"),
    path("figures.csv", catalogue.figures_csv, name="figures-csv"),
    path("figures.atom", feeds.figures_atom, name="figures-feed"),
    path("figures.json", feeds.figures_json, name="figures-json-feed"),
    path("corrections.atom", feeds.corrections_atom, name="corrections-feed"),
    path("corrections.json", feeds.corrections_json, name="corrections-json-feed"),
    path("corrections/<int:pk>.jsonld", corrections.correction_linked, name="correction-linked"),
    path("exchanges/public.csv", exchanges.exchanges_csv, name="exchanges-public-csv"),
    path("embed/<slug:slug>", embed.line, name="embed-line"),
    path("embed/<slug:slug>.svg", embed.picture, name="embed-picture"),
    path("embed/<slug:slug>/badge.svg", embed.badge_picture, name="embed-badge"),
    path("embed/<slug:slug>/v/<int:number>", embed.line, name="embed-line-version"),
    path("embed/<slug:slug>/v/<int:number>.svg", embed.picture, name="embed-picture-version"),
    path("embed/<slug:slug>/v/<int:number>/badge.svg", embed.badge_picture, name="embed-badge-version"),
    path("pictures/total.csv", pictures.picture_csv, {"which": "total"}, name="picture-total-csv"),
    path("pictures/guard.csv", pictures.picture_csv, {"which": "guard"}, name="picture-guard-csv"),
    path("pictures/arithmetic.csv", pictures.picture_csv, {"which": "arithmetic"}, name="picture-arithmetic-csv"),
]
