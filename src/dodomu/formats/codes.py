"""Every code of the list contract: what it is about, and the sentence that says what is wrong and what to do."""

from dataclasses import dataclass
from typing import Literal

from dodomu.text import Text

Level = Literal["file", "record", "nobody", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Code:
    """One code: `level` is the hardest it can be, `text` what a person reads.

    file: the whole file is refused. record: one record is refused. nobody: the record names nobody, which is no
    fault. warning: the record is accepted, somebody should look. note: it stands on the file.
    """

    code: str
    level: Level
    text: Text


def _codes(*rows: tuple[str, Level, str, str]) -> dict[str, Code]:
    return {code: Code(code, level, Text(uk, en)) for code, level, uk, en in rows}


CODES = _codes(
    # the table
    (
        "empty_file",
        "file",
        "Файл порожній. Оберіть файл зі списком.",
        "The file is empty. Choose a file with the list.",
    ),
    (
        "no_rows",
        "file",
        "У файлі немає жодного рядка з людьми.",
        "There is not one row with a person in the file.",
    ),
    (
        "no_header",
        "file",
        "Не знайдено рядка із заголовками стовпців. Додайте над списком рядок із назвами, наприклад: ПІБ, "
        "Дата народження.",
        "No row with the heads of the columns was found. Put one above the list, for example: Full name, Date of "
        "birth.",
    ),
    (
        "not_a_table",
        "file",
        "Це не таблиця і не текст. Підійдуть файли CSV, XLSX, ODS, PFIF та JSON або вставлений текст.",
        "This is neither a table nor text. CSV, XLSX, ODS, PFIF and JSON files or pasted text can be read.",
    ),
    (
        "duplicate_header",
        "file",
        "Два стовпці мають однаковий заголовок «{name}». Перейменуйте або вилучіть один із них.",
        "Two columns have the same head “{name}”. Rename or remove one of them.",
    ),
    (
        "too_many_columns",
        "file",
        "Забагато стовпців: найбільше {limit}. Залиште лише потрібні.",
        "Too many columns: {limit} at most. Keep only those that are needed.",
    ),
    (
        "too_many_rows",
        "file",
        "Забагато рядків: найбільше {limit}. Розділіть список.",
        "Too many rows: {limit} at most. Divide the list.",
    ),
    (
        "too_many_cells",
        "record",
        "У рядку більше клітинок, ніж у заголовку: зайвий роздільник зсунув їх. "
        "Візьміть текст із роздільником у лапки.",
        "The row has more cells than the header: a separator too many has moved them. Put the text with the "
        "separator into quotation marks.",
    ),
    (
        "truncated_row",
        "record",
        "У рядку менше клітинок, ніж у заголовку: він обірваний. Перевірте його в джерелі.",
        "The row has fewer cells than the header: it is cut short. Check it in the source.",
    ),
    (
        "unclosed_quote",
        "record",
        "У цьому рядку лапки відкрито й не закрито. Закрийте їх і додайте рядок ще раз.",
        "In this row a quotation mark is opened and not closed. Close it and add the row again.",
    ),
    (
        "cell_too_long",
        "record",
        "Клітинка довша за 10 000 знаків: це не рядок списку. Перевірте його в джерелі.",
        "A cell is longer than 10,000 letters: this is no row of a list. Check it in the source.",
    ),
    # encoding and characters
    (
        "encoding_unclear",
        "file",
        "Не вдалося зрозуміти кодування тексту. Збережіть файл як CSV UTF-8.",
        "The encoding of the text could not be told. Save the file as CSV UTF-8.",
    ),
    (
        "bad_encoding",
        "record",
        "Частину знаків у рядку пошкоджено під час збереження. Впишіть його вручну з джерела.",
        "Some signs in the row were damaged when it was saved. Enter it by hand from the source.",
    ),
    (
        "control_characters",
        "record",
        "У тексті є керівні знаки, яких там не може бути. Впишіть ім’я вручну.",
        "There are control characters in the text that cannot be there. Enter the name by hand.",
    ),
    (
        "mojibake",
        "record",
        "Текст зіпсовано неправильним кодуванням, і певно відновити його не можна. Впишіть його вручну з джерела.",
        "The text was spoilt by a wrong encoding and cannot be restored for certain. Enter it by hand from the source.",
    ),
    (
        "mojibake_repaired",
        "warning",
        "Текст було зіпсовано неправильним кодуванням, його відновлено. Звірте з джерелом.",
        "The text had been spoilt by a wrong encoding and was restored. Compare it with the source.",
    ),
    (
        "mixed_script",
        "warning",
        "У слові змішано латиницю й кирилицю; схожі літери зведено до однієї абетки.",
        "Latin and Cyrillic letters were mixed in one word; look-alikes were brought to one alphabet.",
    ),
    (
        "bidi_control",
        "warning",
        "Знаки, що змінюють напрям тексту, вилучено.",
        "Signs that turn the direction of the text were removed.",
    ),
    (
        "invisible_characters",
        "warning",
        "Невидимі знаки вилучено.",
        "Invisible signs were removed.",
    ),
    # the kind of file
    (
        "type_mismatch",
        "file",
        "Вміст файлу не відповідає його назві «{name}». Збережіть список ще раз як .xlsx або .csv.",
        "What is in the file does not fit its name “{name}”. Save the list once more as .xlsx or .csv.",
    ),
    (
        "broken_workbook",
        "file",
        "Таблицю пошкоджено, її не вдалося відкрити. Збережіть її ще раз як .xlsx.",
        "The workbook is damaged and could not be opened. Save it once more as .xlsx.",
    ),
    (
        "encrypted_workbook",
        "file",
        "Файл захищено паролем. Збережіть його без пароля і додайте ще раз.",
        "The file is protected by a password. Save it without a password and add it again.",
    ),
    (
        "old_xls",
        "file",
        "Це файл старого Excel (.xls). Відкрийте його і збережіть як .xlsx.",
        "This is a file of an old Excel (.xls). Open it and save it as .xlsx.",
    ),
    (
        "macros_ignored",
        "note",
        "У файлі є макроси. Їх не виконано.",
        "The file has macros. They were not run.",
    ),
    (
        "macros_not_allowed",
        "file",
        "Файл має назву звичайної таблиці, а влаштований як таблиця з макросами. Збережіть його як .xlsx без макросів.",
        "The file is named like a plain workbook but made as one with macros. Save it as .xlsx without macros.",
    ),
    (
        "zip_bomb",
        "file",
        "Файл стиснуто більш ніж у сто разів, або він розпаковується до надто великого розміру, тому його не відкрито. "
        "Якщо це справжній список, збережіть його як CSV.",
        "The file is packed more than a hundred times or unpacks to far too large a size, so it was not opened. "
        "If it is a true list, save it as CSV.",
    ),
    (
        "unsafe_archive",
        "file",
        "Усередині файлу небезпечні шляхи, тому його не відкрито. Збережіть таблицю ще раз як .xlsx.",
        "The file holds unsafe paths, so it was not opened. Save the workbook once more as .xlsx.",
    ),
    # XML, PFIF, JSON
    (
        "unsafe_xml",
        "file",
        "Усередині файлу небезпечна розмітка, тому його не відкрито.",
        "The file holds unsafe markup, so it was not opened.",
    ),
    (
        "broken_xml",
        "file",
        "Розмітку XML пошкоджено (рядок {row}). Отримайте файл іще раз.",
        "The XML is damaged (line {row}). Have the file sent again.",
    ),
    (
        "unsupported_version",
        "file",
        "Це PFIF іншої версії. Підходить версія 1.4.",
        "This is PFIF of another version. Version 1.4 can be read.",
    ),
    (
        "duplicate_id",
        "record",
        "Такий самий номер запису вже є вище в цьому файлі. Перевірте, котрий із двох правильний.",
        "The same record number stands above in this file. Check which of the two is right.",
    ),
    (
        "no_record_id",
        "record",
        "Запис без номера (person_record_id). Попросіть номер у того, хто надіслав файл.",
        "A record without its number (person_record_id). Ask the sender for it.",
    ),
    (
        "bad_url",
        "warning",
        "Адресу в записі не взято: вона не веде на сторінку http або https.",
        "An address in the record was not taken: it does not lead to an http or https page.",
    ),
    (
        "bad_json",
        "file",
        "JSON пошкоджено або він не такий, як має бути (рядок {row}). Отримайте файл іще раз.",
        "The JSON is damaged or not as it has to be (line {row}). Have the file sent again.",
    ),
    (
        "bad_request",
        "file",
        "У файлі немає списку записів про людей.",
        "There is no list of records about people in the file.",
    ),
    # names
    (
        "bad_name",
        "record",
        "Це не схоже на ім’я: є цифри або знаки, яких в іменах не буває. Впишіть ім’я вручну.",
        "This does not look like a name: it has figures or signs that names do not have. Enter the name by hand.",
    ),
    (
        "name_too_long",
        "record",
        "Ім’я довше за 200 літер. Перевірте, чи не злилися кілька рядків.",
        "The name is longer than 200 letters. Check whether several rows ran together.",
    ),
    (
        "no_name",
        "record",
        "У рядку немає імені. Знайдіть його в джерелі.",
        "There is no name in the row. Find it in the source.",
    ),
    (
        "several_people",
        "record",
        "В одній клітинці кілька людей. Поділіть її: одна людина в рядку.",
        "There are several people in one cell. Divide it: one person a row.",
    ),
    (
        "not_a_person",
        "nobody",
        "Не людина: підсумок, підпис або заголовок.",
        "Not a person: a total, a signature or a heading.",
    ),
    # other cells
    (
        "formula_without_value",
        "record",
        "У клітинці формула без обчисленого значення. Відкрийте файл у табличній програмі, збережіть і додайте ще раз.",
        "A cell holds a formula without its result. Open the file in a spreadsheet program, save it and add it again.",
    ),
    (
        "bad_date",
        "warning",
        "Дату народження не вдалося прочитати, її залишено, як написано.",
        "The date of birth could not be read; it stays as it was written.",
    ),
    (
        "ambiguous_date",
        "warning",
        "День і місяць у даті народження можна прочитати по-різному.",
        "Day and month of the date of birth can be read in two ways.",
    ),
    (
        "dates_conflict",
        "warning",
        "Дати в рядку суперечать одна одній. Звірте їх із джерелом.",
        "The dates in the row contradict each other. Compare them with the source.",
    ),
    # lines and sheets
    (
        "duplicate_line",
        "warning",
        "Така сама людина вже є вище в цьому списку.",
        "The same person stands above in this list.",
    ),
    (
        "hidden_row",
        "warning",
        "Рядок приховано в таблиці; його прочитано.",
        "The row is hidden in the workbook; it was read.",
    ),
    (
        "hidden_sheet",
        "note",
        "Аркуш «{name}» приховано; його прочитано.",
        "The sheet “{name}” is hidden; it was read.",
    ),
    (
        "sheet_skipped",
        "note",
        "Аркуш «{name}» не схожий на список людей, його пропущено.",
        "The sheet “{name}” does not look like a list of people and was skipped.",
    ),
)

TOO_BIG = Text(
    "Файл завеликий. Найбільший розмір – {limit} МБ. Розділіть список на частини.",
    "The file is too big. The largest size is {limit} MB. Divide the list into parts.",
)
TOO_SLOW = Text(
    "Файл читається надто довго або займає забагато пам’яті, тому його не прочитано. Розділіть список на частини.",
    "The file takes too long to read or too much memory, so it was not read. Divide the list into parts.",
)


def said(code: str, **values: object) -> Text:
    """The sentence of a code with its values filled in.

    >>> said("too_many_rows", limit=5).en
    'Too many rows: 5 at most. Divide the list.'
    """
    return filled(CODES[code].text, **values)


def filled(text: Text, **values: object) -> Text:
    """A sentence with its values."""
    return Text(text.uk.format_map(values), text.en.format_map(values)) if values else text
