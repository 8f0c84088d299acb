"""XML read safely: no document type, no entity, no link, only so deep, and only so long."""

from collections.abc import Callable
from functools import lru_cache
from xml.parsers import expat

from dodomu.formats.errors import refusal
from dodomu.formats.limits import Deadline, Limits

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Said = Callable[[str], None]
_PIECE = 1 << 19


def parse(
    data: bytes,
    *,
    start: Start,
    end: End,
    text: Said,
    limits: Limits,
    deadline: Deadline,
    broken: str = "broken_xml",
    is_namespaced: bool = False,
) -> None:
    """Goes through a document and calls back; refused as `unsafe_xml`, or with the code `broken`.

    With `is_namespaced` a name is its namespace, a blank and the local name; otherwise it stands as written.

    >>> found = []
    >>> parse(b"<a><b>x</b></a>", start=lambda name, _: found.append(name), end=print, text=found.append,
    ...     limits=Limits(), deadline=Deadline())
    b
    a
    >>> found
    ['a', 'b', 'x']
    """
    parser = expat.ParserCreate(namespace_separator=" ") if is_namespaced else expat.ParserCreate()
    parser.buffer_text = True
    depth = 0

    def opened(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.xml_depth:
            raise refusal("unsafe_xml")
        start(name, attributes)

    def closed(name: str) -> None:
        nonlocal depth
        depth -= 1
        end(name)

    def unsafe(*_: object) -> int:
        raise refusal("unsafe_xml")

    parser.StartElementHandler = opened
    parser.EndElementHandler = closed
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = unsafe
    parser.EntityDeclHandler = unsafe
    parser.UnparsedEntityDeclHandler = unsafe
    parser.ExternalEntityRefHandler = unsafe
    try:
        for at in range(0, len(data), _PIECE):
            parser.Parse(data[at : at + _PIECE], False)
            deadline.check()
        parser.Parse(b"", True)
    except expat.ExpatError as fault:
        raise refusal(broken, row=fault.lineno) from fault
    except (LookupError, ValueError, UnicodeError) as fault:  # an encoding that does not exist or does not fit
        raise refusal(broken, row=parser.CurrentLineNumber) from fault


@lru_cache(maxsize=2_000)
def local(name: str) -> str:
    """The name without its prefix or namespace.

    >>> local("x:row"), local("urn:a row"), local("row")
    ('row', 'row', 'row')
    """
    return name.rpartition(" ")[2].rpartition(":")[2]
