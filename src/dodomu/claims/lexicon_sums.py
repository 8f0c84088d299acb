"""The words that sum up: since, in total, «загалом»; a number beside them counts all so far, not one round."""

import re

from dodomu.claims.lexicon import any_of

#: Words that sum up: since, in total, «загалом».
CUMULATIVE = re.compile(
    any_of(r"""
        (?<!captive )(?<!captivity )(?<!held )(?<!prison )since\b(?! (?:then|his|her|its|the release|being|DAY))
        in (?:\w+ )?exchanges\b
        outside (?:of )?(?:the )?(?:exchanges|them)\b
        (?:поза|за) (?:процедурами )?(?:обмінами|ними)
        кількість (?:вже )?(?:звільнених|повернутих|визволених)
        in total
        (?:total|overall) (?:number|tally|figure)
        overall\b
        altogether
        (?<!war )(?<!biggest swap )(?<!largest swap )(?<!exchange )so far\b
        as of\b
        to date\b
        already
        up to now
        already reached
        over (?:the )?(?:two|three|four|\w+) (?:years|stages)
        (?:during|throughout|over the course of) the (?:full|war|four|three|two)
        in (?:the course of )?(?:\d+|all) (?:exchange|swap)\w*
        (?:all|\d+) (?:exchanges|swaps)
        (?:has|have) (?:already |only |so far )?managed to (?:return|bring (?:back|home)|free|release)
        results of the conducted
        as a result of all
        raising the
        (?:br(?:ought|ing\w*)|rais(?:ed|es)|tak(?:es|ing)|took) (?:the|its|their) (?:\w+ )?(?:total|number|tally|figure)
        bringing to (?=\d)
        (?:the )?number of \w+ (?:returned|released|repatriated|freed)
        загалом(?! вдалося звільнити:)
        (?<!не )всього\b
        усього\b
        (?:з|із|від) (?:\w+ )?(?:початку|моменту|часу|запуску)
        (?:з|із|від) 24 лютого
        за (?:весь |увесь )?час
        за (?:весь|увесь) період
        за \w+ рок\w+
        за \d+ обмін\w*
        [ву] ході \d+ обмін\w*
        за (?:результатами|підсумками) (?:\w+ )?(?:проведених |всіх |усіх )?обмінів
        протягом (?:усієї |всієї )?війни
        станом на
        сумарно
        (?<!ніколи )(?:вже|уже)\b(?! \w+-?[йеа]\b обмін)
        (?:number|total|tally|figure)\b[^.;]{0,60}\b(?:stands? at|stood at|reached|now)
        за [\w'-]+ (?:етапів|етапи|обмінів|обміни)
        загальна кількість
    """).replace("DAY))", r"their|(?:last )?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday)))")
)
#: «The largest exchange to date»: what has been so far is only compared.
SUPERLATIVE = re.compile(
    r"(?:largest|biggest|longest|\bfirst|перш\w+|найбільш\w*|наймасштабн\w*)[^.;]{0,60}$"
    r"|(?:\d(?:st|nd|rd|th)|-[йяе]|second|third|fourth|fifth|другий|третій|четвертий|п'ятий)\s+(?:[\w'-]+\s+){0,3}?"
    r"(?:exchange|swap|round|обмін|раунд)\w*\s*[^.;,\d]{0,25}$"
)
NOT_CUMULATIVE = re.compile(
    r"(?:since|від|з|із) [\w ]{3,20}, (?:when|коли)\b|загалом (?:у межах|під час|в рамках)|(?:already"
    r"|вже|уже)\s+(?:the\s+)?\d+|(?:вже|уже) (?:[\w'-]+(?:ий|ій|а|я|е|є|ою|ому)) (?:обмін|репатр|раз"
    r"|етап)|(?:вже|уже) (?:проход|прямую|[їе]д(?:уть|е)|в дорозі|перетну|обійма"
    r"|обійня|зустрі)|(?:вже|уже) (?:вдома|на (?:рідній|українській|підконтрольній)"
    r"|в україні|додому)|already (?:home|back)"
)
#: A register of the missing counts since it was opened; a number of missing is a stock otherwise.
REGISTERED = re.compile(r"(?<!have )(?<!has )since|з моменту|з початку|зареєстров|registered")
