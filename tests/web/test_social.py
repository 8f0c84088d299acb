"""The pages of social protection: what the rules propose, one question with its count, papers and letters, the rules."""

from __future__ import annotations

import io
from datetime import date, datetime, timedelta

import pypdf
import pytest

from dodomu.clock import KYIV
from dodomu.ledger.queries import about
from dodomu.reference.entitlements.published import published
from dodomu.reintegration import actions
from dodomu.reintegration.models import Entitlement, Issue, Proof
from dodomu.reintegration.queries import entitlements
from tests import build, cast
from tests import build_reintegration as homecoming

pytestmark = pytest.mark.django_db


def said(response):
    return response.content.decode()


@pytest.fixture
def rules(now):
    actions.load_entitlements(published(), now=now)


@pytest.fixture
def officer(now):
    return build.account(cast.SOCIAL, now=now, unit=build.unit("NGU"))


@pytest.fixture
def settled(now, officer, rules):
    """Home for five days; the time to adapt is over."""
    ago = now - timedelta(days=5)
    return homecoming.case("Кравець", now=now, officer=officer, unit=build.unit("NGU"), admitted_at=ago)


@pytest.fixture
def adapting(now, officer, rules):
    return homecoming.case(now=now, officer=officer, unit=build.unit("NGU"), admitted_at=now - timedelta(hours=12))


@pytest.fixture
def steward(now):
    return build.account(cast.Officer("yakist", "Олена Кравчук", "Olena Kravchuk", "steward"), now=now)


@pytest.fixture
def second(now):
    return build.account(cast.Officer("yakist2", "Петро Лісовий", "Petro Lisovyi", "steward"), now=now)


def url(case, rest=""):
    return f"/people/{case.person.number}/social{rest}"


def row_of(case, key, now):
    return next(one.row for one in entitlements.proposals(case, now=now) if one.answer.key == key)


def accept(case, key, *, by, now):
    return actions.accept_entitlements(case, [row_of(case, key, now)], by=by, now=now)[0]


def test_the_rules_of_today_stand_on_the_page_with_source_and_the_word_on_the_lawyer(settled, officer, client_for):
    page = said(client_for(officer).get(url(settled)))
    assert "100 000 грн одноразово, якщо встановлено факт" in page
    assert "Закон 2010-IX; постанова Кабінету Міністрів від 15.11.2022" in page
    assert "юрист ще не підтвердив" in page
    assert "чинний з 03.02.2026" not in page
    assert "Виплата цивільним без встановленого факту</a>: не для цієї людини" in page


def test_ticked_rights_become_questions_and_what_is_not_a_number_opens_nothing(settled, officer, client_for, now):
    client = client_for(officer)
    rows = [row_of(settled, key, now).pk for key in ("pay", "leave")]
    assert client.post(url(settled, "/accept"), {"rows": rows}).status_code == 302
    assert sorted(Issue.objects.values_list("kind", flat=True)) == ["leave", "pay"]
    assert client.post(url(settled, "/accept"), {"rows": rows}).status_code == 422
    assert client.post(url(settled, "/accept"), {"rows": ["x", "-1", "9" * 30]}).status_code == 422
    assert client.post(url(settled, "/accept"), {"rows": ["999999"]}).status_code == 404
    assert Issue.objects.count() == 2


def test_the_case_says_how_many_rights_nobody_has_opened(settled, officer, client_for, now):
    client = client_for(officer)
    door = f"/people/{settled.person.number}/case"
    assert "ще не відкрито 6</a>" in said(client.get(door))
    accept(settled, "pay", by=officer, now=now)
    assert "ще не відкрито 5</a>" in said(client.get(door))


def test_a_right_is_declined_with_a_reason_that_its_reader_sees(settled, officer, client_for, now):
    client = client_for(officer)
    door = url(settled, f"/decline/{row_of(settled, 'discharge', now).pk}")
    assert client.get(door).status_code == 200
    assert client.post(door, {"reason": ""}).status_code == 422
    assert client.post(door, {"reason": "хоче служити далі"}).status_code == 302
    assert "хоче служити далі" in said(client.get(url(settled)))


