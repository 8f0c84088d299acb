"""What a file or a text is refused for."""

from dodomu.text import Text


class Unreadable(Exception):  # noqa: N818 - it says what is so, in the words of the page
    """The whole file is refused; `code` is one of the list contract, `text` tells a person what to do."""

    def __init__(self, code: str, text: Text, row: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.text = text
        self.row = row


_WORDS = {
    "empty_file": Text("Файл порожній. Оберіть файл зі списком.", "The file is empty. Choose a file with the list."),
    "no_rows": Text("У файлі немає жодного рядка з людьми.", "There is not one row with a person in the file."),
    "too_big": Text(
        "Файл завеликий. Найбільший розмір – {limit} МБ. Розділіть список на частини.",
        "The file is too big. The largest size is {limit} MB. Divide the list into parts.",
    ),
    "too_many_rows": Text(
        "Забагато рядків: найбільше {limit}. Розділіть список.", "Too many rows: {limit} at most. Divide the list."
    ),
    "too_many_columns": Text("Забагато стовпців: найбільше {limit}.", "Too many columns: {limit} at most."),
    "not_a_table": Text(
        "Це не таблиця і не текст. Підійдуть файли CSV, XLSX та ODS або вставлений текст.",
        "This is neither a table nor text. CSV, XLSX and ODS files or pasted text can be read.",
    ),
    "old_xls": Text(
        "Це файл старого Excel (.xls). Відкрийте його і збережіть як .xlsx.",
        "This is a file of an old Excel (.xls). Open it and save it as .xlsx.",
    ),
    "encrypted_workbook": Text(
        "Файл захищено паролем. Збережіть його без пароля і додайте ще раз.",
        "The file is protected by a password. Save it without a password and add it again.",
    ),
    "broken_workbook": Text(
        "Таблицю пошкоджено, її не вдалося відкрити. Збережіть її ще раз як .xlsx.",
        "The workbook is damaged and could not be opened. Save it once more as .xlsx.",
    ),
    "zip_bomb": Text(
        "Файл розпаковується до надто великого розміру, тому його не відкрито.",
        "The file unpacks to far too large a size, so it was not opened.",
    ),
    "unsafe_archive": Text(
        "Усередині файлу небезпечні шляхи, тому його не відкрито.", "The file holds unsafe paths, so it was not opened."
    ),
    "unsafe_xml": Text(
        "Усередині файлу небезпечна розмітка, тому його не відкрито.",
        "The file holds unsafe markup, so it was not opened.",
    ),
    "type_mismatch": Text(
        "Вміст файлу не відповідає його назві «{name}». Збережіть список ще раз як .xlsx або .csv.",
        "What is in the file does not fit its name “{name}”. Save the list once more as .xlsx or .csv.",
    ),
    "encoding_unclear": Text(
        "Не вдалося зрозуміти кодування тексту. Збережіть файл як CSV UTF-8.",
        "The encoding of the text could not be told. Save the file as CSV UTF-8.",
    ),
    "unclosed_quote": Text(
        "У рядку {row} лапки відкрито й не закрито, тож далі рядки зливаються. Закрийте лапки.",
        "In row {row} a quotation mark is opened and not closed, so that rows run together. Close it.",
    ),
}


def refusal(code: str, *, row: int | None = None, **values: object) -> Unreadable:
    """The refusal for a code, with its sentence filled in.

    >>> refusal("too_many_rows", limit=5).text.en
    'Too many rows: 5 at most. Divide the list.'
    """
    words = _WORDS[code]
    values = {**values, "row": row}
    filled = Text(words.uk.format_map(values), words.en.format_map(values))
    return Unreadable(code, filled, row)
