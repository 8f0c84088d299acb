"""What is written to a department by itself: never a name, only numbers and days, because mail is read on the way."""

from __future__ import annotations

from dodomu.enquiries.models import Enquiry


def reminder(enquiry: Enquiry, *, number: int) -> str:
    """The text of a reminder, in the language of the state's offices."""
    ours = f" (наш вихідний № {enquiry.reference})" if enquiry.reference else ""
    return (
        f"Запит {enquiry.number}{ours} від {enquiry.asked_on:%d.%m.%Y}.\n\n"
        f"Відповідь очікували до {enquiry.due_on:%d.%m.%Y}. Це {number}-е нагадування. "
        "Повідомте, коли чекати на відповідь, або назвіть причину затримки.\n\n"
        "Імен у цьому листі немає навмисно: їх подано в самому запиті. Відповідь надсилайте офіційним шляхом.\n\n"
        "Служба супроводу"
    )