def test_a_question_shows_its_rule_and_counts_its_term_line_by_line(settled, officer, client_for, now):
    client = client_for(officer)
    issue = accept(settled, "payment_once", by=officer, now=now)
    door = url(settled, f"/{issue.pk}")
    assert "строк служби: оприлюдненого не знайдено" in said(client.get(door))
    applied = client.post(f"{door}/move/apply", {"apply-on": "17.07.2024"})
    assert applied.headers["Location"] == door
    page = said(client.get(door))
    assert 'Відповідь на заяву: <b class="d-num">19.08.2024</b>' in page
    for line in (
        '17.07.2024, середа</span><span class="meta">день подання заяви',
        '17.08.2024, субота</span><span class="meta">останній день',
    ):
        assert line in page
    assert "вихідний: переходить на наступний день (ЦК, ст. 254, ч. 5)" in page
    assert "№ 393/96-ВР, ст. 20" in page


def test_what_is_wrong_in_a_move_comes_back_to_its_field(settled, officer, client_for, now):
    client = client_for(officer)
    door = url(settled, f"/{accept(settled, 'payment_once', by=officer, now=now).pk}")
    for act, form in (
        ("apply", {"apply-on": "завтра"}),
        ("apply", {"apply-on": "19.07.2024"}),
        ("refuse", {"refuse-on": "18.07.2024", "refuse-outcome": ""}),
        ("settle", {"settle-on": "18.07.2024", "settle-paid": "сто"}),
    ):
        sent = client.post(f"{door}/move/{act}", form)
        assert (sent.status_code, "govuk-error-message" in said(sent)) == (422, True)
    assert client.post(f"{door}/move/no-such-act").status_code == 422
    assert client.post(f"{door}/move/appeal", {"appeal-on": "18.07.2024"}).status_code == 422
    assert Issue.objects.get().state == "open"


def test_what_was_paid_stands_on_the_page_and_nowhere_in_clear(settled, officer, client_for, now):
    client = client_for(officer)
    issue = accept(settled, "payment_once", by=officer, now=now)
    form = {"settle-on": "18.07.2024", "settle-paid": "100000", "settle-outcome": "зараховано на картку"}
    assert client.post(url(settled, f"/{issue.pk}/move/settle"), form).status_code == 302
    page = said(client.get(url(settled)))
    assert "виплачено 100\u202f000 грн" in page
    assert "зараховано на картку" in page
    kept = Issue.objects.get()
    assert ("100000" in kept.paid, "картку" in kept.outcome) == (False, False)


def test_an_application_with_the_person_waits_for_the_time_to_adapt(adapting, officer, client_for, now):
    client = client_for(officer)
    issue = accept(adapting, "leave", by=officer, now=now)
    assert "чекає адаптації" in said(client.get(url(adapting)))
    sent = client.post(url(adapting, f"/{issue.pk}/move/apply"), {"apply-on": "18.07.2024"})
    assert (sent.status_code, "триває до 20.07.2024, 22:00" in said(sent)) == (422, True)
    assert Issue.objects.get().state == "open"


def test_papers_are_ticked_off_and_the_pack_prints_what_is_missing(settled, officer, client_for, now):
    client = client_for(officer)
    issue = accept(settled, "payment_once", by=officer, now=now)
    door = url(settled, f"/{issue.pk}")
    assert "Документи до заяви: бракує 5" in said(client.get(door))
    assert client.post(f"{door}/papers/application/here").status_code == 302
    assert client.post(f"{door}/papers/other/missing", {"note": "лист частини"}).status_code == 302
    assert client.post(f"{door}/papers/other/missing", {"note": ""}).status_code == 422
    assert client.post(f"{door}/papers/nothing/here").status_code == 404
    assert client.post(f"{door}/papers/application/burnt").status_code == 404
    assert sorted(Proof.objects.values_list("paper", "is_here")) == [("application", True), ("other", False)]
    pack = said(client.get(f"{door}/pack"))
    assert "лист частини" in pack and "Надруковано:" in pack
    assert "print_pack" in {entry.act for entry in about("person", settled.person_id)}


