"""The words of care: who is on a team, what was said about a psychologist, what a medical commission concludes."""

from __future__ import annotations

from dodomu.text import Text

CARE_ROLES: dict[str, Text] = {
    "lead": Text("лікар, який веде", "attending doctor"),
    "surgeon": Text("хірург", "surgeon"),
    "psychiatrist": Text("психіатр", "psychiatrist"),
    "psychologist": Text("психолог", "psychologist"),
    "rehabilitation": Text("лікар фізичної та реабілітаційної медицини", "rehabilitation doctor"),
    "physical": Text("фізичний терапевт", "physical therapist"),
    "occupational": Text("ерготерапевт", "occupational therapist"),
    "prosthetist": Text("протезист", "prosthetist"),
    "dentist": Text("стоматолог", "dentist"),
    "nurse": Text("медична сестра або брат", "nurse"),
    "other": Text("інший фахівець", "another specialist"),
}
"""A multidisciplinary team, as the route of the Ministry of Health asks for (August 2025)."""

OFFER_ANSWERS: dict[str, Text] = {
    "wanted": Text("хоче", "wants one"),
    "later": Text("пізніше", "later"),
    "no": Text("не хоче", "does not want one"),
}

CONCLUSIONS: dict[str, Text] = {
    "fit": Text("придатний", "fit for service"),
    "limited": Text("обмежено придатний", "fit with limits"),
    "unfit": Text("непридатний", "unfit for service"),
    "treatment": Text("потребує лікування або реабілітації", "needs treatment or rehabilitation"),
    "leave": Text("потребує відпустки для лікування", "needs leave for treatment"),
    "injury": Text("постанова про причинний зв’язок", "ruling on the cause of an injury"),
    "again": Text("повторний огляд", "to be examined again"),
}
"""Kinds of conclusion in plain words. Whether these are the words of the order in force, a lawyer must confirm."""

ANSWERS: dict[str, Text] = {
    "agreed": Text("погодила", "agreed"),
    "refused": Text("відмовилася", "refused"),
    "withdrawn": Text("відкликала згоду", "took the agreement back"),
}
"""What the person said to a plan («людина …»)."""
