"""PFIF and JSON: shape, version, record numbers, addresses, depth, entities, damage."""

import pytest

from tests.formats.files import as_json, person, pfif, told

ONE = person(1, "Коваль Іван Петрович", date_of_birth="1990-03-05")
TWO = person(2, "Бойко Петро", date_of_birth="1991-02")
NOTE = "<pfif:note><pfif:note_record_id>example.org/n1</pfif:note_record_id><pfif:person_record_id>example.org/1</pfif:person_record_id><pfif:status>believed_alive</pfif:status><pfif:text>бачили</pfif:text></pfif:note>"
READ = ["1 Коваль Іван Петрович 1990-03-05", "2 Бойко Петро 1991-02"]


def without(fields, *names):
    return {key: value for key, value in fields.items() if key not in names}


PFIF = {
    "two persons": (pfif(ONE, TWO), READ),
    "notes beside and inside": (pfif(ONE, TWO, notes=NOTE), READ),
    "a note inside a person": (pfif("<pfif:person><pfif:person_record_id>e/1</pfif:person_record_id><pfif:full_name>Коваль Іван</pfif:full_name>" + NOTE + "</pfif:person>"), ["1 Коваль Іван"]),
    "elements of others beside": (pfif("<pfif:person><x:y xmlns:x='urn:x'>z</x:y><pfif:person_record_id>e/1</pfif:person_record_id><pfif:full_name>Коваль Іван</pfif:full_name></pfif:person>"), ["1 Коваль Іван"]),
    "the name in parts": (pfif({"person_record_id": "e/1", "family_name": "Коваль", "given_name": "Іван"}), ["1 Коваль Іван"]),
    "the whole name before its parts": (pfif({"person_record_id": "e/1", "full_name": "Іван Коваль", "family_name": "Коваль", "given_name": "Іван"}), ["1 Іван Коваль"]),
    "a person without a number": (pfif(without(ONE, "person_record_id"), TWO), ["1 !no_record_id", READ[1]]),
    "a number of blanks": (pfif({**ONE, "person_record_id": "  "}), ["1 !no_record_id"]),
    "one number twice": (pfif(ONE, {**TWO, "person_record_id": "example.org/1"}), [READ[0], "2 !duplicate_id"]),
    "a person without a name": (pfif(without(ONE, "full_name"), TWO), ["1 !no_name", READ[1]]),
    "a bad date": (pfif({**ONE, "date_of_birth": "1990-02-31"}), ["1 Коваль Іван Петрович +bad_date"]),
    "a year": (pfif({**ONE, "date_of_birth": "1990"}), ["1 Коваль Іван Петрович 1990"]),
    "an age that cannot be": (pfif({**ONE, "age": "60-70"}), [READ[0] + " +dates_conflict"]),
    "an age that fits": (pfif({**ONE, "age": "30-40"}), READ[:1]),
    "an address that runs something": (pfif({**ONE, "source_url": "javascript:alert(1)"}), [READ[0] + " +bad_url"]),
    "an address of a file": (pfif({**ONE, "photo_url": "file:///etc/passwd"}), [READ[0] + " +bad_url"]),
    "an address of a page": (pfif({**ONE, "photo_url": "https://example.org/1.jpg"}), READ[:1]),
    "two persons in one": (pfif({**ONE, "full_name": "Коваль Іван та Бойко Петро"}), ["1 !several_people"]),
    "blanks and line ends in a name": (pfif({**ONE, "full_name": "\n  Коваль\n  Іван \n"}), ["1 Коваль Іван 1990-03-05"]),
    "character references": (pfif({**ONE, "full_name": "X"}).replace(b">X<", "&#1050;оваль &#x406;ван".join("><").encode()), ["1 Коваль Іван 1990-03-05"]),
    "CDATA": (pfif({**ONE, "full_name": "X"}).replace(b">X<", "><![CDATA[Коваль Іван]]><".encode()), ["1 Коваль Іван 1990-03-05"]),
    "a comment and an instruction": (pfif(ONE, before="<!-- x --><?xml-stylesheet href='http://192.0.2.1/x'?>"), READ[:1]),
    "no persons": (pfif(), ["!no_rows"]),
    "notes alone": (pfif(notes=NOTE), ["!no_rows"]),
    "version 1.3": (pfif(ONE, version="1.3"), ["!unsupported_version"]),
    "version 1.5": (pfif(ONE, version="1.5"), ["!unsupported_version"]),
    "another namespace": (pfif(ONE, space="http://example.org/pfif/"), ["!unsupported_version"]),
    "a document type": (pfif(ONE, before="<!DOCTYPE pfif>"), ["!unsafe_xml"]),
    "a billion laughs": (pfif(ONE, before='<!DOCTYPE a [<!ENTITY b "xx"><!ENTITY c "&b;&b;">]>'), ["!unsafe_xml"]),
    "an entity from outside": (pfif(ONE, before='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'), ["!unsafe_xml"]),
    "an entity that nobody declared": (pfif({**ONE, "full_name": "X"}).replace(b">X<", b">&xxe;<"), ["!broken_xml"]),
    "a closing tag missing": (pfif(ONE)[:-20], ["!broken_xml"]),
    "an ampersand alone": (pfif(ONE).replace("Коваль".encode(), b"A & B"), ["!broken_xml"]),
    "a letter that XML has not": (pfif(ONE).replace("Коваль".encode(), b"\x08"), ["!broken_xml"]),
    "no XML at all": (b"name: Koval", ["!broken_xml"]),
    "in UTF-16": (pfif(ONE, TWO).decode().replace("UTF-8", "UTF-16").encode("utf-16"), READ),
    "in windows-1251": (pfif(ONE, TWO).decode().replace("UTF-8", "windows-1251").encode("cp1251"), READ),
    "in an encoding that there is not": (pfif(ONE).replace(b"UTF-8", b"x-nothing"), ["!broken_xml"]),
    "letters that are none": (pfif(ONE).replace("Коваль".encode(), b"\xff\xfe"), ["!broken_xml"]),
    "control signs as references": (pfif(ONE).replace("Коваль".encode(), b"&#x85;K"), ["1 !control_characters"]),
}  # fmt: skip


