"""The press office: draft with the count beside it, two signatures, a correction, and everybody who quoted it told."""

from __future__ import annotations

import re
from datetime import date

import pytest

from dodomu.exchanges import actions as exchanges
from dodomu.figures import actions
from dodomu.figures.models import Correction, Definition, Explained, Figure, Request, Statement
from dodomu.figures.queries import findings
from dodomu.notices.models import Notice
from dodomu.reference.rounds import read_rounds
from dodomu.reference.statements import read_statements
from tests import build, cast
from tests import build_figures as figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def press(now, client_for):
    return client_for(figures.press(now=now))


@pytest.fixture
def commander(now, client_for):
    return client_for(figures.commander(now=now))


def words(response):
    body = re.sub(r"<head\b.*?</head>", " ", response.content.decode(), flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


FORM = {
    "as_of": "17.07.2024",
    "known_on": "18.07.2024",
    "comparator": "exact",
    "value": "6",
    "speaker_uk": "Андрій Верес",
    "speaker_en": "Andrii Veres",
    "office_uk": "командувач",
    "office_en": "commander",
    "outlet": "Пресслужба",
    "source_url": "https://example.org/f",
    "stated_on": "18.07.2024",
}


def test_a_figure_goes_from_a_draft_to_the_public_by_two_accounts(press, commander, now):
    figures.returned(6, now=now)
    figures.definition(now=now)
    assert "Реєстр рахує 6 · правдиве на 18.07.2024" in words(press.get("/figures/manage/new/returned"))
    saved = press.post("/figures/manage/new/returned", FORM | {"act": "save"}, follow=True)
    figure = Figure.objects.get()
    assert saved.redirect_chain == [(f"/figures/manage/{figure.pk}", 302)]
    page = words(saved)
    assert "Чернетку збережено. Нічого не оприлюднено." in page
    assert "Сказано 6" in page
    assert "Пораховано ще раз за тими самими фактами 6 те саме" in page
    press.post(f"/figures/manage/{figure.pk}/propose")
    own = words(press.get(f"/figures/manage/{figure.pk}"))
    assert "Ви її писали або подали: підписати має інша людина." in own
    assert press.post(f"/figures/manage/{figure.pk}/publish").status_code == 422
    signed = words(commander.post(f"/figures/manage/{figure.pk}/publish", follow=True))
    assert "Підписано й оприлюднено." in signed
    assert "Станом на 17 липня 2024 року з полону звільнено 6" in words(press.get("/figures/returned"))


def test_counting_saves_nothing(press, now):
    figures.returned(6, now=now)
    figures.definition(now=now)
    response = press.post("/figures/manage/new/returned", FORM | {"act": "count"})
    assert (response.status_code, Figure.objects.count()) == (200, 0)
    assert "Реєстр рахує 6 · правдиве на 17.07.2024" in words(response)


def test_a_refusal_comes_back_at_its_field_with_what_was_typed(press, now):
    figures.definition(now=now)
    response = press.post("/figures/manage/new/returned", FORM | {"value": "", "act": "save"})
    assert response.status_code == 422
    assert "Або число, або «не оприлюднюємо»: одне з двох." in words(response)
    assert 'value="Andrii Veres"' in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"as_of": "учора"}, "Введіть дату, місяць або рік"),
        ({"known_on": "19.07.2024"}, "Що буде відомо завтра, сьогодні порахувати не можна."),
        ({"value": "-1"}, "Число не може бути від’ємним."),
        ({"value": "99999999999999999999"}, "Перевірте число"),
        ({"value": "сім"}, "Введіть ціле число, наприклад 755."),
        ({"comparator": "maybe"}, "Виберіть"),
    ],
)
def test_bad_input_gets_a_sentence_and_never_breaks(press, now, typed, sentence):
    figures.definition(now=now)
    for act in ("save", "count"):
        response = press.post("/figures/manage/new/returned", FORM | typed | {"act": act})
        if act == "save":
            assert response.status_code == 422
            assert sentence in words(response)
    assert Figure.objects.count() == 0


def test_what_is_incomplete_is_not_handed_in_and_says_why(press, now):
    figure = figures.draft(now=now, value=0, outlet="")
    response = press.post(f"/figures/manage/{figure.pk}/propose")
    assert response.status_code == 422
    assert "Без джерела цифру не оприлюднюють" in words(response)


