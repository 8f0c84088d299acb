"""The letter that asks editors to mend a text: what was wrong, what is right, why, and where it can be checked."""

from __future__ import annotations

from dodomu.figures.models import Request


def letter(request: Request, *, address: str) -> str:
    """The letter in the language of the text: Ukrainian for Ukrainian texts, English for all others.

    `address` is that of the public correction. The letter names the document and asks for three things; it never
    threatens, and it says which of the words were right.
    """
    correction = request.correction
    language = language_of(request)
    was, correct, why = (text.in_language(language) for text in (correction.was, correction.correct, correction.why))
    document = request.statement
    where = document.source_url if document.is_web_page else document.outlet.name
    via = request.via.outlet.name if request.via else ""
    if language == "uk":
        way = f"Ваш текст повторює це за виданням «{via}».\n" if request.distance > 1 and via else ""
        return (
            f"Виправлення до тексту: {where}\n\nДоброго дня.\n\n"
            f"У тексті сказано: {was}.\nПравильно: {correct}.\n{way}\n{why}\n\n"
            "Просимо:\n"
            "1. Замінити речення на правильне, також у заголовку і, де можна, в адресі сторінки.\n"
            "2. Сказати читачам, що було неправильно й коли ви це виправили.\n"
            "3. Виправити переклади та дописи з цього тексту.\n\n"
            f"Саме виправлення, його джерело і кого повідомлено: {address}\n"
            "Відповідь на цей лист дійде до пресслужби.\n"
        )
    way = f"Your text repeats it after {via}.\n" if request.distance > 1 and via else ""
    return (
        f"Correction to your text: {where}\n\nDear editors,\n\n"
        f"The text says: {was}.\nCorrect is: {correct}.\n{way}\n{why}\n\n"
        "We ask you to:\n"
        "1. Replace the sentence by the correct one, in the headline and, where possible, in the address as well.\n"
        "2. Tell your readers what was wrong and when you corrected it.\n"
        "3. Correct translations and posts made from this text.\n\n"
        f"The correction, its source and who was told: {address}\n"
        "A reply to this letter reaches the press office.\n"
    )


def language_of(request: Request) -> str:
    """The language in which editors are written to.

    We write Ukrainian and English alone; other editions, such as a German one, are written to in English.
    """
    return "uk" if request.statement.language == "uk" else "en"
