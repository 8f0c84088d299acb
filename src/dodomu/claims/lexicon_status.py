"""The words that tell whether a number still stands: planned, corrected, taken back, denied."""

import re

from dodomu.claims.lexicon import any_of

#: «За домовленостями», «у межах домовленостей»: what was agreed on is done.
_DONE_AFTER = "межах|рамках|згідно з|відповідно до|стамбульських|женевських|за|завдяки|після|виконання"
_NOT_DONE_AFTER = "".join(f"(?<!{words} )" for words in _DONE_AFTER.split("|"))
PLANNED = re.compile(
    any_of(r"""
        agree(?:ment|d|s)? (?:[\w'-]+ ){0,5}?(?:to|on)\b
        planned
        (?:deal|plan|agreement|accord) (?:for\b|to (?=[a-z]))
        plans? to
        will (?:be|return|see|bring|hand|swap|exchange|receive)\b
        (?<!managed )to be (?:exchanged|released|returned|swapped)
        (?:are|is|was|were) to (?:exchange|release|return|swap|bring|free|hand|see|follow)
        expected to
        propos\w+
        (?:are|is|be|were) (?:ready|prepared|willing) (?:to|for)
        ready to
        needs? to (?:be )?(?:return|bring|free|release)
        (?:треба|потрібно|маємо|мусимо) (?:ще )?(?:поверн|звільн|визвол)\w+
        (?:поверн|звільн|визвол)\w+ (?:ще )?(?:треба|потрібно|маємо|мусимо)
        could (?:be|return|see)\b
        would (?:be|see|return|bring|release)\b
        offered\b
        promised\b
        обіця\w+
        (?:should|must) be (?:released|returned|exchanged)
        BEHIND домов(?:ил|лен)\w+
        погоди(?:л|в)\w*
        плану\w+
        має відбутис\w+
        мають (?:звільн|поверн|обмін|відбут)\w+
        буд(?:е|уть) (?:звільнен|поверн|обмін|передан)\w*
        поверн(?:уть|емо)\b
        готов(?:і|ність|а|ий|ою) (?:до|обмін|провести|передати|поверн|віддати)\w*
        пропону\w+
        запропонув\w+
        триват\w+
    """).replace("BEHIND ", _NOT_DONE_AFTER)
)
CORRECTION = re.compile(
    r"(?<!\w)(?:correct(?:ed|ion|s)\b|clarification|retract|changed this|amended|виправл|виправи|уточнен(?:ня"
    r"|о)\b|спростува"
    r"|(?:earlier|previous|first|original|initial) version of (?:this|the)|неактуальн|no longer (?:valid"
    r"|up to date|relevant|accurate)"
    r"|(?:вже|уже) не актуальн"
    r"|помилк|помилков|оновлено:|поправк|перепрош)|\bmistaken|erroneous|incorrectly|wrongly"
)
EARLIER = re.compile(
    any_of(r"""
        (?:earlier|previously|initially|originally|at first)\b[^.;]{0,50}\b(?:said|stated|reported|wrote)
        (?:earlier|previously|initially|originally|at first)\b[^.;]{0,50}\b(?:article|version|story|claimed|read)
        (?:said|stated|reported|wrote|article|version|story|claimed)\b[^.;]{0,30}\b(?:earlier|previously|originally)\b
        (?:said|stated|reported|wrote|article|version|story|claimed)\b[^.;]{0,30}\b(?:initially|at first)\b
        (?:mistakenly|erroneously|incorrectly|wrongly)
        (?:earlier|first|original|previous) version
        неактуальн
        (?:вже|уже) не актуальн
        no longer (?:valid|up to date|relevant|accurate)
        (?:раніше|спершу|спочатку|первинн\w+|попередн\w+)[^.;]{0,60}(?:повідомл|йшлося|зазнач|писал|сказан|стверджув|версі|вказ|заяв|редакці|опублік)
        (?:повідомл|йшлося|зазнач|писал|сказан|стверджув|вказ|опублік)\w*[^.;]{0,20}(?:раніше|спершу|спочатку)
        (?:у|в) (?:перш|попередн)\w+ (?:версі|редакці)\w+
        помилково
        хибно
    """)
)
NOT_THIS = re.compile(r"(?:\bnot|а не|замість|instead of|rather than)\s+$")
DISPUTED = re.compile(
    any_of(r"""
        (?:not|n't) correspond
        not true
        untrue
        false\b
        fake
        denie[ds]
        disput
        refut
        misinform
        disinform
        (?:not|n't) match
        (?:not|n't) (?:been )?confirm
        не підтвердж
        не відповіда
        неправд
        заперечи
        спрост(?:ув|ов)
        заперечу
        reject(?:s|ed)\b
        dismissed (?:(?:the|this|that|these) (?:\w+ )?(?:claim|figure|number|report|statement)|it as|as )
        фейк
        вигад
        маніпул
        manipul
        дезінформац
    """)
)
REFERS_BACK = re.compile(
    r"(?<!\w)(?:this|these|that|the|his|its) (?:\w+ )?(?:figure|number|claim|statement|data|information)"
    r"|(?<!\w)(?:це|цю|ця|ці|цих|цієї|таку|такі) (?:\w+ )?(?:фейк|цифр|числ|заяв|інформац|дан|неправд|вигад|дезінф)"
    r"|(?<!\w)(?:це|ці|цю|такі|this|it|them|that)\s+(?:\w+\s+)?(?:спрост|запереч|denie|refut|reject)"
    r"|(?:denie[sd]|refute[sd]|rejected|rejects|dismissed|спростува\w+|спростову\w+|заперечу\w+|заперечи\w+)"
    r" (?:the|such|цю|ці|такі) (?:number|figure|claim|report|statement|цифр|заяв|дан|інформац)"
    r"|(?:denie[sd]|refute[sd]|rejected|rejects|спростува\w+|спростову\w+|заперечу\w+) (?:this|it|these"
    r"|that|це|ці|цю|такі)\b"
    r"|(?:kyiv|київ|ukrain\w+|the figure|цифр\w+|юсов|yusov)[^.]{0,25}(?:denie|disput|refut|спростув|запереч)"
)
REFUTES_AT_ONCE = re.compile(r"[\"' ]*(?:це|this is|that is|it is)\s+(?:a\s+)?(?:фейк|fake|неправд|false|вигад|дезінф)")
