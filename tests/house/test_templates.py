"""The template check finds each breach of a rule, and leaves good templates alone."""

from __future__ import annotations

import pytest

from tools.templates import findings

BREACHES = {
    "<script>go()</script>": "a script in the page",
    "<style>p {}</style>": "a style in the page",
    '<p style="color: red">x</p>': "style= on an element",
    '<p{% if x %} style="color: red"{% endif %}>x</p>': "style= on an element",
    '<a onclick="go()">x</a>': "onclick= on an element",
    '<a hx-on:click="go()">x</a>': "hx-on:click= on an element",
    '<a href="javascript:go()">x</a>': "href= runs script",
    "{{ note|safe }}": "escaping is turned off",
    "{% autoescape off %}{{ x }}{% endautoescape %}": "escaping is turned off",
    "<p>Збережено</p>": "Ukrainian text outside",
    '<p title="Збережено">x</p>': "Ukrainian text outside",
    '{% include "_line.html" with label="Збережено" %}': "Ukrainian text outside",
    '<a href="/people/">x</a>': 'href="/people/": write {% url',
    '<img src="https://example.org/x.png" alt="">': "nothing is loaded from elsewhere",
    '<form><input type="hidden" name="a"></form>': "a form without method",
    '<form method="get"><input name="a"></form>': "free text in a GET form",
    '<form method="get"><textarea name="a"></textarea></form>': "free text in a GET form",
    '<form method="post"><input name="a"></form>': "a POST form without {% csrf_token %}",
    "<button>x</button>": "a button without a type",
}

GOOD = """
{% extends "base.html" %}
{# Коментар: це для тих, хто читає код. #}
{% comment %}І це теж. <button>{% endcomment %}
<h1>{% translate "Люди" %}</h1>
<p>{% blocktranslate count n=people|length %}{{ n }} людина{% plural %}{{ n }} людей{% endblocktranslate %}</p>
{% include "_line.html" with label=_("Збережено") shown="yes" %}
<a href="{% url "people" %}" lang="uk" hreflang="uk">Українська</a>
<a href="https://example.org/article">{{ source.title }}</a>
<script src="{% static "keys.js" %}" defer></script>
<form method="get" action="{% url "people" %}"><select name="status"></select><input type="date" name="on">
<input name="known_on" inputmode="numeric">
<button type="submit">{% translate "Показати" %}</button></form>
<form method="post" {% if is_open %}class="open"{% endif %}>{% csrf_token %}<input name="q" value="{{ "<"|add:">" }}">
<button type="submit" name="act" value="find">{% translate "Шукати" %}</button></form>
"""


@pytest.mark.parametrize(("template", "sentence"), BREACHES.items())
def test_each_breach_is_found_once_and_named(template, sentence):
    found = findings(template)
    assert [line for line, _ in found] == [1]
    assert sentence in found[0][1]


def test_a_good_template_has_no_finding():
    assert findings(GOOD) == []


def test_a_finding_names_the_line_it_stands_on():
    assert findings("<p>\n\n<button>") == [(3, 'a button without a type: type="submit" or type="button"')]