@pytest.mark.parametrize("case", PFIF)
def test_pfif_is_read_as_the_contract_says(case):
    data, said = PFIF[case]
    assert told(data, "a.xml", kind="pfif") == said
    if not case.startswith("no XML"):
        assert told(data, "a.xml") == said


def test_the_namespace_may_be_the_default_one():
    data = b'<pfif xmlns="http://zesty.ca/pfif/1.4"><person><person_record_id>e/1</person_record_id><full_name>Koval Ivan</full_name></person></pfif>'
    assert told(data, "a.xml") == ["1 Koval Ivan"]


@pytest.mark.parametrize(("depth", "said"), [(63, ["1 Koval Ivan"]), (64, ["1 Koval Ivan"]), (65, ["!unsafe_xml"])])
def test_xml_as_deep_as_may_be(depth, said):
    deep = "<x>" * (depth - 2) + "</x>" * (depth - 2)
    assert (
        told(
            pfif(
                f"<pfif:person><pfif:person_record_id>e/1</pfif:person_record_id><pfif:full_name>Koval Ivan</pfif:full_name>{deep}</pfif:person>"
            ),
            "a.xml",
        )
        == said
    )


def test_xml_of_others_is_no_list():
    assert told(b"<?xml version='1.0'?><rss><channel/></rss>", "a.xml") == ["!not_a_table"]


A = {"name": "Коваль Іван Петрович", "dob": "05.03.1990"}
B = {"name": "Бойко Петро", "dob": "1991"}
SAID = ["1 Коваль Іван Петрович 1990-03-05", "2 Бойко Петро 1991"]