def test_the_complaint_is_there_once_the_day_has_passed_and_tells_how_it_was_counted(
    settled, officer, client_for, now, monkeypatch
):
    issue = accept(settled, "payment_once", by=officer, now=now)
    actions.move_issue(issue, "apply", by=officer, now=now)
    client = client_for(officer)
    door = url(settled, f"/{issue.pk}")
    assert client.get(f"{door}/complaint").status_code == 404
    assert "Лист зі скаргою" not in said(client.get(door))
    monkeypatch.setenv("DODOMU_NOW", datetime(2024, 8, 20, 10, tzinfo=KYIV).isoformat())
    client = client_for(officer)
    assert "Лист зі скаргою для друку" in said(client.get(door))
    letter = said(client.get(f"{door}/complaint"))
    assert "Відповідь мала надійти до 19.08.2024. Її немає." in letter
    assert "18.07.2024 – день подання заяви" in letter
    assert "подано заяву до органу: Міністерство з питань реінтеграції" in letter
    assert "(орган вищого рівня)<br>від КРАВЦЯ Андрія" in letter
    assert client.post(f"{door}/move/appeal", {"appeal-on": "20.08.2024"}).status_code == 302
    assert Issue.objects.get().due_at == datetime(2024, 9, 20, 18, tzinfo=KYIV)


def test_an_open_question_says_that_the_law_has_changed_and_moves_to_it(settled, officer, client_for, now, monkeypatch):
    issue = accept(settled, "leave", by=officer, now=now)
    door = url(settled, f"/{issue.pk}")
    assert "право змінилося" not in said(client_for(officer).get(door))
    assert client_for(officer).post(f"{door}/renew").status_code == 422
    monkeypatch.setenv("DODOMU_NOW", datetime(2026, 2, 3, 10, tzinfo=KYIV).isoformat())
    client = client_for(officer)
    page = said(client.get(door))
    assert "право змінилося: з 3 лютого 2026 року чинна інша редакція" in page
    assert "Відкликати можна лише за її згодою" in page
    assert client.post(f"{door}/renew").status_code == 302
    assert Issue.objects.get().entitlement.number == 2
    assert "право змінилося" not in said(client.get(door))


def test_a_question_by_hand_claims_no_law(settled, officer, client_for, now):
    client = client_for(officer)
    assert client.post(url(settled, "/new"), {"kind": "leave"}).status_code == 302
    page = said(client.get(url(settled)))
    assert "правила немає, підставу ще не внесено" in page
    assert "03.02.2026" not in page


def test_a_refusal_is_complained_of_in_its_own_words(settled, officer, client_for, now):
    issue = accept(settled, "payment_once", by=officer, now=now)
    actions.move_issue(issue, "refuse", outcome="немає витягу", by=officer, now=now)
    letter = said(client_for(officer).get(url(settled, f"/{issue.pk}/complaint")))
    assert "18.07.2024 відмовлено: «немає витягу»." in letter
    made = client_for(officer).get(url(settled, f"/{issue.pk}/complaint.pdf"))
    pages = pypdf.PdfReader(io.BytesIO(made.content)).pages
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "18.07.2024 відмовлено: «немає витягу»." in text
    assert "Закон «Про звернення громадян» № 393/96-ВР, ст. 20" in text


def test_a_colleague_a_stranger_and_another_case_find_no_question(settled, adapting, officer, client_for, client, now):
    issue = accept(settled, "payment_once", by=officer, now=now)
    colleague = build.account(cast.Officer("s2", "Інша", "", "social"), now=now, unit=build.unit("NGU"))
    press = build.account(cast.PRESS, now=now)
    for rest in (f"/{issue.pk}", f"/{issue.pk}/pack"):
        assert client.get(url(settled, rest)).status_code == 302
        assert client_for(colleague).get(url(settled, rest)).status_code == 404
        assert client_for(press).get(url(settled, rest)).status_code == 404
        assert client_for(officer).get(url(adapting, rest)).status_code == 404
    for rest in (f"/{issue.pk}/move/start", f"/{issue.pk}/papers/fact/here", "/accept"):
        assert client_for(colleague).post(url(settled, rest)).status_code == 404


def test_a_doctor_of_the_case_reads_the_question_and_has_no_button(settled, officer, client_for, now):
    doctor = build.account(cast.MEDICAL, now=now, unit=build.unit("NGU"))
    issue = accept(settled, "payment_once", by=officer, now=now)
    from dodomu.access import actions as access

    access.assign([doctor], kind="person", keys=[settled.person_id], why="stay:0", now=now)
    page = said(client_for(doctor).get(url(settled, f"/{issue.pk}")))
    assert ("Одноразова виплата" in page, "move/apply" in page) == (True, False)
    assert client_for(doctor).post(url(settled, f"/{issue.pk}/move/start")).status_code == 404


