"""Words that head the columns of a list, in Ukrainian, Russian and English."""

import re
from functools import lru_cache

from dodomu.names.normalise import fold

_HEADS = {
    "name": (
        "піб|п і б|прізвище імя по батькові|прізвище імя та по батькові|прізвище імя|прізвище та імя|"
        "прізвище ініціали|прізвище та ініціали|імя та прізвище|імя прізвище|фио|ф и о|фамилия имя отчество|"
        "фамилия имя|фамилия и имя|имя и фамилия|фамилия инициалы|full name|name|names|fullname|full_name|"
        "person|surname and given name|військовослужбовець|особа|людина"
    ),
    "surname": "прізвище|фамилия|surname|last name|lastname|family name|last_name|family_name",
    "given": "імя|имя|given name|first name|firstname|given|given names|first_name|given_name|forename",
    "patronymic": "по батькові|батькові|отчество|patronymic|middle name|middle_name|fathers name",
    "birth_date": (
        "дата народження|дн|д н|народився|рік народження|дата і рік народження|нар|дата рождения|др|д р|"
        "год рождения|родился|birth date|date of birth|dob|born|birthdate|birth_date|year of birth|birthday|"
        "число місяць рік народження|число місяць та рік народження"
    ),
    "rank": "звання|військове звання|в зв|вз|звание|воинское звание|в звание|rank|military rank|посада звання",
    "unit": (
        "підрозділ|частина|військова частина|вч|в ч|в/ч|бригада|підрозділ частина|подразделение|часть|"
        "воинская часть|unit|military unit|формування"
    ),
    "place": (
        "місце|місце полону|місце утримання|звідки|населений пункт|місце взяття в полон|місце народження|"
        "место|место плена|город|place|location|place of capture|область|регіон"
    ),
    "note": (
        "примітка|примітки|зауваження|коментар|стан|примечание|примечания|комментарий|note|notes|remarks|"
        "comment|comments|телефон"
    ),
    "number": "номер|no|n|п п|пп|№|№ п п|no пп|no п п|з п|зп|#|number|nr|номер за порядком|number in list",
}
_FIELD_OF = {fold(head).replace("/", " "): field for field, heads in _HEADS.items() for head in heads.split("|")}


@lru_cache(maxsize=2_000)
def field_of(head: str) -> str:
    """The field a head of a column names, "" for none.

    >>> [field_of(head) for head in ("Прізвище, ім'я, по батькові", "Дата рождения", "Military rank", "Коваль")]
    ['name', 'birth_date', 'rank', '']
    """
    if len(head) > 80:
        return ""
    words = " ".join(re.sub(r"[^\w]+|_", " ", re.sub(r"\(.*?\)", " ", fold(head))).split())
    return _FIELD_OF.get(words, "number" if head.strip() in ("№", "#", "№ п/п") else "")


def is_header(cells: list[str]) -> bool:
    """Do these cells head a list of people: one names the person, and most of the filled ones are known heads?

    >>> is_header(["№", "ПІБ", "Щось"]), is_header(["1", "Коваль Іван", ""])
    (True, False)
    """
    fields = [field_of(cell) for cell in cells]
    filled = sum(bool(cell.strip()) for cell in cells)
    known = sum(bool(field) for field in fields)
    names_someone = any(field in ("name", "surname") for field in fields)
    return names_someone and known * 2 >= filled