JSON = {
    "a list of objects": (as_json([A, B]), SAID),
    "an object with a list": (as_json({"people": [A, B]}), SAID),
    "an object with a list under any name": (as_json({"count": 2, "щось": [A, B]}), SAID),
    "one person alone": (as_json(A), SAID[:1]),
    "a list of names": (as_json(["Коваль Іван", "Бойко Петро"]), ["1 Коваль Іван", "2 Бойко Петро"]),
    "Ukrainian keys": (as_json([{"ПІБ": "Коваль Іван", "Дата народження": "05.03.1990"}]), ["1 Коваль Іван 1990-03-05"]),
    "keys of programs": (as_json([{"full_name": "Koval Ivan", "birth_date": "1990-03-05"}]), ["1 Koval Ivan 1990-03-05"]),
    "parts": (as_json([{"surname": "Коваль", "given_name": "Іван", "patronymic": "Петрович"}]), ["1 Коваль Іван Петрович"]),
    "surname and name": (as_json([{"surname": "Koval", "name": "Ivan"}]), ["1 Koval Ivan"]),
    "a name that is an object": (as_json([{"name": {"family_name": "Коваль", "given_name": "Іван"}}]), ["1 Коваль Іван"]),
    "numbers, null and lists": (as_json([{"name": "Коваль Іван", "dob": 1990, "x": None, "y": [1, {"z": 2}], "w": True}]), ["1 Коваль Іван 1990"]),
    "a serial": (as_json([{"name": "Коваль Іван", "dob": 32937}]), ["1 Коваль Іван 1990-03-05"]),
    "a name that is a number": (as_json([{"name": 12345}, A]), ["1 !bad_name", "2 Коваль Іван Петрович 1990-03-05"]),
    "null for a name": (as_json([{"name": None}, B]), ["1 !no_name", "2 Бойко Петро 1991"]),
    "things that are no objects": (as_json([A, 5, None, [], "Бойко Петро"]), [SAID[0], "2 !no_name", "3 !no_name", "4 !no_name", "5 Бойко Петро"]),
    "one id twice": (as_json([{"id": 1, **A}, {"id": 1, **B}]), [SAID[0], "2 !duplicate_id"]),
    "a mark of Unicode": (b"\xef\xbb\xbf" + as_json([A]), SAID[:1]),
    "in UTF-16": (as_json([A]).decode().encode("utf-16"), SAID[:1]),
    "escapes": (b'[{"name": "\\u041a\\u043e\\u0432\\u0430\\u043b\\u044c"}]', ["1 Коваль"]),
    "a control sign escaped": (b'[{"name": "Ko\\u0000val"}, {"name": "Boiko"}]', ["1 !control_characters", "2 Boiko"]),
    "very large numbers": (b'[{"name": "Koval Ivan", "n": ' + b"9" * 5000 + b', "f": 1e999}]', ["1 Koval Ivan"]),
    "an empty list": (b"[]", ["!no_rows"]),
    "a list of an empty list": (as_json({"people": []}), ["!no_rows"]),
    "an empty object": (b"{}", ["!bad_request"]),
    "a number": (b"42", ["!bad_request"]),
    "a string": (b'"Koval"', ["!bad_request"]),
    "numbers in a list": (b"[1, 2, 3]", ["!bad_request"]),
    "an error of a program": (as_json({"error": "not found", "code": 404}), ["!bad_request"]),
    "objects without names": (as_json([{"a": 1}, {"a": 2}]), ["!bad_request"]),
    "cut off": (as_json([A, B])[:-10], ["!bad_json"]),
    "a comma too many": (b'[{"name": "Koval"},]', ["!bad_json"]),
    "quotation marks of one stroke": (b"[{'name': 'Koval'}]", ["!bad_json"]),
    "a key twice": (b'[{"name": "Koval", "name": "Boiko"}]', ["!bad_json"]),
    "NaN": (b'[{"name": "Koval", "n": NaN}]', ["!bad_json"]),
    "infinity": (b'[{"name": "Koval", "n": -Infinity}]', ["!bad_json"]),
    "two documents": (b'{"name": "Koval"} {"name": "Boiko"}', ["!bad_json"]),
    "a comment": (b'[{"name": "Koval"}] // x', ["!bad_json"]),
    "a table": ("ПІБ;Звання\nКоваль Іван;солдат\n".encode(), ["!bad_json"]),
    "a string left open with many escapes": (b'["' + b'\\"' * 100_000, ["!bad_json"]),
    "nothing": (b"", ["!empty_file"]),
}  # fmt: skip


@pytest.mark.parametrize("case", JSON)
def test_json_is_read_as_the_contract_says(case):
    data, said = JSON[case]
    assert told(data, "a.json", kind="json") == said
    assert told(data, "a.json") == said


@pytest.mark.parametrize(
    ("depth", "said"), [(31, ["1 Koval"]), (32, ["1 Koval"]), (33, ["!bad_json"]), (100_000, ["!bad_json"])]
)
def test_json_as_deep_as_may_be(depth, said):
    data = b'[{"name": "Koval", "x": ' + b"[" * (depth - 2) + b"]" * (depth - 2) + b"}]"
    assert told(data, "a.json") == said


def test_json_without_an_ending_is_told_by_its_content():
    assert told(as_json([A]), "list") == SAID[:1]
    assert told(pfif(ONE), "list") == READ[:1]


def test_what_is_of_another_namespace_is_no_person_and_no_field():
    foreign = '<x:person xmlns:x="urn:x"><x:person_record_id>a/9</x:person_record_id><x:full_name>Чужий</x:full_name></x:person>'
    document = (
        '<pfif:pfif xmlns:pfif="http://zesty.ca/pfif/1.4"><pfif:person><x:full_name xmlns:x="urn:x">Чужий</x:full_name>'
        "<pfif:person_record_id>a/1</pfif:person_record_id><pfif:full_name>Коваль Іван</pfif:full_name></pfif:person>"
        f"{foreign}</pfif:pfif>"
    )
    assert told(document, "list.xml") == ["1 Коваль Іван"]