def test_the_rules_are_shown_as_of_any_day(rules, officer, client_for):
    client = client_for(officer)
    before, after = (said(client.get(f"/entitlements?on={day}")) for day in ("02.02.2026", "03.02.2026"))
    assert ("не каже, коли людина має вирішити" in before, "лише за її згодою" in before) == (True, False)
    assert ("не каже, коли людина має вирішити" in after, "лише за її згодою" in after) == (False, True)
    wrong = client.get("/entitlements?on=учора")
    assert (wrong.status_code, "Введіть дату" in said(wrong)) == (422, True)
    assert client.get("/entitlements/no_such").status_code == 404


def form_of(client, **change):
    """The form of the next version of the leave as it is offered, with changes."""
    shown = client.get("/entitlements/leave/next").context["form"]
    filled = {name: shown[name].value() for name in shown.fields}
    filled = {name: value for name, value in filled.items() if value not in (None, "", False, ())}
    return filled | {"valid_from": "01.09.2024"} | change


def test_a_steward_writes_the_next_version_and_another_signs_it(rules, steward, second, officer, client_for):
    client = client_for(steward)
    assert client.post("/entitlements/leave/next", form_of(client, valid_from="")).status_code == 422
    sent = client.post("/entitlements/leave/next", form_of(client, what_uk="120 календарних днів."))
    assert sent.headers["Location"] == "/entitlements/leave"
    row = Entitlement.objects.get(key="leave", number=3)
    assert (row.state, row.valid_from, entitlements.rule_of(row).what.uk) == (
        "proposed",
        date(2024, 9, 1),
        "120 календарних днів.",
    )
    door = f"/entitlements/versions/{row.pk}"
    assert "Підписати" not in said(client.get("/entitlements/leave"))
    assert client.post(f"{door}/sign").status_code == 422
    assert client_for(officer).post(f"{door}/sign").status_code == 404
    assert "Підписати" in said(client_for(second).get("/entitlements/leave"))
    assert client_for(second).post(f"{door}/sign").status_code == 302
    assert client_for(second).post(f"{door}/sign").status_code == 409
    assert client_for(second).post(f"{door}/burn").status_code == 404
    page = said(client_for(officer).get("/entitlements?on=01.09.2024"))
    assert "120 календарних днів." in page


def test_a_new_right_is_written_turned_down_and_confirmed_by_a_lawyer(rules, steward, second, client_for):
    client = client_for(steward)
    form = form_of(client, key="housing_queue", kind="housing", claim_length="3", claim_unit="months")
    assert client.post("/entitlements/new", form | {"key": "Житло"}).status_code == 422
    assert client.post("/entitlements/new", form).status_code == 302
    row = Entitlement.objects.get(key="housing_queue")
    assert client_for(second).post(f"/entitlements/versions/{row.pk}/refuse").status_code == 302
    leave = Entitlement.objects.get(key="leave", number=1)
    door = f"/entitlements/versions/{leave.pk}/confirm"
    assert client.get(door).status_code == 200
    assert client.post(door, {"lawyer": "С. Вовк, юрист", "on": "19.07.2024"}).status_code == 422
    assert client.post(door, {"lawyer": "С. Вовк, юрист", "on": "18.07.2024"}).status_code == 302
    assert "С. Вовк, юрист" in said(client.get("/entitlements/leave"))


def test_without_rules_the_page_says_how_they_are_loaded(now, officer, client_for):
    case = homecoming.case(now=now, officer=officer, unit=build.unit("NGU"))
    page = said(client_for(officer).get(url(case)))
    assert "dodomu load-entitlements" in page


def test_ten_questions_cost_as_many_queries_as_one(settled, officer, client_for, now, counted_queries):
    client = client_for(officer)
    accept(settled, "pay", by=officer, now=now)
    client.get(url(settled))
    one = counted_queries(lambda: client.get(url(settled)))
    for _ in range(9):
        actions.open_issue(settled, "housing", by=officer, now=now)
    assert counted_queries(lambda: client.get(url(settled))) == one
    assert one <= 30
