"""What numbers count: people, or one of the many other things that such texts count."""

import re

from dodomu.claims.lexicon import any_of
from dodomu.claims.numeral_words import SPOKEN

_PEOPLE = r"""
    people|persons?|individuals?|citizens?|nationals|ukrainians|russians|(?:ukrainian|russian)(?=\s*(?:$|[,.;)]))|compatriots|countrymen|residents
    soldiers?|service ?(?:men|man|women|woman|members?|personnel|people|persons)|veterans?
    military|troops?|personnel|warriors?|conscripts?
    fighters?|combatants?|defenders?|heroes|hero|marines?|sailors?|seam[ae]n|officers?|privates?|sergeants?|commanders?|volunteers?
    pows?|prisoners?|captives?|hostages?|detainees?|civilians?|members?|azov\w*|ukrainian men|returnees
    guards?(?:men|man)?|police\w*|rescuers?|medics?|doctors?|journalists?|priests?|foreigners?|britons?|americans?
    women|woman|men|man|boys|girls|bod(?:y|ies)|remains|wounded|injured|fallen|dead|employees|guardsmen|paratroopers
    representatives?(?=SERVICE )
    others|mariupol defenders|infantrymen|pilots?|comrades|workers|occupiers
    the missing
    люд(?:ей|и|ина|ину|ини|ині|ям)|ос(?:іб|оби|оба|обу)|громадян\w*|українц\w+|українець|росіянин\w*|захисник|українок|українк\w+|росіян\w*|іноземц\w+
    військов\w+|бійц\w+|бо[єй]ць|воїн\w*|захисни\w+|оборон(?:ц|ец|ниц)\w+|солдат\w*|рядов\w+|сержант\w*|офіцер\w*
    полонен\w+|військовополонен\w+|бран(?:ок|ки|ка|ців|ці|ець)|заручни\w+|цивільн\w+|звільнен\w+|зникл\w+|командир\w*
    (?:нац)?гвард\w+|прикордонник\w*|моряк\w*|морпіх\w*|піхотин\w+|азов\w+|окупант\w*|поліцейськ\w+|рятувальник\w*
    жін\w+|чоловік\w*|хлопц\w+|дівчат\w*|медик\w*|журналіст\w*|добровольц\w+|депутат\w*|працівник\w*|священник\w*
    тіл(?:а|о)?|загибл\w+|полегл\w+|наших|(?:важко|тяжко)поранен\w+|поранен\w+|мешканц\w+|побратим\w*|десантник\w*|льотчик\w*
    представник\w*(?= (?:системи|збройн|національн|нацгв|державн|нгу|зсу|дпсу|сил|\"?азов|рядов|служб|військов|силов))
    співробітник\w*|службовц\w+|строковик\w*|кримськ\w+ татар\w*|зрадник\w*|загарбник\w*|рашист\w*|офіцерок
"""
#: «Six representatives of the National Police» are people; representatives at talks are none of those counted.
_OF_A_SERVICE = r" of (?:the )?(?:ranks?|national|state|armed|nav|border|security|territorial|special|air|police|azov)"
PEOPLE = re.compile(any_of(_PEOPLE, whole=True).replace("SERVICE ", _OF_A_SERVICE))

