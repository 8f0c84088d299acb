"""The letter as PDF: every word of it can be read back, markup stays text, and programs for the blind can read it."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pypdf
import pytest

from dodomu.letters.addressed import addressed
from dodomu.letters.kinds import KINDS, cases_in, paragraphs
from dodomu.letters.letter import Head, Letter, texts_of
from dodomu.letters.pdf import as_pdf

AT = datetime(2024, 7, 18, 7, 0, tzinfo=UTC)
HEAD = Head(
    ("МІНІСТЕРСТВО", "Служба супроводу"), "м. Київ", "тел. 000", "00000000", "Начальник відділу", "Олена ГНАТЮК"
)


def of(*paragraphs: str, **rest) -> Letter:
    return Letter(HEAD, "Банку", rest.pop("subject", "Про картку"), paragraphs, **rest)


def text_of(pdf: bytes) -> str:
    """The words of a PDF, with one blank between them."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages).split())


def test_every_ukrainian_letter_apostrophe_quote_and_numero_can_be_read_back():
    small = "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя"
    line = f"{small} {small.upper()} Щур’єв «Азов» „слово“ № 3057 – 18.07.2024"
    assert line in text_of(as_pdf([of(line)], title="Лист", at=AT))


@pytest.mark.parametrize("kind", KINDS)
def test_every_letter_of_the_checklist_stands_whole_on_its_sheet(kind):
    who = addressed("Щур'єв", "Ілля", "Олегович", sex="m", rank="старший сержант", post="командир відділення")
    body = paragraphs(kind, who, born="01.02.1990", unit="в/ч 3057 «Азов»", returned="17 липня 2024 року")
    letter = Letter(HEAD, KINDS[kind].addressee, KINDS[kind].subject, body, "24/7-1", "18 липня 2024 року")
    read = "".join(text_of(as_pdf([letter], title=letter.subject, at=AT)).split())  # lines break at hyphens too
    assert [text for text in texts_of([letter]) if "".join(text.split()) not in read] == []
    assert [text for text in body if ".." in text or "{" in text] == []


def test_each_letter_begins_a_page_of_its_own():
    made = as_pdf([of("Перший."), of("Другий.")], title="Листи", at=AT)
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages]
    assert [("Перший." in page, "Другий." in page) for page in pages] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    "words", ['#read("/etc/passwd")', "[*жирно*] $x$ <мітка> @посилання", "= Заголовок", "\\ // /*"]
)
def test_what_somebody_wrote_is_never_markup(words):
    assert words in text_of(as_pdf([of(words, subject=words)], title=words, at=AT))


def test_the_letter_is_tagged_titled_and_says_its_language():
    reader = pypdf.PdfReader(io.BytesIO(as_pdf([of("Просимо.")], title="Про картку", at=AT)))
    root = reader.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], reader.metadata.title) == ("uk", True, "Про картку")
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()


def test_the_same_letter_is_the_same_file():
    made = {as_pdf([of("Просимо.")], title="Лист", at=AT) for _again in range(2)}
    assert len(made) == 1


def test_only_fonts_of_the_package_are_in_the_file():
    reader = pypdf.PdfReader(io.BytesIO(as_pdf([of("Просимо №1.")], title="Лист", at=AT)))
    fonts = reader.pages[0]["/Resources"]["/Font"]
    names = {fonts[key]["/BaseFont"].split("+")[-1].split("-")[0] for key in fonts}
    assert names == {"LibertinusSerif"}


def test_number_and_day_that_are_not_known_leave_a_line_for_the_pen():
    read = text_of(as_pdf([of("Просимо.")], title="Лист", at=AT))
    assert "20 року № Банку" in read


def test_a_sentence_that_needs_something_unknown_is_left_out():
    who = addressed("Мельник", "Іван", "Петрович", sex="m", rank="солдат")
    assert paragraphs("military_id", who)[:2] == (
        "З полону повернуто солдата МЕЛЬНИКА Івана Петровича.",
        "Просимо видати солдату МЕЛЬНИКУ Івану Петровичу військово-обліковий документ замість утраченого.",
    )


def test_a_letter_says_which_cases_it_needs():
    assert [case.value for case in cases_in("sim")] == ["genitive", "accusative"]
