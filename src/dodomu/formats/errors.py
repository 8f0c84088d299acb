"""What a file or a text is refused for."""

from dodomu.formats.codes import TOO_BIG, TOO_SLOW, filled, said
from dodomu.text import Text


class Unreadable(Exception):  # noqa: N818 - it says what is so, in the words of the page
    """The whole file is refused; `code` is one of the list contract, `text` tells a person what to do."""

    def __init__(self, code: str, text: Text, row: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.text = text
        self.row = row


def refusal(code: str, *, row: int | None = None, **values: object) -> Unreadable:
    """The refusal for a code, with its sentence filled in.

    >>> refusal("too_many_rows", limit=5).text.en
    'Too many rows: 5 at most. Divide the list.'
    """
    return Unreadable(code, said(code, row=row or 1, **values), row)


def too_big(limit: int) -> Unreadable:
    """Larger than may be uploaded: the contract has no code of its own for it, so it is a bad request.

    >>> too_big(20_000_000).text.en[:48]
    'The file is too big. The largest size is 20 MB. '
    """
    return Unreadable("bad_request", filled(TOO_BIG, limit=limit // 1_000_000))


def too_slow() -> Unreadable:
    """Time or memory is used up: whatever the kind of file, there is too much in it.

    >>> too_slow().code
    'too_many_rows'
    """
    return Unreadable("too_many_rows", TOO_SLOW)