_OTHER_THINGS = r"""
    exchanges?|swaps?|stages?|rounds?|places?|locations?|sites?|times?|requests?|applications?|regions?|countries|articles?
    cases?(?! of (?:missing |people|persons))
    days?|weeks?|months?|years?|hours?|minutes?|child(?:ren)?|kids|famil(?:y|ies)|relatives|mothers|fathers|wives
    units?|brigades?|drones?|missiles?|kilomet\w+|km|kilograms?|kg|hryvnias?|dollars?|euros?|vehicles|tanks|prisons?
    representatives?(?!SERVICE )
    delegations?|states|organi[sz]ations?|lists?|buses|percent|colon(?:y|ies)|camps?|schools?|sectors?
    investigations?|proceedings|bills|pages|copies|incidents?|attacks?|calls|videos|units|stages|phases|sides?|oblasts?|occasions|categories
    обмін\w*|етап\w*|раунд\w*|місц(?:я|ь|ями|ях)|місць|раз(?:ів|и|ом)?|випадк\w+|заяв(?:ок|ки|)|звернен\w+|повідомлен\w+|област\w+
    дн(?:ів|і|я|ями)|день|діб|доби|тижн\w+|місяц\w+|рок(?:ів|и|у|ам|ами)|рік|годин\w*|хвилин\w*|країн\w*|держав\w*
    дітей|дитин\w*|діти|родин\w*|сімей|родич\w*|матер\w+|дружин\w*|рідних|близьких|представник\w*|колоні\w+|табор\w*
    частин\w*|бригад\w*|підрозділ\w*|дронів|ракет\w*|кілометр\w*|км|гривень|грн|доларів|євро|одиниц\w+|техніки|танк\w*
    організаці\w+|установ\w*|проваджен\w+|кримінальн\w+|напрямк\w+|видань|адрес\w*|дзвінк\w+|списк\w+|автобус\w*
    кілограм\w*|кг|інцидент\w*|факт(?:ів|и)|відсот\w+|сторін\w*|хвиль|категорі\w+|стат(?:ті|тя|ей)|метр\w*|зустріч\w*|засідан\w+
"""
THING = re.compile(any_of(_OTHER_THINGS, whole=True).replace("SERVICE ", _OF_A_SERVICE))
NEVER_PEOPLE = re.compile(
    r"\s*(?:%|відсот\w+|percent|per cent|°|-?(?:й|го|му|ї|ий|ого|им|ту|та|те|річ\w+|денн\w+|літ\w+)\b|-х\b"
    r"|(?:st|nd|rd|th)\b"
    r"|-(?:year|day|month|hour|strong|for(?!-\d)|й|та)|:\d|/\d|\s*(?:am|pm)\b|\s*(?:years?|months?|days?)\b)"
)
AGE = re.compile(
    r"(?<!\w)(?:наймолодш|найстарш|youngest|oldest|eldest)[^,;.]{0,40}$|(?<!\w)(?:aged|ages?|віком|вік|віці"
    r"|віку)\b[^,;.]{0,22}$"
)
#: «По 16 осіб у камері», "ten men to a cell".
PER_CELL = re.compile(
    r"\s*(?:осіб|людей|people|men|persons|prisoners)\s+(?:[ув]|на|per|to a|in a|in each)\s+(?:камер|cell|палат|ward)"
)
#: «Щотижня здаються 60 військових»: how many at a time, not how many there are.
RATE_AFTER = re.compile(
    r"\s*(?:[\w'-]+\s+){0,4}?(?:(?:a|per|each|every) (?:day|week|month)\b(?! ago)|(?:на|за) (?:день|добу"
    r"|тиждень|місяць)\b"
    r"|щодня|щотижня|щомісяця)"
)
RATE_BEFORE = re.compile(
    r"(?:щодня|щотижня|щомісяця|every (?:day|week|month)|(?:daily|weekly"
    r"|monthly))\s+(?:[\w'-]+\s+){0,3}$"
)
YEARS_OLD = re.compile(r"\s*(?:(?:to|до|-|and|та|і)\s*\d+\s*)?(?:years? old|рок\w+|рік\b|years? of age)")
UNIT_NUMBER = re.compile(
    r"(?:в/ч|частин\w+|№|units?|no\.|number|бригад\w+|загін|загон\w*|brigade|article|стат(?:т\w+|ей)|корпус\w*"
    r"|corps|полк\w*"
    r"|номер\w*|тел\.?|телефон\w*|phone|hotline|room|кабінет\w*|extension|flight|рейс\w*|ukaz|указ\w*|battalion"
    r"|resolution|постанов\w+|пункт\w*|маршрут\w*|resolution|il-|іл-)\s*[аa№]?\s*$"
)
UNIT_AFTER = re.compile(
    r"(?:-\w{1,3})?\s+(?:(?:окрем|гвардійськ|механізован|штурмов|танков|піхотн|десантн|мотопіхотн|бригад"
    r"|прикордонн)\w*\s+"
    r"|(?:marine|special|separate|mechani[sz]ed|assault|airborne|motori[sz]ed|tank|infantry|national guard)\s+){0,3}"
    r"(?:brigade|regiment|corps|battalion|бригад\w+|полк\w*|корпус\w*|батальйон\w*|загон\w*)\b"
)
PHONE = re.compile(r"\d\s*$|[+]\s*$")
ONE_OF = re.compile(r"\s+(?:of\b|із\b|з\b|зі\b|with\b|another\b|more time|hundred|day|by one|за одним|to one)")
#: «157 на 157», "thousand for thousand": a formula, where the number on its right side counts nobody new.
FORMULA = re.compile(rf"\s*(?:for|на|-for-)\s*(?:\d|тисяч|thousand|all|(?:{SPOKEN})(?!\w))")
IN_FORMULA = re.compile(rf"(?:\d|тисяч\w|thousand|(?<!\w)(?:{SPOKEN}))\s*(?:for|на|-for-|-на-)\s*$")
#: Those just spoken of: "of them", «з них», "of whom", «зі звільнених».
ANAPHORIC = re.compile(
    r"\s*(?:of|from|among)\s+(?:them|whom|those|these|the (?:former|latter|released|freed|returned|returnees))\b"
    r"|\s*(?:із|з|зі|з-поміж|серед)\s+(?:них|яких|котрих|тих|звільнених|повернутих|повернених|полонених)\b"
    r"|\s*(?:others?|more)\b(?! than)"
    r"|\s+(?:are|were|is|was)\s+(?:\w+\s+)?(?:civilians?|women|officers?|members|soldiers|wounded|military)\b"
)
ANAPHORIC_BEFORE = re.compile(
    r"(?:among (?:them|those|these|whom)|(?<!number )(?<!total )(?<!tally )(?<!figure )(?:of"
    r"|from) (?:them|these|those|whom)|[зі]{1,2} них|[зі]{1,2} яких"
    r"|серед (?:них|яких"
    r"|звільнених|повернутих)|includ(?:ing|es?|ed)|зокрема|у тому числі|в тому числі|[ву] їх числі|тобто|namely"
    r"|among (?:the )?(?:freed|released|returned))\b(?![^.;:]{0,25}, (?:and|а|але)\s)[^.;:]{0,25}$"
)
PART_OF = re.compile(
    r"\s+of the (?:more than|over|nearly|almost|about|around|some) (?=\d)|"
    r"\s+of\s+(?:the\s+|its\s+|his\s+|their\s+|our\s+)?(?=\d|released|returned|freed|those|these|captured|returnees)"
    r"|\s+of the (?=soldiers|service|civilians|prisoners|defenders)"
    rf"|\s+(?:із|зі|з)\s+(?:(?:майже|понад|близько)\s+)?(?=\d|(?:{SPOKEN})(?!\w))"
)