def test_sent_back_with_a_reason(press, commander, now):
    figure = actions.propose(figures.draft(now=now, value=0), by=figures.press(now=now), now=now)
    assert commander.post(f"/figures/manage/{figure.pk}/send-back", {"reason": ""}).status_code == 422
    commander.post(f"/figures/manage/{figure.pk}/send-back", {"reason": "Не та дата"})
    figure.refresh_from_db()
    assert figure.state == "draft"


def test_a_number_of_people_held_says_that_it_stays_inside(press, commander, now, client_for):
    figure = figures.published(figures.HELD, "held", now=now, value=0)
    page = words(press.get(f"/figures/manage/{figure.pk}"))
    assert "Видно лише в службі: це число про людей, які ще не вдома." in page
    assert commander.post(f"/figures/manage/{figure.pk}/approve-held").status_code == 422
    third = client_for(build.account(cast.Officer("press2", "Інна Гай", "Inna Hai", "press"), now=now))
    third.post(f"/figures/manage/{figure.pk}/approve-held")
    figure.refresh_from_db()
    assert figure.is_shown_in_public


def test_drift_is_said_beside_the_figure(press, now):
    captive = figures.returned(1, now=now, status="CAPTIVE_CONFIRMED")[0]
    figure = figures.published(now=now)
    from tests.figures.test_counting import state_return

    state_return(captive, now=now)
    assert "Сьогоднішні факти кажуть про той самий день 1 зрушило +1" in words(
        press.get(f"/figures/manage/{figure.pk}")
    )


def test_withdrawing_needs_its_reason_in_both_languages(press, now):
    figure = figures.published(now=now)
    assert press.post(f"/figures/manage/{figure.pk}/withdraw", {"reason_uk": "Двічі"}).status_code == 422
    press.post(f"/figures/manage/{figure.pk}/withdraw", {"reason_uk": "Двічі", "reason_en": "Twice"})
    figure.refresh_from_db()
    assert figure.state == "withdrawn"


CORRECTION = {
    "kind": "correction",
    "field": "value",
    "was_uk": "Було шість",
    "was_en": "It was six",
    "correct_uk": "Насправді сім",
    "correct_en": "It is seven",
    "why_uk": "Одну людину пропустили.",
    "why_en": "One person was left out.",
    "wrong_since_on": "18.07.2024",
    "is_substantial": "on",
}


def test_a_correction_goes_to_everyone_who_quoted_and_ends_when_the_text_is_mended(press, commander, now):
    figure = figures.published(now=now)
    statement = Statement.objects.get(figures=figure)
    press.post(
        f"/figures/manage/statements/{statement.key}/quoted",
        {
            "outlet": "Газета",
            "source_url": "https://example.org/a",
            "stated_on": "18.07.2024",
            "language": "uk",
            "what": "released",
        },
    )
    made = press.post(f"/figures/manage/{figure.pk}/correct", CORRECTION, follow=True)
    correction = Correction.objects.get()
    assert made.redirect_chain == [(f"/figures/manage/corrections/{correction.pk}", 302)]
    assert "Після підпису звернення отримають: 1 Газета (українська, 18.07.2024)" in words(made)
    base = f"/figures/manage/corrections/{correction.pk}"
    press.post(f"{base}/propose")
    assert press.post(f"{base}/issue").status_code == 422
    commander.post(f"{base}/issue")
    request = Request.objects.get()
    assert "Газета 18.07.2024 українська напряму треба повідомити" in words(press.get("/figures/manage/requests"))
    first_pages = [client.get("/today") for client in (press, commander)]
    for day in first_pages:
        assert "Видання, яким треба сказати про виправлення 1" in words(day)
        assert 'href="/figures/manage/requests?state=to_tell"' in day.content.decode()
    assert press.get("/figures/manage/requests?state=to_tell").status_code == 200
    assert commander.get("/figures/manage/requests?state=to_tell").status_code == 200
    page = words(press.get(f"/figures/manage/requests/{request.pk}"))
    assert f"http://testserver/corrections/{correction.pk}" in page
    told = f"/figures/manage/requests/{request.pk}"
    assert press.post(f"{told}/tell", {"address": "хто"}).status_code == 422
    press.post(f"{told}/tell", {"address": "editors@example.org"})
    assert press.post(f"{told}/tell", {"address": "editors@example.org"}).status_code == 409
    assert Notice.objects.count() == 1
    assert "Видання, яким треба сказати" not in words(press.get("/today"))
    press.post(f"{told}/acknowledge", {"note": "Дякуємо"})
    assert press.post(f"{told}/refuse", {"note": ""}).status_code == 422
    again = f"/figures/manage/documents/{request.document_id}/again"
    assert press.post(again, {"seen_on": "18.07.2024", "text": "", "act": "save"}).status_code == 422
    wrong = "З полону звільнено 6 військовослужбовців Національної гвардії України."
    looked = words(press.post(again, {"seen_on": "18.07.2024", "text": wrong, "act": "look"}))
    assert "Текст досі каже помилку" in looked
    assert "6 військовослужбовців Національної гвардії України" in looked
    free = {"seen_on": "18.07.2024", "text": wrong.replace("6", "7")}
    assert "Помилки в тексті більше немає" in words(press.post(again, free | {"act": "look"}))
    assert request.document.versions.count() == 0
    press.post(again, free | {"act": "save"})
    request.refresh_from_db()
    assert request.state == "mended"
    assert "1 текст з помилкою: 1 виправив." in words(press.get(f"/corrections/{correction.pk}"))


