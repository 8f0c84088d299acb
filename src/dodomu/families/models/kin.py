"""Who somebody is to the person: the words for the relative, and how the person is called to that relative."""

from __future__ import annotations

from dataclasses import dataclass

from dodomu.text import Text


@dataclass(frozen=True, slots=True)
class Kin:
    """A kind of kinship: the word for the relative, and «your son» said of a man, of a woman, of unknown sex."""

    label: Text
    man: Text
    woman: Text
    unknown: Text


_CHILD = (Text("ваш син", "your son"), Text("ваша донька", "your daughter"), Text("ваша дитина", "your child"))
_SPOUSE = (
    Text("ваш чоловік", "your husband"),
    Text("ваша дружина", "your wife"),
    Text("близька вам людина", "the person close to you"),
)
_PARENT = (
    Text("ваш батько", "your father"),
    Text("ваша мати", "your mother"),
    Text("рідна вам людина", "your relative"),
)
_SIBLING = (
    Text("ваш брат", "your brother"),
    Text("ваша сестра", "your sister"),
    Text("рідна вам людина", "your relative"),
)
_GRANDCHILD = (
    Text("ваш онук", "your grandson"),
    Text("ваша онука", "your granddaughter"),
    Text("рідна вам людина", "your relative"),
)
_CLOSE = (
    Text("близька вам людина", "the person close to you"),
    Text("близька вам людина", "the person close to you"),
    Text("близька вам людина", "the person close to you"),
)

KIN: dict[str, Kin] = {
    "mother": Kin(Text("мати", "mother"), *_CHILD),
    "father": Kin(Text("батько", "father"), *_CHILD),
    "wife": Kin(Text("дружина", "wife"), *_SPOUSE),
    "husband": Kin(Text("чоловік", "husband"), *_SPOUSE),
    "partner": Kin(Text("партнер або партнерка", "partner"), *_CLOSE),
    "former_spouse": Kin(Text("колишня дружина або колишній чоловік", "former spouse"), *_CLOSE),
    "daughter": Kin(Text("донька", "daughter"), *_PARENT),
    "son": Kin(Text("син", "son"), *_PARENT),
    "sister": Kin(Text("сестра", "sister"), *_SIBLING),
    "brother": Kin(Text("брат", "brother"), *_SIBLING),
    "grandparent": Kin(Text("бабуся або дідусь", "grandparent"), *_GRANDCHILD),
    "guardian": Kin(Text("опікун або опікунка", "guardian"), *_CLOSE),
    "other": Kin(Text("інша близька людина", "other close person"), *_CLOSE),
}
"""The vocabulary of kinship. A word is added here, never typed by hand."""


def label(code: str) -> Text:
    """The word for a relative.

    >>> label("mother").uk, label("nobody").en
    ('мати', 'other close person')
    """
    return KIN.get(code, KIN["other"]).label


def called(code: str, sex: str) -> Text:
    """How the person is called when one speaks to this relative.

    >>> called("mother", "m").uk, called("wife", "m").en, called("son", "f").uk
    ('ваш син', 'your husband', 'ваша мати')
    """
    kin = KIN.get(code, KIN["other"])
    return {"m": kin.man, "f": kin.woman}.get(sex[:1].lower(), kin.unknown)
