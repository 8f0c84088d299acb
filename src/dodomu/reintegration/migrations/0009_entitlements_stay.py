"""The database itself refuses to change what a version of a rule says; its state and its confirmation may move on."""

from typing import Any, ClassVar

from django.db import migrations

from dodomu.ledger.triggers import POSTGRES_FUNCTION

TABLE = "reintegration_entitlement"
SAID = "key, number, kind, valid_from, valid_to, body"


def install(apps: Any, schema_editor: Any) -> None:
    with schema_editor.connection.cursor() as cursor:
        if schema_editor.connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
            then = "FOR EACH ROW EXECUTE FUNCTION append_only()"
        else:
            then = f"BEGIN SELECT RAISE(ABORT, 'append-only: {TABLE}'); END"
        cursor.execute(f"CREATE TRIGGER {TABLE}_said BEFORE UPDATE OF {SAID} ON {TABLE} {then}")


def remove(apps: Any, schema_editor: Any) -> None:
    on = f" ON {TABLE}" if schema_editor.connection.vendor == "postgresql" else ""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_said{on}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("reintegration", "0008_entitlements")]
    operations: ClassVar = [migrations.RunPython(install, remove)]
