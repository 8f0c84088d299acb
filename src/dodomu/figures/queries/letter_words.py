"""The words of the letters to editors, in each language that we write."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The parts of a letter. `after` takes the outlet that was repeated, `reminder` the day of the first letter.

    `again` is for a text that had been mended and takes the day on which it was seen to say the mistake once more.
    """

    about: str
    greeting: str
    was: str
    correct: str
    after: str
    again: str
    ask: str
    three: tuple[str, str, str]
    received: str
    source: str
    reply: str
    reminder: str
    first: str


WORDS: dict[str, Words] = {
    "uk": Words(
        about="Виправлення до тексту",
        greeting="Доброго дня.",
        was="У тексті сказано",
        correct="Правильно",
        after="Ваш текст повторює це за виданням «{outlet}».",
        again="Ви вже виправляли цей текст, дякуємо; {day} помилка в ньому знову.",
        ask="Просимо:",
        three=(
            "Замінити речення на правильне, також у заголовку і, де можна, в адресі сторінки.",
            "Сказати читачам, що було неправильно й коли ви це виправили.",
            "Виправити переклади та дописи з цього тексту.",
        ),
        received="Підтвердити, що ви це отримали (без входу, один раз)",
        source="Саме виправлення, його джерело і кого повідомлено",
        reply="Відповідь на цей лист дійде до пресслужби.",
        reminder="Нагадуємо про виправлення, про яке писали {day}: текст досі каже те, що було неправильно, "
        "або ми ще не бачили його виправленим.",
        first="Перший лист:",
    ),
    "en": Words(
        about="Correction to your text",
        greeting="Dear editors,",
        was="The text says",
        correct="Correct is",
        after="Your text repeats it after {outlet}.",
        again="You had corrected this text, thank you; on {day} it said the mistake again.",
        ask="We ask you to:",
        three=(
            "Replace the sentence by the correct one, in the headline and, where possible, in the address as well.",
            "Tell your readers what was wrong and when you corrected it.",
            "Correct translations and posts made from this text.",
        ),
        received="Say that you have received this (no sign-in, once)",
        source="The correction, its source and who was told",
        reply="A reply to this letter reaches the press office.",
        reminder="This is a reminder of the correction that we wrote to you about on {day}: the text still says what "
        "was wrong, or we have not seen it corrected yet.",
        first="The first letter:",
    ),
    "de": Words(
        about="Berichtigung zu Ihrem Text",
        greeting="Sehr geehrte Damen und Herren,",
        was="In Ihrem Text steht sinngemäß (englischer Wortlaut)",
        correct="Richtig ist",
        after="Ihr Text übernimmt dies von {outlet}.",
        again="Sie hatten diesen Text bereits berichtigt, vielen Dank; am {day} stand der Fehler wieder darin.",
        ask="Wir bitten Sie:",
        three=(
            "den Satz durch den richtigen zu ersetzen, auch in der Überschrift und, wo möglich, in der Adresse;",
            "Ihren Lesern zu sagen, was falsch war und wann Sie es berichtigt haben;",
            "Übersetzungen und Beiträge, die auf diesem Text beruhen, zu berichtigen.",
        ),
        received="Eingang bestätigen (ohne Anmeldung, einmal)",
        source="Die Berichtigung, ihre Quelle und wer benachrichtigt wurde",
        reply="Eine Antwort auf dieses Schreiben erreicht die Pressestelle.",
        reminder="Wir erinnern an die Berichtigung, über die wir Ihnen am {day} geschrieben haben: Der Text sagt noch "
        "immer das Falsche, oder wir haben ihn noch nicht berichtigt gesehen.",
        first="Das erste Schreiben:",
    ),
    "pl": Words(
        about="Sprostowanie do Państwa tekstu",
        greeting="Szanowni Państwo,",
        was="W tekście podano (brzmienie angielskie)",
        correct="Prawidłowo",
        after="Państwa tekst powtarza to za: {outlet}.",
        again="Tekst był już poprawiony, dziękujemy; {day} błąd znów się w nim pojawił.",
        ask="Prosimy o:",
        three=(
            "zastąpienie zdania prawidłowym, także w tytule i, jeśli to możliwe, w adresie strony;",
            "poinformowanie czytelników, co było błędne i kiedy zostało poprawione;",
            "poprawienie tłumaczeń i wpisów powstałych na podstawie tego tekstu.",
        ),
        received="Potwierdzenie otrzymania (bez logowania, jeden raz)",
        source="Sprostowanie, jego źródło i lista powiadomionych",
        reply="Odpowiedź na ten list trafi do biura prasowego.",
        reminder="Przypominamy o sprostowaniu, o którym pisaliśmy {day}: tekst nadal podaje błędną informację "
        "albo nie widzieliśmy jeszcze poprawionej wersji.",
        first="Pierwszy list:",
    ),
}
"""Ukrainian, English, German, Polish; every other text is written about in English."""
