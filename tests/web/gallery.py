"""Pages that show every component with invented data, for the tests of the shell. No part of the product."""

from __future__ import annotations

from datetime import date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.conf.urls.i18n import i18n_patterns
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

from dodomu.access.policy import Act
from dodomu.clock import KYIV
from dodomu.config import urls
from dodomu.errors import NotVisible, Refused, StaleView
from dodomu.text import Text
from dodomu.web.charts import Knowledge, Point, Stretch, columns, knowledge_bars
from dodomu.web.doors import door
from dodomu.web.forms import DayField, Form, LongText, PreciseDayField, ReasonField, SecretField, ThreePartDay

handler400 = "dodomu.web.errors.unreadable"
handler403 = "dodomu.web.errors.stopped"
handler404 = "dodomu.web.errors.not_there"
handler500 = "dodomu.web.errors.broken"

PERSON = SimpleNamespace(
    pk=482,
    number="D-10482",
    surname="Шевчук",
    given="Андрій",
    patronymic="Миколайович",
    sex="m",
    status="RETURNED_EXCHANGE",
    status_since=date(2024, 7, 17),
    status_precision="day",
)


def shown(request: HttpRequest, source: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    """A template given as text, rendered as a page."""
    return HttpResponse(engines["django"].from_string(source).render(context or {}, request), status=status)


PERSON_PAGE = """{% extends "base.html" %}{% block title %}{% person_name person %}{% endblock %}
{% block identity %}{% component "identity_bar" person=person facts=facts crumbs=crumbs actions=actions %}{% endblock %}
{% block subnav %}{% component "subnav" tabs=tabs label=label %}{% endblock %}
{% block content %}{% component "care_box" title=care.title text=care.text url="#" %}
<div class="p-grid"><div><section aria-labelledby="bt"><h2 class="d-h2" id="bt">{{ knew|text }}</h2>
{% component "asof_form" value=today %}{% component "knowledge_bars" bars=bars %}</section>
<section aria-labelledby="ev"><h2 class="d-h2" id="ev">{{ last|text }}</h2>{% component "timeline" events=events %}</section>
{% component "print_stamp" is_official=True version=7 %}</div>
<div>{% component "task_list" title=documents tasks=tasks %}{% component "who_told" relatives=relatives note=apart %}</div>
</div>{% endblock %}"""


def _task(title: Text, kind: str, label: Text, note: Text | str = "", url: str = "#") -> SimpleNamespace:
    return SimpleNamespace(title=title, kind=kind, label=label, note=note, url=url)


def knowledge() -> list[Knowledge]:
    """Five days on which something was learned about one person."""
    may, june, released = date(2022, 5, 16), date(2022, 5, 17), date(2024, 7, 17)
    return [
        Knowledge(
            date(2022, 5, 21),
            Text("донесення підрозділу", "report of the unit"),
            Text("Зник безвісти з 16.05.2022", "Missing from 16.05.2022"),
            [Stretch("MISSING_SC", may)],
        ),
        Knowledge(
            date(2022, 6, 30),
            Text("НІБ, підтвердження", "NIB, confirmation"),
            Text("Зник безвісти 16.05; у полоні з 17.05.2022", "Missing 16.05; in captivity from 17.05.2022"),
            [Stretch("MISSING_SC", may, june), Stretch("CAPTIVE_CONFIRMED", june)],
        ),
        Knowledge(
            date(2023, 11, 3),
            Text("лист, переданий родині", "letter handed to the family"),
            Text("У полоні з 17.05.2022, ще раз підтверджено", "In captivity from 17.05.2022, confirmed again"),
            [Stretch("CAPTIVE_CONFIRMED", june)],
        ),
        Knowledge(
            released,
            Text("обмін, рядок 62, двоє підписали", "exchange, line 62, two signed"),
            Text("У полоні 17.05.2022 – 17.07.2024, повернувся", "In captivity 17.05.2022 – 17.07.2024, returned"),
            [Stretch("CAPTIVE_CONFIRMED", june, released), Stretch("RETURNED_EXCHANGE", released)],
        ),
        Knowledge(
            date(2024, 7, 18),
            Text("слова самої людини", "the person’s own words"),
            Text("Замінено: у полоні з 12.05.2022, повернувся 17.07.2024", "Replaced: captive from 12.05.2022"),
            [Stretch("CAPTIVE_CONFIRMED", date(2022, 5, 12), released), Stretch("RETURNED_EXCHANGE", released)],
        ),
    ]


@door(Act.SEE_TODAY)
def person_page(request: HttpRequest) -> HttpResponse:
    """The record of one invented person."""
    at = datetime(2024, 7, 18, 10, 20, tzinfo=KYIV)
    return shown(
        request,
        PERSON_PAGE,
        {
            "person": PERSON,
            "section": "people",
            "today": date(2024, 7, 18),
            "knew": Text("Що ми знали й коли дізналися", "What we knew, and when we learned it"),
            "last": Text("Останні події", "Latest events"),
            "apart": Text("Дружині та матері повідомляємо окремо.", "Tell the wife and the mother separately."),
            "care": {
                "title": Text(
                    "Час на адаптацію: до суботи, 20 липня, 18:00", "Time to adapt: until Saturday, 20 July, 18:00"
                ),
                "text": Text(
                    "Минув 1 день із 3. Не призначайте опитувань, інтерв’ю чи нарад із цією людиною. Можна: невідкладна "
                    "медична допомога, розмови з рідними, відновлення документів без присутності людини.",
                    "1 day of 3 has passed. No questioning, interviews or meetings with this person. Allowed: urgent "
                    "medical care, talks with relatives, restoring documents without the person.",
                ),
            },
            "crumbs": [(Text("Люди", "People"), "#"), ("D-10482", "")],
            "actions": [(Text("Додати запис", "Add a record"), "#"), (Text("Інші дії", "Other acts"), "#")],
            "facts": [
                (Text("Народився", "Born"), "14.03.1991"),
                (Text("Підрозділ", "Unit"), Text("1-ша бригада, 3-й батальйон", "1st Brigade, 3rd Battalion")),
                (Text("Зараз", "Now"), Text("Центр «Світанок»", "Centre “Svitanok”")),
                (Text("Супровід", "Officer"), Text("Н. Іваницька", "N. Ivanytska")),
            ],
            "label": Text("Розділи справи", "Parts of the record"),
            "tabs": [
                {"label": Text("Огляд", "Overview"), "url": "#", "is_current": True},
                {"label": Text("Документи 3 з 7", "Documents 3 of 7"), "url": "#"},
                {"label": Text("Родина", "Family"), "url": "#"},
            ],
            "bars": knowledge_bars(knowledge(), date(2022, 4, 24), date(2024, 7, 18), sex="m"),
            "events": [
                {"title": Text("Військовий квиток замовлено", "Military card ordered"), "at": at, "by": "Н. Іваницька"},
                {
                    "title": Text("Полон почався 17.05.2022", "Captivity began 17.05.2022"),
                    "is_replaced": True,
                    "replaced": Text("замінено 18.07.2024 на 12.05.2022", "replaced on 18.07.2024 by 12.05.2022"),
                },
            ],
            "documents": Text("Документи: відновлено 3 з 7", "Documents: 3 of 7 restored"),
            "tasks": [
                _task(
                    Text("Паспорт", "Passport"), "wait", Text("чекає адаптації", "waits for adaptation"), "20.07, 18:00"
                ),
                _task(
                    Text("Військовий квиток", "Military card"), "late", Text("прострочено на 1 день", "1 day overdue")
                ),
                _task(Text("Банківська картка", "Bank card"), "todo", Text("не почато", "not started")),
                _task(Text("Посвідчення", "Certificate"), "na", Text("ще не можна почати", "cannot start yet"), url=""),
                _task(Text("РНОКПП", "Tax number"), "done", Text("готово", "done")),
            ],
            "relatives": [
                {
                    "label": Text("Шевчук Ірина, дружина", "Iryna Shevchuk, wife"),
                    "url": "#",
                    "is_verified": True,
                    "told_at": at,
                },
                {"label": Text("Шевчук Галина, мати", "Halyna Shevchuk, mother"), "url": "#", "is_verified": True},
            ],
        },
    )


WORK_PAGE = """{% extends "base.html" %}{% block title %}Сьогодні{% endblock %}
{% block content %}{% component "heading" above=above heading=heading actions=actions is_quiet=is_quiet %}{% component "tiles" tiles=tiles %}
<div class="w-grid"><div>{% component "chips" chips=chips %}{% component "work_table" rows=rows %}
{% component "pagination" page=page %}{% component "progress" max=95 value=61 words=progress url="/gallery/progress" %}
{% component "empty" text=empty url="#" label="+" %}</div>
<div>{% component "care_box" title=care.title text=care.text %}
{% component "notice" text=empty kind="success" %}
<p>{% for code in codes %}{% status code %} {% endfor %}</p>
<p>{% for kind in kinds %}{% compared kind "Шевчук" %} {% endfor %}</p>
{% component "summary_list" rows=summary %}</div></div>{% endblock %}"""


@door(Act.SEE_TODAY)
def work_page(request: HttpRequest) -> HttpResponse:
    """A day's work."""

    def row(due: datetime | date, title: Text, **more: Any) -> dict[str, Any]:
        return {
            "due": due,
            "title": title,
            "note": Text("без нього не можна подати далі", "nothing can be handed in without it"),
            "whom": Text("Кравець Петро", "Petro Kravets"),
            "whom_url": "#",
            "whom_note": Text("«Світанок», палата 12", "“Svitanok”, room 12"),
            "do": Text("Записати результат", "Record the result"),
            "do_url": "#",
            **more,
        }

    return shown(
        request,
        WORK_PAGE,
        {
            "section": "today",
            "above": "четвер, 18 липня 2024 року",
            "heading": Text("Сьогодні: 7 справ", "Today: 7 tasks"),
            "is_quiet": True,
            "actions": [(Text("Друкувати день", "Print the day"), "#")],
            "tiles": [
                {"number": 2, "label": Text("прострочено", "overdue"), "url": "#"},
                {"number": 5, "label": Text("до кінця дня", "by the end of the day"), "url": "#"},
                {
                    "number": 4,
                    "label": Text("час на адаптацію, не турбувати", "time to adapt, do not disturb"),
                    "url": "#",
                },
                {"number": 1023, "label": Text("людей у вашому супроводі", "people in your care"), "url": "#"},
            ],
            "chips": [
                {"label": Text("Усі", "All"), "url": "#", "is_current": True, "count": None},
                {"label": Text("Документи", "Documents"), "url": "#", "count": 12},
                {"label": Text("Запити до відомств", "Enquiries to departments"), "url": "#", "count": 0},
            ],
            "rows": [
                row(date(2024, 7, 17), Text("Фото для паспорта", "Photo for the passport")),
                row(date(2024, 7, 16), Text("Відповідь щодо виплат", "Answer on payments")),
                row(datetime(2024, 7, 18, 12, 0, tzinfo=KYIV), Text("Зателефонувати матері", "Call the mother")),
                row(date(2024, 7, 20), Text("Розмова про вибір", "Talk about the options"), is_waiting=True),
            ],
            "page": SimpleNamespace(next_cursor="x", previous_cursor=""),
            "progress": Text("61 з 95 рядків вирішено", "61 of 95 lines decided"),
            "empty": Text("Немає нікого на адаптації.", "Nobody is in their time to adapt."),
            "care": {
                "title": Text("Час на адаптацію", "Time to adapt"),
                "text": Text("До кінця цього часу без опитувань.", "Until its end, no questioning."),
            },
            "codes": ["returned", "captive", "missing", "being_checked", "dead", "other", "CAPTIVE_PROBABLE"],
            "kinds": ["same", "similar", "differs", "none"],
            "summary": [
                {"key": Text("Підрозділ", "Unit"), "value": "НГУ", "url": "#"},
                {"key": Text("Позивний", "Call sign"), "value": "", "url": "#"},
            ],
        },
    )


FIGURE_PAGE = """{% extends "base_public.html" %}{% block title %}{{ heading|text }}{% endblock %}
{% block content %}<h1 class="d-h1 govuk-!-margin-top-4">{{ heading|text }}</h1>
{% component "figure_card" number=number sentence=sentence source=source definition_url=definition_url quote=quote %}
{% component "correction_card" lead=lead was=was correct=correct why=why told=told told_url=told_url quoted_url=quoted_url %}
<section aria-labelledby="ct"><h2 class="d-h2" id="ct">{{ each|text }}</h2>
{% component "chart_columns" chart=chart title=each %}</section>{% endblock %}"""


@door(Act.READ_PUBLIC)
def figure_page(request: HttpRequest) -> HttpResponse:
    """A published figure with its correction."""
    days = ["2023-07-12", "2023-08-09", "2023-10-18", "2024-01-10", "2024-01-29", "2024-02-14", "2024-03-27"]
    days += ["2024-05-30", "2024-06-26", "2024-07-17"]
    values = [41, 24, 36, 176, 143, 88, 52, 67, 81, 95]
    points = [Point(date.fromisoformat(day), n, "вигадане значення") for day, n in zip(days, values, strict=True)]
    return shown(
        request,
        FIGURE_PAGE,
        {
            "heading": Text("Національна гвардія: повернення з полону", "National Guard: return from captivity"),
            "number": "755",
            "sentence": Text(
                "військовослужбовців НГУ звільнено з полону, станом на липень 2024 року",
                "members of the National Guard released from captivity, as of July 2024",
            ),
            "source": Text("командувач Національної гвардії України", "commander of the National Guard of Ukraine"),
            "definition_url": "#",
            "quote": Text("755 військовослужбовців НГУ звільнено з полону", "755 members released from captivity"),
            "lead": Text(
                "Число не змінилося. Змінилося те, що воно означає.", "The number stays. Its meaning changed."
            ),
            "was": Text("755 військовослужбовців НГУ залишаються в полоні", "755 members remain in captivity"),
            "correct": Text("755 військовослужбовців НГУ звільнено з полону", "755 members released from captivity"),
            "why": Text("У першій версії статус було передано неправильно.", "The first version had the status wrong."),
            "told": Text("7 видань: 6 виправили, 1 ще не відповіло.", "7 outlets: 6 corrected, 1 has not answered."),
            "told_url": "#",
            "quoted_url": "#",
            "each": Text("Скільки людей повернулося в кожному обміні", "How many people returned in each exchange"),
            "chart": columns(
                points,
                what=Text(
                    "скільки людей повернулося в кожному з 10 обмінів",
                    "how many people returned in each of 10 exchanges",
                ),
            ),
        },
    )


class EveryField(Form):
    """One field of each kind."""

    name = forms.CharField(label="Прізвище", help_text="Як у документі")
    met_on = DayField(label="День зустрічі")
    captured_on = PreciseDayField(label="Коли потрапив у полон", required=False)
    born = ThreePartDay(label="Дата народження")
    kind = forms.ChoiceField(label="Джерело", choices=[("", "–"), ("call", "дзвінок"), ("letter", "лист")])
    standing = forms.ChoiceField(
        label="Певність", choices=[("reported", "повідомлено"), ("confirmed", "підтверджено")], widget=forms.RadioSelect
    )
    rights = forms.MultipleChoiceField(
        label="Можна казати",
        choices=[("status", "статус"), ("place", "де людина")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label="Людина погодилася", required=False)
    note = LongText(label="Нотатка", required=False)
    why = ReasonField()
    code = SecretField(label="Код", required=False)
    file = forms.FileField(label="Файл", required=False)


FORM_PAGE = """{% extends "base.html" %}{% block title %}Форма{% endblock %}
{% block content %}{% error_summary form %}{% component "heading" heading="Форма" %}
{% component "form" form=form back_url="/" %}{% endblock %}"""


@door(Act.SEE_TODAY, methods=("GET", "POST"))
def form_page(request: HttpRequest) -> HttpResponse:
    """A form with one field of each kind; it refuses the word «ні»."""
    form = EveryField(request.POST, request.FILES) if request.method == "POST" else EveryField()
    if form.is_bound and form.is_valid():
        if form.cleaned_data["name"] != "ні":
            return HttpResponse(repr(sorted(form.cleaned_data.items())))
        form.refuse(Refused(Text("Такий запис уже є.", "There is such a record already."), field="name"))
    return shown(request, FORM_PAGE, {"form": form}, status=422 if form.is_bound else 200)


@door(Act.SEE_TODAY, methods=("GET", "POST"))
def refusing(request: HttpRequest, what: str) -> HttpResponse:
    """Raises what a view may raise."""
    if what == "hidden":
        raise NotVisible
    if what == "refused":
        raise Refused(Text("Спершу потрібен другий підпис.", "A second signature is needed first."))
    if what == "stale":
        theirs = {Text("Рішення", "Decision"): Text("підтверджено", "confirmed")}
        raise StaleView(
            Text("Цей рядок уже вирішено.", "This line is decided."), theirs=theirs, yours=Text("жоден", "none")
        )
    raise ValueError("Шевчук Андрій")


@door(Act.SEE_TODAY)
def progress_page(request: HttpRequest) -> HttpResponse:
    """Long work that is done when it is asked about for the first time."""
    is_done = request.headers.get("X-Polling") == "1"
    context = {
        "value": 95 if is_done else 61,
        "is_done": is_done,
        "announce": Text("Готово.", "Ready.") if is_done else "",
    }
    part = '{% component "progress" value=value max=95 words=words url="/gallery/progress" is_done=is_done announce=announce %}'
    page = (
        '{% extends "base.html" %}{% block title %}-{% endblock %}{% block content %}<h1>-</h1>'
        + part
        + "{% endblock %}"
    )
    words = Text(f"Прочитано {context['value']} з 95", f"Read {context['value']} of 95")
    return shown(request, part if is_done else page, {**context, "words": words})


@door(Act.SEE_TODAY)
def htmx_page(request: HttpRequest) -> HttpResponse:
    """A button that htmx sends, and that is refused."""
    button = '<button class="govuk-button" hx-post="/gallery/raise/refused" hx-target="this">Підписати</button>'
    source = '{% extends "base.html" %}{% block title %}htmx{% endblock %}{% block content %}'
    return shown(request, source + f"<h1>htmx</h1>{button}{{% endblock %}}")


@door(Act.MANAGE_ACCOUNTS)
def for_administrators(request: HttpRequest) -> HttpResponse:
    """A page that few may open."""
    return HttpResponse("")


urlpatterns = [
    *urls.urlpatterns,
    *i18n_patterns(
        path("gallery/person", person_page, name="gallery-person"),
        path("gallery/work", work_page, name="gallery-work"),
        path("gallery/figure", figure_page, name="gallery-figure"),
        path("gallery/form", form_page, name="gallery-form"),
        path("gallery/progress", progress_page, name="gallery-progress"),
        path("gallery/htmx", htmx_page, name="gallery-htmx"),
        path("gallery/raise/<str:what>", refusing, name="gallery-raise"),
        path("gallery/administrators", for_administrators, name="gallery-administrators"),
        prefix_default_language=False,
    ),
]
