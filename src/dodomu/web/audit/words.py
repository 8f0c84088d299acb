"""The words of the ledger: what an act was and what it was done to. An act without words shows its own name."""

from __future__ import annotations

from dodomu.text import Text

KINDS: dict[str, Text] = {
    "person": Text("людина", "person"),
    "register": Text("реєстр", "register"),
    "round": Text("обмін", "exchange"),
    "list": Text("список", "list"),
    "enquiry": Text("запит", "enquiry"),
    "department": Text("відомство", "department"),
    "facility": Text("заклад", "facility"),
    "notice": Text("повідомлення", "message"),
    "figure": Text("цифра", "figure"),
    "definition": Text("визначення", "definition"),
    "correction": Text("виправлення", "correction"),
    "request": Text("звернення до видання", "request to an outlet"),
    "statement": Text("твердження", "statement"),
    "account": Text("обліковий запис", "account"),
    "ledger": Text("журнал", "ledger"),
}

ACTS: dict[str, Text] = {
    "read_person": Text("відкрив запис про людину", "opened a person’s record"),
    "list_people": Text("переглянув список людей", "looked through a list of people"),
    "search_people": Text("шукав людину", "searched for a person"),
    "count_people": Text("рахував людей", "counted people"),
    "export_people": Text("вивантажив людей", "exported people"),
    "open_person": Text("додав запис про людину", "added a record of a person"),
    "state_fact": Text("записав факт", "stated a fact"),
    "withdraw_fact": Text("відкликав факт", "withdrew a fact"),
    "merge": Text("запропонував об’єднати записи", "proposed to merge records"),
    "read_list": Text("відкрив список обміну", "opened an exchange list"),
    "take_list": Text("прийняв список обміну", "took in an exchange list"),
    "sign_list": Text("підписав список", "signed a list"),
    "send_back_list": Text("повернув список", "sent a list back"),
    "take_effect": Text("список набув чинності", "a list took effect"),
    "hand_over": Text("передано, особу перевіряють", "handed over, being checked"),
    "open_round": Text("додав обмін", "added an exchange"),
    "open_case": Text("відкрив супровід", "opened a case"),
    "expect_case": Text("супровід чекає приїзду", "a case waits for the arrival"),
    "close_case": Text("закрив супровід", "closed a case"),
    "assign_officer": Text("призначив офіцера", "assigned an officer"),
    "log_contact": Text("записав розмову з родиною", "logged a talk with the family"),
    "list_families": Text("переглянув список родин", "looked through a list of families"),
    "verify_relative": Text("підтвердив особу рідних", "verified a relative"),
    "send_enquiry": Text("надіслав запит", "sent an enquiry"),
    "answer_enquiry": Text("записав відповідь", "recorded an answer"),
    "queue_notice": Text("поставив повідомлення в чергу", "queued a message"),
    "recall_notice": Text("відкликав повідомлення", "recalled a message"),
    "draft_figure": Text("склав цифру", "drafted a figure"),
    "change_figure": Text("змінив чернетку цифри", "changed a draft figure"),
    "propose_figure": Text("подав цифру на підпис", "handed a figure in"),
    "publish_figure": Text("оприлюднив цифру", "published a figure"),
    "send_back_figure": Text("повернув цифру", "sent a figure back"),
    "withdraw_figure": Text("відкликав цифру", "withdrew a figure"),
    "approve_held_figure": Text("дозволив показати число про полон", "approved a number of people held"),
    "define_figure": Text("записав визначення", "added a definition"),
    "draft_correction": Text("склав виправлення", "drafted a correction"),
    "propose_correction": Text("подав виправлення на підпис", "handed a correction in"),
    "issue_correction": Text("випустив виправлення", "issued a correction"),
    "open_request": Text("відкрив звернення до видання", "opened a request to an outlet"),
    "tell_outlet": Text("повідомив видання", "told an outlet"),
    "request_acknowledged": Text("видання відповіло", "an outlet answered"),
    "request_mended": Text("видання виправило текст", "an outlet mended its text"),
    "request_refused": Text("видання відмовилося", "an outlet refused"),
    "note_quote": Text("записав, хто цитує", "noted who quotes"),
    "load_statements": Text("завантажено твердження", "statements were loaded"),
    "load_rounds": Text("завантажено обміни", "exchanges were loaded"),
    "load_figure": Text("завантажено цифру з публікації", "a figure was loaded from a publication"),
    "load_correction": Text("завантажено виправлення з публікацій", "a correction was loaded from publications"),
    "sign_in": Text("увійшов", "signed in"),
    "sign_in_failed": Text("невдала спроба входу", "failed to sign in"),
    "sign_out": Text("вийшов", "signed out"),
    "sign_out_idle": Text("вихід за часом", "signed out by time"),
    "give_role": Text("надав роль", "gave a role"),
    "end_role": Text("припинив роль", "ended a role"),
    "read_ledger": Text("читав журнал", "read the ledger"),
    "verify_ledger": Text("перевірив журнал", "verified the ledger"),
}


def act(code: str) -> Text:
    """An act in words, or its own name."""
    return ACTS.get(code, Text(code.replace("_", " "), code.replace("_", " ")))


def kind(code: str) -> Text:
    """What an act was done to, in words."""
    return KINDS.get(code, Text(code.replace("_", " "), code.replace("_", " ")))