def test_a_correction_without_one_language_is_not_saved(press, now):
    figure = figures.published(now=now)
    response = press.post(f"/figures/manage/{figure.pk}/correct", CORRECTION | {"why_en": ""})
    assert (response.status_code, Correction.objects.count()) == (422, 0)


def test_a_statement_of_others_is_corrected_too(press, commander, now):
    actions.load_statements(read_statements(), now=now)
    key = "azov-2024-02-01-menafn-headline"
    press.post(f"/figures/manage/statements/{key}/correct", CORRECTION | {"field": "population"})
    correction = Correction.objects.get()
    assert correction.statement.key == key
    press.post(f"/figures/manage/corrections/{correction.pk}/propose")
    commander.post(f"/figures/manage/corrections/{correction.pk}/issue")
    assert Statement.objects.get(key=key).status == "uncorrected_copy"


def test_a_definition_gets_a_new_version_and_keeps_the_old(press, now):
    figures.definition(now=now)
    form = {
        "name_uk": "Повернення",
        "name_en": "Return",
        "counted_uk": "Інакше.",
        "counted_en": "Otherwise.",
        "source_uk": "реєстр",
        "source_en": "the register",
        "what": "released",
        "population": "ngu",
        "channel": "any",
        "scope": "cumulative",
        "side": "ukrainian",
        "unit": "people",
        "counting_rule": "people",
        "is_counted": "on",
        "unit_code": "NGU",
        "is_confirmed_only": "on",
    }
    press.post("/figures/manage/definitions/returned", form)
    assert list(Definition.objects.values_list("version", "counted_en")) == [
        (1, "People who came back from captivity."),
        (2, "Otherwise."),
    ]
    assert press.post("/figures/manage/definitions/new", form | {"slug": "returned"}).status_code == 422
    assert press.post("/figures/manage/definitions/new", form | {"slug": "повернення"}).status_code == 422
    press.post("/figures/manage/definitions/new", form | {"slug": "another"})
    assert Definition.objects.filter(slug="another", status="returned").count() == 1


def test_the_auditor_reads_and_changes_nothing(client_for, now):
    figure = actions.propose(figures.draft(now=now, value=0), by=figures.press(now=now), now=now)
    auditor = client_for(build.account(cast.AUDITOR, now=now))
    page = auditor.get(f"/figures/manage/{figure.pk}")
    assert page.status_code == 200
    assert f'action="/figures/manage/{figure.pk}/publish"' not in page.content.decode()
    assert auditor.post(f"/figures/manage/{figure.pk}/publish").status_code == 404
    assert auditor.get("/figures/manage/new").status_code == 404


def test_the_registrar_drafts_and_does_not_sign(client_for, now):
    figures.definition(now=now)
    registrar = client_for(build.account(cast.REGISTRAR, now=now))
    registrar.post("/figures/manage/new/returned", FORM | {"value": "0", "act": "save"})
    figure = Figure.objects.get()
    registrar.post(f"/figures/manage/{figure.pk}/propose")
    assert Figure.objects.get().state == "proposed"
    assert registrar.post(f"/figures/manage/{figure.pk}/publish").status_code == 404


def test_others_of_the_service_see_no_draft(client_for, now):
    figure = figures.draft(now=now, value=0)
    for officer in (cast.SOCIAL, cast.MEDICAL, cast.EXCHANGE, cast.FAMILY_LIAISON, cast.STEWARD, cast.ADMIN):
        client = client_for(build.account(officer, now=now))
        answers = [client.get(path).status_code for path in ("/figures/manage", f"/figures/manage/{figure.pk}")]
        assert answers == [404, 404], officer.login


