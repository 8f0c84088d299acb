"""The roles, and what each may do to each class of data: the permission matrix as a table.

A right is written action + scope + marks, for example `rC!`:

    action   f find   r read   c create   w change   k confirm, approve   x export
    scope    A all   U own unit   C assigned case or round   R verified relative (portal)
             O own account, own submissions   S own record   P published only   G aggregates
    marks    2 second person   m fresh second factor   s summary fields only   ! always audited as sensitive

What is not named is denied. `docs/permissions.md` is written from this table.
"""

from __future__ import annotations

from dodomu.text import Text

ROLES: dict[str, Text] = {
    "registrar": Text("реєстратор", "registrar"),
    "exchange": Text("звірка списків", "list matching"),
    "social": Text("соціальний супровід", "social support"),
    "support_lead": Text("керівник супроводу", "head of support"),
    "medical": Text("медичний супровід", "medical care"),
    "family_liaison": Text("зв’язок із родинами", "family liaison"),
    "liaison": Text("зв’язок із відомствами", "departments liaison"),
    "press": Text("пресслужба", "press office"),
    "commander": Text("командування", "command"),
    "steward": Text("якість даних", "data steward"),
    "auditor": Text("аудит", "audit"),
    "admin": Text("адміністрування", "administration"),
    "returnee": Text("людина, яка повернулася", "returned person"),
    "relative": Text("родина", "family"),
    "api": Text("програмний доступ", "program access"),
}

DATA: dict[str, Text] = {
    "identity": Text("хто це", "identity"),
    "captivity": Text("полон і статус", "captivity and status"),
    "exchange_open": Text("список, що готується", "list in preparation"),
    "exchange_done": Text("підписаний список", "signed list"),
    "medical": Text("лікування", "medical"),
    "casework": Text("супровід", "casework"),
    "family_contacts": Text("контакти родини", "family contacts"),
    "contact_log": Text("журнал розмов", "contact log"),
    "enquiries": Text("запити", "enquiries"),
    "figures_draft": Text("цифри, що готуються", "draft figures"),
    "figures_published": Text("оприлюднені цифри", "published figures"),
    "audit": Text("журнал", "audit trail"),
    "settings": Text("налаштування", "settings"),
    "keys": Text("ключі", "keys"),
    "team": Text("робота супроводу за офіцерами", "work of support by officer"),
}

PERSONAL = frozenset(list(DATA)[:9])
"""The classes that speak about people: everything from identity to enquiries."""

MATRIX: dict[str, dict[str, str]] = {
    "identity": {
        "registrar": "fU rU cU wU kU2 xU2m",
        "exchange": "fC rC cC",
        "social": "fC rC",
        "support_lead": "rUs",
        "medical": "rCs",
        "family_liaison": "fC rCs",
        "liaison": "fC rCs",
        "auditor": "rAs!",
        "returnee": "rS",
        "relative": "rRs",
        "api": "cO",
    },
    "captivity": {
        "registrar": "rU cU wU xU2m",
        "exchange": "rC",
        "social": "rCs",
        "medical": "rCs",
        "family_liaison": "rCs",
        "press": "rG",
        "commander": "rG",
        "returnee": "rS",
        "relative": "rRs",
        "api": "cO",
    },
    "exchange_open": {"registrar": "rU", "exchange": "fC rC cC wC kC2 xC2m", "api": "cO"},
    "exchange_done": {
        "registrar": "rU",
        "exchange": "rC wC2 xC2m",
        "social": "rCs",
        "medical": "rCs",
        "family_liaison": "rCs",
        "press": "rG",
        "commander": "rG",
        "auditor": "rAs!",
    },
    "medical": {"medical": "fC rC! cC wC kC2 xC2m", "social": "rCs!", "returnee": "rS", "api": "rC!m cC"},
    "casework": {
        "social": "fC rC cC wC kC2 xC2m",
        "support_lead": "rUs",
        "medical": "rC",
        "registrar": "rUs",
        "family_liaison": "rCs",
        "press": "rG",
        "commander": "rG rCs",
        "returnee": "rS cS",
        "relative": "rRs",
    },
    "family_contacts": {
        "family_liaison": "fC rC! cC wC kC2",
        "social": "rC",
        "registrar": "rUs",
        "relative": "rO wO",
    },
    "contact_log": {"family_liaison": "rC cC wC", "social": "rC", "relative": "rO cO"},
    "enquiries": {
        "registrar": "rU cU",
        "exchange": "rC cC",
        "social": "rC cC wC",
        "medical": "rC cC",
        "family_liaison": "rC cC wC",
        "liaison": "fC rC cC wC kC2",
        "returnee": "rS",
        "relative": "rO cO",
    },
    "figures_draft": {"press": "rA cA wA kA2", "commander": "rA kA2", "registrar": "rA cA", "auditor": "rA"},
    "figures_published": dict.fromkeys(ROLES, "rP") | {"press": "rA xA kA2", "commander": "rA kA2", "auditor": "rA xA"},
    "audit": {
        "auditor": "fA! rA! xA2m",
        "admin": "rAs",
        "registrar": "rO",
        "exchange": "rO",
        "social": "rO rCs",
        "support_lead": "rO",
        "medical": "rO",
        "family_liaison": "rO",
        "liaison": "rO",
        "press": "rO",
        "commander": "rO",
        "steward": "rO",
        "returnee": "rSs",
        "relative": "rOs",
    },
    "settings": {"admin": "rA cA wAm kA2m", "steward": "rA wAm", "auditor": "rA"},
    "keys": {"admin": "wA2m kA2m", "auditor": "rAs"},
    "team": {"support_lead": "rU wU", "social": "rU"},
}


def rights(role: str, data: str, action: str) -> list[tuple[str, str]]:
    """Scope and marks of each right that a role has to act on a class of data.

    >>> rights("social", "identity", "r")
    [('C', '')]
    >>> rights("admin", "identity", "r")
    []
    """
    return [(right[1], right[2:]) for right in MATRIX[data].get(role, "").split() if right[0] == action]
