"""Outlets by the names they bear at home: the public record writes them in Latin letters, a Ukrainian page does not."""

from __future__ import annotations

import re

from dodomu.text import Text

LANGUAGES: dict[str, Text] = {
    "uk": Text("українська", "Ukrainian"),
    "en": Text("англійська", "English"),
    "de": Text("німецька", "German"),
    "pl": Text("польська", "Polish"),
    "ru": Text("російська", "Russian"),
}
"""What a document can be written in."""

REQUEST_MARKS = {
    "to_tell": "todo",
    "told": "wait",
    "acknowledged": "wait",
    "mended": "done",
    "refuses": "late",
    "unreachable": "late",
}
"""How a request to mend a text is marked, by its state, in the order in which the board offers them."""

NAMES: dict[str, str] = {
    "24 Kanal": "24 Канал",
    "Babel": "Бабель",
    "Big Kyiv": "Великий Київ",
    "Bukvy": "Букви",
    "Censor.NET": "Цензор.НЕТ",
    "Espreso": "Еспресо",
    "Free Radio": "Вільне радіо",
    "Glavcom": "Главком",
    "Hromadske Radio": "Громадське радіо",
    "Interfax-Ukraine": "Інтерфакс-Україна",
    "KyivVlada": "КиївВлада",
    "Militarnyi": "Мілітарний",
    "Ministry of Internal Affairs": "Міністерство внутрішніх справ",
    "RBC-Ukraine": "РБК-Україна",
    "Radio Svoboda": "Радіо Свобода",
    "Rubryka": "Рубрика",
    "Sudovo-Yurydychna Hazeta": "Судово-юридична газета",
    "Suspilne": "Суспільне",
    "TASS": "ТАСС",
    "TSN": "ТСН",
    "UNN": "УНН",
    "Ukraine Crisis Media Center": "Український кризовий медіацентр",
    "Ukrainska Pravda": "Українська правда",
    "Ukrinform": "Укрінформ",
    "academic data set": "набір даних науковців",
}
_PARTS = re.compile(r"[^()]+")


def outlet_name(name: str, language: str) -> str:
    """The name of an outlet in the language of the page; one that is not in the table stays as it is written.

    >>> outlet_name("Ukrinform", "uk"), outlet_name("MENAFN (Ukrinform)", "uk"), outlet_name("Ukrinform", "en")
    ('Укрінформ', 'MENAFN (Укрінформ)', 'Ukrinform')
    >>> outlet_name("CNN", "uk")
    'CNN'
    """
    if language == "en":
        return name
    return _PARTS.sub(lambda part: part[0].replace(part[0].strip(), NAMES.get(part[0].strip(), part[0].strip())), name)
