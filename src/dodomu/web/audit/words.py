"""The words of the ledger: what an act was and what it was done to. Nouns, so that they fit whoever did it.

An act without words here shows its own name; nothing is left out of the ledger's page for want of a word.
"""

from __future__ import annotations

from dodomu.text import Text

KINDS: dict[str, Text] = {
    "person": Text("людина", "person"),
    "register": Text("реєстр", "register"),
    "round": Text("обмін", "exchange"),
    "rounds": Text("обміни", "exchanges"),
    "list": Text("список", "list"),
    "merge": Text("об’єднання", "merge"),
    "enquiry": Text("запит", "enquiry"),
    "department": Text("відомство", "department"),
    "facility": Text("заклад", "facility"),
    "notice": Text("повідомлення", "message"),
    "figure": Text("цифра", "figure"),
    "definition": Text("визначення", "definition"),
    "correction": Text("виправлення", "correction"),
    "request": Text("звернення до видання", "request to an outlet"),
    "statement": Text("твердження", "statement"),
    "statements": Text("твердження", "statements"),
    "account": Text("обліковий запис", "account"),
    "ledger": Text("журнал", "ledger"),
}

REGISTER: dict[str, Text] = {
    "read_person": Text("перегляд запису", "record read"),
    "list_people": Text("перегляд списку людей", "list of people read"),
    "search": Text("пошук", "search"),
    "search_register": Text("пошук у реєстрі", "search in the register"),
    "count_people": Text("підрахунок людей", "people counted"),
    "see_difference": Text("порівняння підрахунків", "counts compared"),
    "export_people": Text("вивантаження людей", "people exported"),
    "read_duplicates": Text("перегляд дублікатів", "duplicates read"),
    "read_proposals": Text("перегляд поданого", "proposals read"),
    "open_person": Text("новий запис про людину", "new record of a person"),
    "take_in": Text("внесення людей до реєстру", "people taken in"),
    "state_fact": Text("новий факт", "fact stated"),
    "withdraw_fact": Text("відкликання факту", "fact withdrawn"),
    "merge": Text("об’єднання записів", "records merged"),
    "part": Text("роз’єднання записів", "records parted"),
    "not_same": Text("не та сама людина", "not the same person"),
    "refuse_proposal": Text("відмова у схваленні", "proposal refused"),
}
EXCHANGES: dict[str, Text] = {
    "open_round": Text("новий обмін", "new exchange"),
    "add_stage": Text("новий етап обміну", "new stage of an exchange"),
    "load_rounds": Text("завантаження обмінів", "exchanges loaded"),
    "read_round": Text("перегляд обміну", "exchange read"),
    "take_list": Text("прийняття списку", "list taken in"),
    "read_list": Text("перегляд списку", "list read"),
    "decide_line": Text("рішення за рядком", "line decided"),
    "offer_candidate": Text("кандидат до рядка", "candidate offered"),
    "put_back": Text("повернення рядка", "line put back"),
    "undo": Text("скасування рішення", "decision undone"),
    "sign_list": Text("підпис списку", "list signed"),
    "send_back_list": Text("повернення списку", "list sent back"),
    "withdraw_list": Text("відкликання списку", "list withdrawn"),
    "take_effect": Text("список набув чинності", "list took effect"),
    "hand_over": Text("передано, перевіряють", "handed over"),
    "read_arrivals": Text("перегляд прибуття", "arrivals read"),
    "verify_arrival": Text("підтвердження прибуття", "arrival verified"),
    "not_arrived": Text("не прибуття", "did not arrive"),
    "undo_arrival": Text("скасування прибуття", "arrival undone"),
    "undo_signing": Text("скасування підпису", "signing undone"),
    "return_outside": Text("повернення поза обміном", "return outside"),
}
SUPPORT: dict[str, Text] = {
    "expect_case": Text("супровід чекає приїзду", "case expected"),
    "open_case": Text("відкриття супроводу", "case opened"),
    "reopen_case": Text("поновлення супроводу", "case reopened"),
    "close_case": Text("закриття супроводу", "case closed"),
    "withdraw_case": Text("відкликання супроводу", "case withdrawn"),
    "list_cases": Text("перегляд списку супроводу", "list of cases read"),
    "assign_officer": Text("призначення офіцера", "officer assigned"),
    "begin_follow_up": Text("початок року нагляду", "follow-up begun"),
    "add_facility": Text("новий заклад", "new facility"),
    "list_facility": Text("перегляд закладу", "facility read"),
    "set_places": Text("місця в закладі", "places of a facility"),
    "admit": Text("прийом до закладу", "admission"),
    "transfer": Text("переведення", "transfer"),
    "leave_facility": Text("виписка із закладу", "facility left"),
    "plan_appointment": Text("призначення зустрічі", "appointment planned"),
    "move_appointment": Text("перенесення зустрічі", "appointment moved"),
    "cancel_appointment": Text("скасування зустрічі", "appointment cancelled"),
    "finish_appointment": Text("зустріч відбулася", "appointment done"),
    "ask_override": Text("виняток в адаптації: прохання", "exception asked"),
    "approve_override": Text("виняток в адаптації: згода", "exception approved"),
    "read_override": Text("перегляд винятку", "exception read"),
    "write_plan": Text("план лікування", "plan of treatment"),
    "agree_plan": Text("згода на план", "plan agreed"),
    "add_step": Text("крок плану", "step of a plan"),
    "add_task": Text("нове завдання", "new task"),
    "finish_task": Text("завдання виконано", "task done"),
    "move_task": Text("перенесення завдання", "task moved"),
    "drop_task": Text("завдання знято", "task dropped"),
    "reopen_task": Text("поновлення завдання", "task reopened"),
    "document_due": Text("термін документа", "due day of a document"),
    "document_apply": Text("подання на документ", "document applied for"),
    "document_receive": Text("документ отримано", "document received"),
    "document_hand_over": Text("документ вручено", "document handed over"),
    "open_issue": Text("нове питання захисту", "new issue of protection"),
    "inform": Text("роз’яснення вибору", "choice explained"),
    "decide": Text("рішення людини", "the person’s decision"),
    "set_return_basis": Text("підстава повернення", "basis of the return"),
}
FAMILIES: dict[str, Text] = {
    "list_families": Text("перегляд списку родин", "list of families read"),
    "add_relative": Text("новий родич", "new relative"),
    "receive_proof": Text("доказ спорідненості", "proof of kinship"),
    "verify_relative": Text("підтвердження родича", "relative verified"),
    "refuse_relative": Text("відмова родичеві", "relative refused"),
    "withdraw_relative": Text("відкликання родича", "relative withdrawn"),
    "change_contact": Text("зміна контакту", "contact changed"),
    "arrange_telling": Text("порядок сповіщення", "order of telling"),
    "release_calls": Text("дозвіл на дзвінки", "calls released"),
    "withdraw_calls": Text("відкликання дзвінків", "calls withdrawn"),
    "log_contact": Text("запис розмови", "talk logged"),
    "check_code": Text("перевірка коду", "code checked"),
    "queue_notice": Text("повідомлення в черзі", "message queued"),
    "send_notice": Text("надсилання повідомлення", "message sent"),
    "recall_notice": Text("відкликання повідомлення", "message recalled"),
    "retry_notice": Text("повторне надсилання", "message sent again"),
}
ENQUIRIES: dict[str, Text] = {
    "add_department": Text("нове відомство", "new department"),
    "change_department": Text("зміна відомства", "department changed"),
    "list_enquiries": Text("перегляд запитів", "enquiries read"),
    "export_enquiries": Text("вивантаження запитів", "enquiries exported"),
    "draft_enquiry": Text("чернетка запиту", "enquiry drafted"),
    "send_enquiry": Text("надсилання запиту", "enquiry sent"),
    "remind_department": Text("нагадування відомству", "department reminded"),
    "extend_enquiry": Text("продовження терміну", "term extended"),
    "answer_enquiry": Text("відповідь відомства", "answer of a department"),
    "state_from_answer": Text("факт із відповіді", "fact from an answer"),
    "close_enquiry": Text("закриття запиту", "enquiry closed"),
    "withdraw_enquiry": Text("відкликання запиту", "enquiry withdrawn"),
}
FIGURES: dict[str, Text] = {
    "define_figure": Text("нове визначення", "new definition"),
    "draft_figure": Text("чернетка цифри", "figure drafted"),
    "change_figure": Text("зміна чернетки цифри", "draft figure changed"),
    "propose_figure": Text("цифру подано на підпис", "figure handed in"),
    "publish_figure": Text("оприлюднення цифри", "figure published"),
    "send_back_figure": Text("повернення цифри", "figure sent back"),
    "withdraw_figure": Text("відкликання цифри", "figure withdrawn"),
    "approve_held_figure": Text("дозвіл на число про полон", "held number approved"),
    "draft_correction": Text("чернетка виправлення", "correction drafted"),
    "change_correction": Text("зміна виправлення", "draft correction changed"),
    "propose_correction": Text("виправлення на підпис", "correction handed in"),
    "issue_correction": Text("випуск виправлення", "correction issued"),
    "send_back_correction": Text("повернення виправлення", "correction sent back"),
    "drop_correction": Text("відхилення виправлення", "correction dropped"),
    "open_request": Text("нове звернення до видання", "new request to an outlet"),
    "tell_outlet": Text("лист виданню", "letter to an outlet"),
    "request_acknowledged": Text("відповідь видання", "answer of an outlet"),
    "request_mended": Text("видання виправило текст", "outlet mended its text"),
    "request_refused": Text("відмова видання", "refusal of an outlet"),
    "note_quote": Text("записано, хто цитує", "quoter noted"),
    "load_statements": Text("завантаження тверджень", "statements loaded"),
    "load_figure": Text("цифра з публікації", "figure loaded"),
    "load_correction": Text("виправлення з публікацій", "correction loaded"),
}
ACCOUNTS: dict[str, Text] = {
    "sign_in": Text("вхід", "signed in"),
    "sign_in_failed": Text("невдала спроба входу", "failed to sign in"),
    "sign_out": Text("вихід", "signed out"),
    "sign_out_idle": Text("вихід за часом", "signed out by time"),
    "open_account": Text("новий обліковий запис", "account opened"),
    "give_role": Text("надання ролі", "role given"),
    "end_role": Text("припинення ролі", "role ended"),
    "read_ledger": Text("перегляд журналу", "ledger read"),
    "verify_ledger": Text("перевірка журналу", "ledger verified"),
}
ACTS: dict[str, Text] = REGISTER | EXCHANGES | SUPPORT | FAMILIES | ENQUIRIES | FIGURES | ACCOUNTS


def act(code: str) -> Text:
    """An act in words, or its own name.

    >>> act("sign_in").uk, act("some_new_act").en
    ('вхід', 'some new act')
    """
    return ACTS.get(code, Text(code.replace("_", " "), code.replace("_", " ")))


def kind(code: str) -> Text:
    """What an act was done to, in words."""
    return KINDS.get(code, Text(code.replace("_", " "), code.replace("_", " ")))
