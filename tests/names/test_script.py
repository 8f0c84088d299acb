import pytest

from dodomu.names.script import romanise, script_of, to_ukrainian


@pytest.mark.parametrize(
    ("ukrainian", "latin"),
    [
        ("Олексій Зґурський", "Oleksii Zgurskyi"),
        ("Микола Згурський", "Mykola Zghurskyi"),
        ("Геннадій Щур’єв", "Hennadii Shchuriev"),
        ("Юлія Ященко", "Yuliia Yashchenko"),
        ("Ігор Гнатюк-Дорошенко", "Ihor Hnatiuk-Doroshenko"),
        ("Ганна В’ялих", "Hanna Vialykh"),
        ("Єнакієве Їжакевич Йосипівка", "Yenakiieve Yizhakevych Yosypivka"),
        ("ЗГУРСЬКИЙ ЩЕРБА", "ZGHURSKYI SHCHERBA"),
    ],
)
def test_romanise_follows_resolution_55(ukrainian, latin):
    assert romanise(ukrainian) == latin


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Їжак", "uk"),
        ("Рыбаков", "ru"),
        ("Коваленко", "uk"),
        ("Kovalenko", "Latn"),
        ("Čorný", "Latn"),
        ("Коваль Ivan", "mixed"),
        ("14.03.1991", ""),
        ("", ""),
    ],
)
def test_script_is_told_by_letters(text, script):
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("foreign", "reading"),
    [
        ("Андрей Николаевич", "Андрій Миколайович"),
        ("Рыбальский", "Рибальський"),
        ("Елена Игоревна", "Олена Ігорівна"),
        ("Shevchenko Taras", "Шевченко Тарас"),
        ("Nikolai", "Микола"),
        ("Щурьев", "Щурьєв"),
        ("ИВАНОВА", "ІВАНОВА"),
    ],
)
def test_a_foreign_spelling_is_read_in_ukrainian(foreign, reading):
    assert to_ukrainian(foreign) == reading
