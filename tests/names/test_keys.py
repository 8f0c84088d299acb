import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dodomu.names.given import father_keys, sex_of
from dodomu.names.keys import given_key, given_keys, skeleton, surname_keys
from dodomu.names.latin import romanise

UKRAINIAN_NAME = st.text(st.sampled_from("абвгґдеєжзиіїйклмнопрстуфхцчшщьюя’"), min_size=1, max_size=25)

SPELLINGS = [
    "Шевченко ШЕВЧЕНКО Shevchenko Schewtschenko Ševčenko Szewczenko",
    "Згурський Згурский Zghurskyi Zgurskii Zgurskiy Zhurs'kyy Zhurs'cyi Zgurs'kij Zgourskyy Zhourskyy Згурська",
    "Зґурський Zgurskyi Zgurs'kyy Zgourskyy Zg̀urs′kij",
    "Щур’єв Щурьев Щурёв Shchuriev Shchur'yev Shhur'jev Schtschurjew Shchurev Chtchouriev Ŝur'êv Ščurjev Щур’єва",
    "Гнатюк Hnatiuk Gnatyuk Gnatiuk Gnatjuk Hnatyuk Hnatûk Hnatiouk Gnatiuc Hnati͡uk",
    "Ященко Yashchenko Iashchenko Yaschenko Jashhenko Jaschtschenko Iachtchenko Yashchenco Jaščenko I͡ashchenko Âŝenko",
    "В'ялих Вялых Vialykh V'yalykh V'jalikh Vyalykh Vyalȳkh V'âlih V'jalyx Vjalih",
    "Дорошенко Doroshenko Doroschenko Dorošenko Doroshenco",
    "Ковалишин Kovalyshyn Ковалышин Kovalishin",
    "Йосипенко Иосипенко Yosypenko Iosypenko Josypenko",
]


@pytest.mark.parametrize("spellings", SPELLINGS, ids=[row.split()[0] for row in SPELLINGS])
def test_all_spellings_of_a_surname_have_one_skeleton(spellings):
    assert len({skeleton(spelling) for spelling in spellings.split()}) == 1


def test_different_surnames_have_different_skeletons():
    surnames = (
        "Шевченко Шевчук Коваленко Ковальчук Коваль Бойко Гнатюк Ігнатюк Мельник Мельничук Савченко Савчук".split()
    )
    assert len({skeleton(surname) for surname in surnames}) == len(surnames)


@settings(deadline=None, max_examples=500)
@given(UKRAINIAN_NAME)
def test_a_name_and_its_romanisation_have_one_skeleton(name):
    assert skeleton(name) == skeleton(romanise(name))


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=80))
def test_skeletons_are_short_ascii(text):
    found = skeleton(text)
    assert found.isascii()
    assert len(found) <= 64
    assert all(key and len(key) <= 64 for key in surname_keys(text))


def test_a_double_surname_is_found_by_either_half():
    assert set(surname_keys("Дорошенко-Гнатюк")) & set(surname_keys("Hnatiuk")) == {"hnatuk"}


# Ukrainian, Russian, and both in Latin letters: one person's given name.
GIVEN = (
    """
Олексій Алексей Oleksii Aleksei Alexey|Олександр Александр Oleksandr Aleksandr Alexander|Олена Елена Olena Elena
Микола Николай Mykola Nikolai Nikolay|Миколай Николай Mykolai|Михайло Михаил Mykhailo Mikhail|Дмитро Дмитрий Dmytro Dmitrii
Володимир Владимир Volodymyr Vladimir|Сергій Сергей Serhii Sergei Sergey|Андрій Андрей Andrii Andrei|Юрій Юрий Yurii Iurii
Ігор Игорь Ihor Igor|Олег Oleh Oleg|Євген Евгений Yevhen Evgenii|Геннадій Геннадий Hennadii Gennadii
Григорій Григорий Hryhorii Grigorii|Василь Василий Vasyl Vasilii|Петро Пётр Петр Petro Petr|Павло Павел Pavlo Pavel
Пилип Филипп Pylyp Filipp|Ілля Илья Illia Ilia|Данило Даниил Danylo Daniil|Кирило Кирилл Kyrylo Kirill
Микита Никита Mykyta Nikita|В’ячеслав Вячеслав Viacheslav|Йосип Иосиф Yosyp Iosif|Костянтин Константин Kostiantyn Konstantin
Омелян Емельян Omelian Emelian|Тимофій Тимофей Tymofii Timofei|Трохим Трофим Trokhym Trofim|Федір Фёдор Федор Fedir Fedor
Яків Яков Yakiv Iakov|Ганна Анна Hanna Anna|Наталія Наталья Наталя Nataliia Natalia|Катерина Екатерина Kateryna Ekaterina
Тетяна Татьяна Tetiana Tatiana|Людмила Liudmyla Liudmila|Ірина Ирина Iryna Irina|Світлана Светлана Svitlana Svetlana
Надія Надежда Nadiia Nadezhda|Віра Вера Vira Vera|Любов Любовь Liubov|Христина Кристина Khrystyna Kristina
""".replace("\n", "|")
    .strip("|")
    .split("|")
)


@pytest.mark.parametrize("forms", GIVEN, ids=[row.split()[0] for row in GIVEN])
def test_forms_of_a_given_name_have_one_key(forms):
    assert len({given_key(form) for form in forms.split()}) == 1


def test_short_forms_lead_to_the_name_and_say_when_they_are_of_two():
    assert [given_key(form) for form in ("Льоха", "Серьога", "Діма", "Вова")] == [
        "oleksii",
        "serhii",
        "dmytro",
        "volodymyr",
    ]
    assert given_keys("Саша") == ("oleksandr", "oleksandra")
    assert (sex_of("Саша"), sex_of("Олександра"), sex_of("Микола"), sex_of("Ткач")) == ("", "f", "m", "")


@pytest.mark.parametrize(
    ("father", "patronymics"),
    [
        ("Микола", "Миколайович Николаевич Mykolaiovych Nikolaevich Миколаївна Николаевна Mykolaivna Nikolaevna"),
        ("Олексій", "Олексійович Алексеевич Oleksiiovych Alekseevich"),
        ("Григорій", "Григорович Григорьевич Hryhorovych Grigorevich"),
        ("Ілля", "Ілліч Ильич Illich Ilich Іллівна Ильинична Illivna Ilinichna"),
        ("Дмитро", "Дмитрович Дмитриевич Dmytrovych Dmitrievich"),
        ("Юрій", "Юрійович Юрьевич Yuriiovych Iurevich"),
        ("Валерій", "Валерійович Валерьевич Valeriiovych Valerevich"),
        ("Володимир", "Володимирович Владимирович Volodymyrovych Vladimirovich"),
        ("Ігор", "Ігорович Игоревич Ihorovych Igorevich"),
        ("Петро", "Петрович Petrovych Petrovich Петрівна Петровна"),
        ("Яків", "Якович Яковлевич Yakovych Iakovlevich"),
    ],
)
def test_a_patronymic_leads_to_the_name_of_the_father(father, patronymics):
    assert {father_keys(patronymic) for patronymic in patronymics.split()} == {(given_key(father),)}