def test_a_contradiction_is_explained_on_its_page_and_leaves_the_first_page(press, now):
    actions.load_public_record(now=now)
    assert "Суперечності між числами без пояснення 37" in words(press.get("/today"))
    key = findings.findings()[0].key
    page = f"/figures/manage/checks/{key}"
    assert "Ніхто ще не пояснив, чому числа різняться." in words(press.get(page))
    half = press.post(f"{page}/explain", {"why_uk": "Рахували різне."})
    assert (half.status_code, Explained.objects.count()) == (422, 0)
    whole = {"why_uk": "Рахували різне.", "why_en": "They counted different things."}
    assert "Пояснення записано." in words(press.post(f"{page}/explain", whole, follow=True))
    assert "Суперечності між числами без пояснення 36" in words(press.get("/today"))
    assert "без пояснення 36 пояснено 4" in words(press.get("/figures/manage/checks?outcome=explained"))


def test_contradictions_are_marked_as_read_before_a_figure_is_handed_in(press, now):
    actions.load_public_record(now=now)
    why = {"explanation_uk": "Нове джерело.", "explanation_en": "A new source."}
    draft = figures.draft(now=now, value=500, as_of=date(2023, 4, 27), **why)
    page = f"/figures/manage/{draft.pk}"
    assert "Число суперечить сказаному раніше. Позначте те, що прочитали:" in words(press.get(page))
    assert press.post(f"{page}/propose").status_code == 422
    seen = [found.key for found in findings.brought_by(draft)]
    press.post(f"{page}/propose", {"acknowledged": seen})
    draft.refresh_from_db()
    assert draft.state == "proposed"


def test_statements_are_narrowed_and_all_checks_are_shown(press, now):
    actions.load_public_record(now=now)
    exchanges.load_rounds(read_rounds(), now=now)
    page = words(press.get("/figures/manage/statements?status=uncorrected_copy&what=in_captivity"))
    assert page.count("невиправлена копія") == 1 + 3  # the chip and the rows
    assert "→ Еспресо (англійська) – це твердження" in words(press.get("/figures/manage/statements/ngu-755-espreso-en"))
    checks = words(press.get("/figures/manage/checks"))
    assert "без пояснення 37 пояснено 3" in checks
    assert (
        "08.12.2024 без пояснення Підсумок не сходиться: було 3767, жодного обміну відтоді не записано, а сказано 3935"
        in checks
    )
    assert "підсумок · 3767 ≠ 3935" in checks
    assert "11 / 13 сходяться" in checks
    settled = next(one for one in findings.findings() if one.correction)
    page = words(press.get(f"/figures/manage/checks/{settled.key}"))
    assert "Котре з двох правильне, каже виправлення: 755 військовослужбовців Національної гвардії України" in page
    assert "Ніхто ще не пояснив" not in page
    assert "03.01.2024: +6; 22.11.2025: +220" in checks


def test_lists_cost_the_same_for_one_row_and_for_many(press, now, counted_queries):
    paths = ["", "/corrections", "/requests", "/statements"]

    def cost():
        return [counted_queries(lambda path=path: press.get(f"/figures/manage{path}")) for path in paths]

    def grow(number):
        for n in range(number):
            figure = figures.published(slug=f"f{Figure.objects.count()}-{n}", now=now)
            figures.quoted(figure.statement, f"Газета {figure.pk}", now=now)
            correction = figures.proposed_correction(figure, now=now)
            actions.sign_correction(correction, by=figures.commander(now=now), now=now)
            actions.open_requests(correction, by=None, now=now)

    grow(1)
    press.get("/figures/manage")
    one = cost()
    grow(12)
    assert cost() == one


def test_reading_writes_nothing(press, now, readonly_get):
    figure = figures.published(now=now)
    for path in ("", f"/{figure.pk}", "/definitions", "/corrections", "/requests", "/statements", "/checks"):
        assert readonly_get(press, f"/figures/manage{path}").status_code == 200


def test_the_first_page_of_the_press_office_names_what_waits(press, commander, now):
    assert "Ніщо не чекає на підпис, і всіх повідомлено." in words(press.get("/today"))
    figures.proposed_correction(figures.published(now=now), now=now)
    for client in (press, commander):
        page = words(client.get("/today"))
        assert "Виправлення, що чекають другого підпису 1" in page
        assert "Видання, яким треба сказати" not in page
