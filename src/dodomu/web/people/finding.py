"""One box that finds people, and the new record that only a search leads to."""

from __future__ import annotations

import secrets
from typing import Any, cast

from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from dodomu.access import policy
from dodomu.access.models import User
from dodomu.access.policy import Act
from dodomu.errors import Refused
from dodomu.families.queries import people_by_phone
from dodomu.flows import register
from dodomu.formats.dates import read_date
from dodomu.ledger import actions as ledger
from dodomu.names.parts import PersonName, parse_name
from dodomu.people import actions, duplicates
from dodomu.people.models import Person
from dodomu.people.queries import visible_people
from dodomu.people.search import Found
from dodomu.people.search import search as find
from dodomu.units import queries as units
from dodomu.web.doors import door
from dodomu.web.forms import Precise
from dodomu.web.people.forms import NewPerson, Search

KEPT = 8  # searches of one session that can be gone back to
SALT = "dodomu.people.searched"
VALID_SECONDS = 2 * 3600


@door(Act.FIND_PERSON, methods=("GET", "POST"))
def search(request: HttpRequest) -> HttpResponse:
    """Shows the box; a POST searches and leads to a page whose address knows only that there was a search."""
    if request.method == "POST":
        form = Search(request.POST)
        if not form.is_valid():
            return render(request, "people/search.html", {"form": form, "section": "people"}, status=422)
        return redirect(f"{reverse('search')}?{urlencode({'of': _keep(request, form.cleaned_data['text'])})}")
    key = request.GET.get("of", "")
    text = request.session.get("searches", {}).get(key)
    if text is None:
        return render(request, "people/search.html", {"form": Search(), "section": "people"})
    found = find(request.user, text)
    by_phone = list(visible_people(request.user, Act.FIND_PERSON).filter(pk__in=people_by_phone(request.user, text)))
    ledger.record(
        "search",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="register",
        detail={"found": len(found.rows), "people": [one.pk for one in [*found.rows, *by_phone]]},
    )
    context = {
        "form": Search(initial={"text": text}),
        "section": "people",
        "text": text,
        "found": found,
        "by_phone": by_phone,
        "shows_status": policy.may(request.user, Act.READ_STATUS),
        "new_url": _new_url(request, key, found),
    }
    return render(request, "people/search.html", context)


def _keep(request: HttpRequest, text: str) -> str:
    """Keeps the text in the session, so that no address holds a name; gives the key it is found by."""
    key = secrets.token_urlsafe(9)
    searches = dict(request.session.get("searches", {}))
    searches[key] = text
    request.session["searches"] = dict(list(searches.items())[-KEPT:])
    return key


def _new_url(request: HttpRequest, key: str, found: Found) -> str:
    """The address of a new record, signed: it proves that this account has searched."""
    if found.is_empty or not policy.may(request.user, Act.OPEN_PERSON):
        return ""
    token = signing.dumps([cast(User, request.user).pk, key], salt=SALT)
    return f"{reverse('people-new')}?{urlencode({'after': token})}"


def _searched(request: HttpRequest) -> str | None:
    """The key of the search that led here; None without a proof that there was one."""
    try:
        account, key = signing.loads(request.GET.get("after", ""), salt=SALT, max_age=VALID_SECONDS)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return str(key) if account == cast(User, request.user).pk else None


@door(Act.OPEN_PERSON, methods=("GET", "POST"))
def person_new(request: HttpRequest) -> HttpResponse:
    """Opens a record, after a search, and after a look at those who may be the same person."""
    key = _searched(request)
    if key is None:
        messages.info(request, _("Спершу пошукайте цю людину: можливо, запис уже є."))
        return redirect("search")
    within = policy.unit_paths(request.user, Act.OPEN_PERSON)
    within = within or None  # whoever works by assignment has no unit of his own
    if request.method != "POST":
        text = request.session.get("searches", {}).get(key, "")
        return _new_page(request, NewPerson(initial=_initial(text), within=within))
    form = NewPerson(request.POST, within=within)
    if not form.is_valid():
        return _new_page(request, form, status=422)
    if not form.cleaned_data["is_new"] and (likely := _likely(request, form)):
        return _interruption(request, form, likely)
    try:
        person = _open(request, form)
    except Refused as refusal:
        form.refuse(refusal)
        return _new_page(request, form, status=422)
    messages.success(request, _("Запис відкрито. Його статус уточнюється, доки ви не додасте іншого."))
    return redirect("person", person.number)


def _new_page(request: HttpRequest, form: NewPerson, *, status: int = 200) -> HttpResponse:
    return render(request, "people/new.html", {"form": form, "section": "people"}, status=status)


def _initial(text: str) -> dict[str, Any]:
    """What was searched for, already filled in: nothing is asked twice."""
    words = [word for word in text.split() if not any(letter.isdigit() for letter in word)]
    name = parse_name(" ".join(words))
    initial: dict[str, Any] = {"surname": name.surname, "given": name.given, "patronymic": name.patronymic}
    for word in text.replace(",", " ").split():
        is_date = any(letter in "./-" for letter in word) or (len(word) == 4 and word[:2] in ("19", "20"))
        if is_date and (read := read_date(word)).on:
            initial["birth_on"] = Precise(read.on, read.precision)
    return initial


def _name(form: NewPerson) -> PersonName:
    cleaned = form.cleaned_data
    return PersonName(cleaned["surname"], cleaned["given"], cleaned["patronymic"])


def _likely(request: HttpRequest, form: NewPerson) -> list[duplicates.Likely]:
    born: Precise | None = form.cleaned_data["birth_on"]
    return duplicates.like(
        request.user,
        _name(form),
        born_on=born.day if born else None,
        precision=born.precision if born else "day",
    )


def _interruption(request: HttpRequest, form: NewPerson, likely: list[duplicates.Likely]) -> HttpResponse:
    """Lays those who may be the same person before whoever is about to open a second record."""
    typed = {name: value for name, value in request.POST.items() if name != "csrfmiddlewaretoken"}
    ledger.record(
        "search",
        by=cast(User, request.user),
        now=cast(Any, request).now,
        kind="register",
        detail={"found": len(likely), "people": [one.person.pk for one in likely]},
    )
    context = {
        "typed": list((typed | {"is_new": "1"}).items()),
        "likely": [
            {
                "person": one.person,
                "marks": {
                    part: "none" if (found := getattr(one, part)) == "nodata" else found
                    for part in ("surname", "given", "patronymic", "birth")
                },
            }
            for one in likely
        ],
        "name": _name(form).full,
        "section": "people",
        "shows_status": policy.may(request.user, Act.READ_STATUS),
    }
    return render(request, "people/likely.html", context)


def _open(request: HttpRequest, form: NewPerson) -> Person:
    cleaned = form.cleaned_data
    born: Precise | None = cleaned["birth_on"]
    return register.open_record(
        _name(form),
        source=actions.cite(**form.source()),
        birth_on=born.day if born else None,
        birth_precision=born.precision if born else "day",
        sex=cleaned["sex"],
        unit=units.by_code(cleaned["unit"]) if cleaned["unit"] else None,
        by=cast(User, request.user),
        now=cast(Any, request).now,
    )
