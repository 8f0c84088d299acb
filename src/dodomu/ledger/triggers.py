"""Append-only tables: the database itself refuses UPDATE, DELETE and TRUNCATE, on both engines."""

from __future__ import annotations

from typing import Any

APPEND_ONLY = ("ledger_entry", "people_source", "people_fact", "families_contactlog")

# An integrity code, so that Django raises the same IntegrityError on both engines.
POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


def install(connection: Any, tables: tuple[str, ...] = APPEND_ONLY) -> None:
    """Puts the triggers on; running it twice is harmless."""
    remove(connection, tables)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for table in tables:
            for act in ("UPDATE", "DELETE", "TRUNCATE"):
                name = f"{table}_{act.lower()}"
                if connection.vendor == "postgresql":
                    each = "STATEMENT" if act == "TRUNCATE" else "ROW"
                    cursor.execute(
                        f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH {each} EXECUTE FUNCTION append_only()"
                    )
                elif act != "TRUNCATE":
                    cursor.execute(
                        f"CREATE TRIGGER {name} BEFORE {act} ON {table} "
                        f"BEGIN SELECT RAISE(ABORT, 'append-only: {table}'); END"
                    )


def remove(connection: Any, tables: tuple[str, ...] = APPEND_ONLY) -> None:
    """Takes the triggers off: only for tests that empty the tables between them."""
    with connection.cursor() as cursor:
        for table in tables:
            for act in ("update", "delete", "truncate"):
                if connection.vendor == "postgresql":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{act} ON {table}")
                elif act != "truncate":
                    cursor.execute(f"DROP TRIGGER IF EXISTS {table}_{act}")
