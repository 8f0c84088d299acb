import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.names.keys import search_keys, search_words, skeleton
from dodomu.names.normalise import fold, mend, name_key, sort_key, tidy
from dodomu.names.parts import parse_name
from dodomu.names.script import romanise, script_of, to_ukrainian

ENTRIES = json.loads((Path(__file__).parent / "search_strings.json").read_text("utf-8"))
SEARCHES = [entry if isinstance(entry, str) else entry["repeat"] * entry["times"] for entry in ENTRIES]
ANY_TEXT = st.text(st.characters(), max_size=60)


def test_every_sign_in_the_place_of_an_apostrophe_is_dropped():
    assert {fold(f"В{sign}ялих") for sign in "'’‘ʼ`´\"*"} == {"вялих"}


def test_every_dash_is_one_and_a_soft_hyphen_is_none():
    assert {fold(f"Гнатюк{dash}Коваль") for dash in "-‐–—−"} == {"гнатюк-коваль"}
    assert fold("Ков\u00adаль") == "коваль"


def test_decomposed_letters_are_the_same_letters():
    assert fold("Ії\u0306".replace("ї\u0306", "и\u0306") + "жак") == fold("Ійжак")
    assert name_key("І\u0308жак") == name_key("Їжак")


def test_look_alike_letters_join_the_alphabet_of_their_word():
    assert mend("Шeвчeнкo Ivаn") == "Шевченко Ivan"
    assert fold("КOВAЛЬ") == fold("Коваль")


def test_figures_read_for_letters_are_mended_only_on_request():
    assert mend("Ba5ko", digits=True) == "Basko"
    assert fold("36 БрМП") == "36 брмп"


def test_names_sort_by_the_ukrainian_alphabet():
    names = ["Ящук", "Їжак", "Іваненко", "Ґудзь", "Гай", "Єва", "Абель", "Йовенко", "Adams"]
    assert sorted(names, key=sort_key) == [
        "Абель",
        "Гай",
        "Ґудзь",
        "Єва",
        "Іваненко",
        "Їжак",
        "Йовенко",
        "Ящук",
        "Adams",
    ]


def test_keys_of_endless_text_are_short():
    assert len(name_key("к" * 100_000)) == 300
    assert len(sort_key("к" * 100_000)) == 600
    assert len(skeleton("кош" * 40_000)) <= 64


@pytest.mark.parametrize("text", SEARCHES, ids=range(len(SEARCHES)))
def test_a_search_string_gives_at_most_eight_small_ascii_keys(text):
    keys = search_keys(text)
    assert len(keys) <= 8
    assert all(key.isascii() and key.isalpha() and 0 < len(key) <= 64 for key in keys)
    assert [word for word, _ in search_words(text)] == keys


def test_there_are_57_search_strings():
    assert len(SEARCHES) == 57


@settings(deadline=None, max_examples=300)
@given(ANY_TEXT)
def test_no_text_makes_any_reading_fail(text):
    folded = fold(text)
    assert fold(folded) == folded or any(c.isalpha() and not c.isascii() for c in folded)
    assert name_key(text).encode("utf-8").count(b"\x00") == 0
    assert tidy(tidy(text)) == tidy(text)
    assert script_of(text) in {"uk", "ru", "Latn", "mixed", ""}
    assert isinstance(romanise(text) + to_ukrainian(text), str)
    assert len(parse_name(text).full) <= 602
    assert skeleton(text).isascii()
