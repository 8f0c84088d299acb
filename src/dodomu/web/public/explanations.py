"""The words of the pages that explain, in both languages side by side, so that both are read and mended together."""

from __future__ import annotations

from dataclasses import dataclass

from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its paragraphs, and perhaps a list below them."""

    heading: Text
    paragraphs: tuple[Text, ...] = ()
    points: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """One page."""

    title: Text
    lead: Text
    parts: tuple[Part, ...]


HOW_WE_COUNT = Explanation(
    Text("Як ми рахуємо", "How we count"),
    Text(
        "Число без визначення легко стає власною протилежністю. Тому кожна цифра тут має запитання, на яке "
        "відповідає, дату, джерело і підписи двох людей.",
        "A number without its definition easily turns into its opposite. So each figure here has the question it "
        "answers, a date, a source, and the signatures of two people.",
    ),
    (
        Part(
            Text("Що стоїть за цифрою", "What stands behind a figure"),
            (),
            (
                Text(
                    "Визначення: кого рахуємо, про що, яким шляхом люди повернулися і від якого часу. Визначення не "
                    "редагують: з’являється нова версія.",
                    "A definition: whom we count, what about them, the way they came home, and since when. A "
                    "definition "
                    "is never edited: a new version is added.",
                ),
                Text(
                    "Дата «станом на»: день, місяць або рік, на який число правдиве.",
                    "The date «as of»: the day, month or year for which the number is true.",
                ),
                Text(
                    "Місце в журналі фактів, до якого ми дорахували. Тому ту саму цифру можна порахувати ще раз і "
                    "через "
                    "роки отримати те саме.",
                    "The place in the log of facts up to which we counted. So the same figure can be counted again "
                    "years "
                    "later with the same result.",
                ),
                Text(
                    "Речення українською та англійською. Його підписують двоє; немає однієї мови – немає цифри.",
                    "A sentence in Ukrainian and in English. Two people sign it; without one of the languages there is "
                    "no figure.",
                ),
            ),
        ),
        Part(
            Text("Кого ми рахуємо", "Whom we count"),
            (
                Text(
                    "Лише людей, чиє повернення підтверджено: особу перевірено після приїзду. Кого ще перевіряють, "
                    "того "
                    "в числі немає. Хто був у полоні двічі, порахований один раз.",
                    "Only people whose return is confirmed: who they are was checked after arrival. Those still being "
                    "checked are not in the number. Who was captured twice is counted once.",
                ),
                Text(
                    "Скільки людей ще в полоні, ми зазвичай не оприлюднюємо: це може їм зашкодити. «Не оприлюднюємо» "
                    "– "
                    "не те саме, що нуль.",
                    "How many people are still held we do not publish as a rule: it could harm them. Withheld is not "
                    "the "
                    "same as zero.",
                ),
                Text(
                    "Малих чисел не показуємо, щоб у них не впізнали людину.",
                    "Small numbers are not shown, so that nobody is recognised in them.",
                ),
            ),
        ),
        Part(
            Text("Уточнення і виправлення", "Revisions and corrections"),
            (
                Text(
                    "Уточнення – це краще число: ми дізналися більше. Виправлення – це помилка, яку усунуто. Ми їх не "
                    "змішуємо.",
                    "A revision is a better number: we learned more. A correction is a mistake that was mended. We do "
                    "not mix the two.",
                ),
                Text(
                    "Виправлення каже, що саме було неправильно: число, його зміст, про кого воно, дата, джерело. "
                    "Кожен, "
                    "хто цитував помилку напряму або через інших, отримує звернення, і ми стежимо, доки текст не "
                    "виправлять. Нічого не зникає: стара версія лишається на своїй адресі з позначкою.",
                    "A correction says what exactly was wrong: the number, its meaning, whom it counts, the date, the "
                    "source. Everyone who quoted the mistake, directly or through others, is told, and we follow it "
                    "until the text is mended. Nothing disappears: the old version stays at its address, marked.",
                ),
            ),
        ),
    ),
)

OPEN_DATA = Explanation(
    Text("Дані для програм", "Data for programs"),
    Text(
        "Усе, що стоїть на сторінках, можна взяти файлом. Ключ чи реєстрація не потрібні.",
        "Everything on these pages can be taken as a file. No key and no registration is needed.",
    ),
    (
        Part(
            Text("Як читати", "How to read it"),
            (
                Text(
                    "CSV – у кодуванні UTF-8, перший рядок називає стовпчики. Дати – у форматі 2024-07-17; порожня "
                    "клітинка означає «не оприлюднено» або «невідомо», ніколи не нуль. Час – київський.",
                    "CSV is UTF-8, the first row names the columns. Dates are written 2024-07-17; an empty cell means "
                    "withheld or unknown, never zero. Times are those of Kyiv.",
                ),
                Text(
                    "JSON-LD – словами schema.org: Dataset, Claim, ClaimReview, CorrectionComment. Стрічка виправлень "
                    "– "
                    "Atom.",
                    "JSON-LD uses the words of schema.org: Dataset, Claim, ClaimReview, CorrectionComment. The feed of "
                    "corrections is Atom.",
                ),
                Text(
                    "Числа різних визначень не додавайте: люди в них можуть бути ті самі.",
                    "Do not add numbers of different definitions: they may count the same people.",
                ),
            ),
        ),
        Part(
            Text("На яких умовах", "On which terms"),
            (
                Text(
                    "Цифри можна цитувати вільно: разом з датою «станом на» і посиланням на версію. Якщо потім вийде "
                    "виправлення, поставте його теж.",
                    "Figures may be quoted freely: together with the date «as of» and a link to the version. If a "
                    "correction comes out later, carry it too.",
                ),
            ),
        ),
    ),
)

ACCESSIBILITY = Explanation(
    Text("Доступність", "Accessibility"),
    Text(
        "Сторінки зроблено так, щоб ними могла користуватися кожна людина: за правилами WCAG 2.2, рівень AA.",
        "These pages are made for everybody to use, by the rules of WCAG 2.2 at level AA.",
    ),
    (
        Part(
            Text("Що зроблено", "What is done"),
            (),
            (
                Text(
                    "Усе працює з клавіатури і без JavaScript.", "Everything works by keyboard and without JavaScript."
                ),
                Text(
                    "Кожен графік має опис словами і таблицю; колір ніколи не є єдиною ознакою.",
                    "Each chart has a description in words and a table; colour never is the only sign.",
                ),
                Text(
                    "Текст можна збільшити до 400 відсотків; є темні кольори і вигляд для друку.",
                    "Text can be enlarged to 400 per cent; there are dark colours and a form for print.",
                ),
                Text(
                    "Кожна сторінка є українською та англійською.",
                    "Every page is there in Ukrainian and in English.",
                ),
            ),
        ),
        Part(
            Text("Чого ще не перевірено", "What is not tried yet"),
            (
                Text(
                    "Сторінки перевіряє програма за кожної зміни. З читачами з екрана їх ще не пройшли люди, які "
                    "користуються ними щодня.",
                    "A program checks the pages at every change. People who use screen readers every day have not gone "
                    "through them yet.",
                ),
            ),
        ),
    ),
)

PRIVACY = Explanation(
    Text("Приватність", "Privacy"),
    Text(
        "Ці сторінки не стежать за вами: немає лічильників, реклами, чужих скриптів і шрифтів.",
        "These pages do not follow you: there are no counters, no advertising, no scripts or fonts of others.",
    ),
    (
        Part(
            Text("Що ми зберігаємо", "What we keep"),
            (),
            (
                Text(
                    "Текст, який ви перевіряєте, не зберігаємо і не показуємо нікому: його прочитано, відповідь "
                    "показано, і це все.",
                    "A text that you check is not kept and shown to nobody: it is read, the answer is shown, and that "
                    "is all.",
                ),
                Text(
                    "Скільки текстів перевірено з однієї адреси за десять хвилин: сама адреса записана так, що її не "
                    "прочитати.",
                    "How many texts were checked from one address in ten minutes: the address itself is kept in a form "
                    "that cannot be read back.",
                ),
                Text(
                    "Файл cookie з’являється лише на сторінці перевірки тексту: він захищає форму від підробки.",
                    "A cookie is set only on the page that checks a text: it protects the form from forgery.",
                ),
            ),
        ),
        Part(
            Text("Про людей", "About people"),
            (
                Text(
                    "На відкритих сторінках немає жодної людини, яка в полоні або повернулася: ні імені, ні ознаки, за "
                    "якою її впізнати. Названі лише посадовці, які говорили публічно.",
                    "No person who is held or who returned stands on the public pages: no name, and nothing to "
                    "recognise "
                    "them by. Only officials who spoke in public are named.",
                ),
            ),
        ),
    ),
)

FAMILY = Explanation(
    Text("Шукаєте рідну людину?", "Looking for your relative?"),
    Text(
        "Тут лише загальні цифри. Про конкретну людину говоримо тільки з рідними, чия спорідненість підтверджена.",
        "Only totals are shown here. We speak about a person only with relatives whose kinship is confirmed.",
    ),
    (
        Part(
            Text("З чого почати", "Where to begin"),
            (),
            (
                Text(
                    "Зверніться до служби супроводу частини, у якій служить ваша рідна людина, або до територіального "
                    "центру комплектування, який вручав сповіщення.",
                    "Turn to the support service of the unit in which your relative serves, or to the recruitment "
                    "centre "
                    "that handed you the notification.",
                ),
                Text(
                    "Приготуйте документ про родинний зв’язок. Якщо його немає, скажіть: ми підкажемо, чим його "
                    "замінити.",
                    "Have a document that shows your kinship ready. If you have none, say so: we will tell you what "
                    "can "
                    "take its place.",
                ),
                Text(
                    "Скажіть, як вас сповіщати і чи безпечно вам отримувати повідомлення там, де ви є.",
                    "Say how you want to be told, and whether it is safe for you to receive messages where you are.",
                ),
            ),
        ),
        Part(
            Text("Як ми повідомляємо", "How we tell you"),
            (
                Text(
                    "Про повернення спершу телефонує людина. Списки обміну таємні, доки люди не на рідній землі і їх "
                    "не "
                    "перевірено: доти ніхто не може підтвердити вам, що хтось у списку.",
                    "A person calls first about a return. Exchange lists are confidential until the people are on home "
                    "soil and have been checked: until then nobody can confirm to you that somebody is on one.",
                ),
            ),
        ),
        Part(
            Text("Бережіться шахраїв", "Beware of fraud"),
            (
                Text(
                    "Ми ніколи не просимо грошей і не просимо надіслати документи в чат. Кожне наше повідомлення каже, "
                    "як його перевірити. Якщо хтось обіцяє місце в списку за гроші, повідомте поліцію: 102.",
                    "We never ask for money, and never for documents by chat. Each message of ours says how to verify "
                    "it. If somebody promises a place on a list for money, tell the police: 102.",
                ),
            ),
        ),
    ),
)

PAGES: dict[str, Explanation] = {
    "how-we-count": HOW_WE_COUNT,
    "data": OPEN_DATA,
    "accessibility": ACCESSIBILITY,
    "privacy": PRIVACY,
    "family": FAMILY,
}
