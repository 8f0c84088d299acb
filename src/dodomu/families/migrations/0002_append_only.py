"""The database itself refuses to change or delete what was said to a family."""

from typing import Any, ClassVar

from django.db import migrations

from dodomu.ledger import triggers

TABLES = ("families_contactlog",)


def install(apps: Any, schema_editor: Any) -> None:
    triggers.install(schema_editor.connection, TABLES)


def remove(apps: Any, schema_editor: Any) -> None:
    triggers.remove(schema_editor.connection, TABLES)


class Migration(migrations.Migration):
    dependencies: ClassVar = [("families", "0001_initial")]
    operations: ClassVar = [migrations.RunPython(install, remove)]
