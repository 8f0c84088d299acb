"""The two engines that run the comparison: DuckDB in this process, Spark on as many machines as there are.

Either takes the people once and then lines, so many at a time, and gives back the likeliest pairs of each line.
"""

from __future__ import annotations

import logging
import math
import shutil
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from dodomu.matching.batch.settings import FIELDS

LEAST = -9.0  # log-odds under which a pair is not worth looking at
KEPT = 16  # rows of a line that are looked at; a person may have several
COUNTED = ("surname", "given", "father")  # what is weighed by how usual it is
NEEDS = {"duckdb": ("splink", "duckdb", "pyarrow"), "spark": ("splink", "duckdb", "pyarrow", "pyspark", "pandas")}
EXTRA = {"duckdb": "link", "spark": "spark"}

Shares = Mapping[str, Mapping[str, float]]
"""Of each column that is counted the share of every written word."""


class MissingError(RuntimeError):
    """Something that the engine needs is not on this machine; the message names it."""


class Engine(Protocol):
    """What links."""

    def take_people(self, tables: Iterable[Any]) -> None:
        """Reads the people, once."""

    def best(self, lines: Any, settings: Mapping[str, Any], shares: Shares) -> Any:
        """The likeliest pairs of these lines as a table of Arrow."""

    def close(self) -> None:
        """Gives back what was taken."""


def missing(engine: str) -> list[str]:
    """The packages that an engine needs and this environment has not."""
    return [name for name in NEEDS[engine] if find_spec(name) is None]


def opened(engine: str, work: Path, *, memory: str, cores: int, master: str) -> Engine:
    """The engine of that name; `work` is a folder of its own for what does not fit in memory."""
    if lacking := missing(engine):
        raise MissingError(", ".join(lacking))
    if engine == "duckdb":
        return DuckDB(work, memory=memory, cores=cores)
    if shutil.which("java") is None:
        raise MissingError("java")
    return Spark(work, memory=memory, master=master)


def query(pairs: str) -> str:
    """The likeliest pairs of each line out of all that were compared; of several readings the best counts."""
    weights = ", ".join(f"mw_{column}" for column in FIELDS)
    odds = f"round(match_weight * {math.log(2)!r} - written_cost_l, 9)"
    return f"""
    select line, person, reading, odds, {weights} from (
      select *, row_number() over (partition by line order by odds desc, person) as place from (
        select *, row_number() over (partition by line, person order by odds desc, reading) as turn from (
          select line_l as line, unique_id_r as person, unique_id_l as reading, {odds} as odds, {weights} from {pairs}
        ) as weighed where odds >= {LEAST}
      ) as read where turn = 1
    ) as placed where place <= {KEPT}
    """


def predicted(api: Any, lines: Any, people: Any, settings: Mapping[str, Any], shares: Mapping[str, Any]) -> Any:
    """What Splink says of every pair under a common key; `lines`, `people` and `shares` are registered already."""
    from splink import Linker

    logging.getLogger("splink").setLevel(logging.ERROR)
    linker = Linker([lines, people], dict(settings), log_level=None, validate_settings=False)
    for column, table in shares.items():
        linker.table_management.register_term_frequency_lookup(table, f"{column}_written")
    # written_cost is at most about 25 either way; what is far below is not kept
    return linker.inference.predict(threshold_match_weight=(LEAST - 25) / math.log(2), warning_mode="never")


def share_table(column: str, shares: Mapping[str, float]) -> Any:
    """How usual each written word is, as Splink looks it up."""
    import pyarrow as pa

    written = f"{column}_written"
    return pa.table(
        {written: pa.array(list(shares), pa.string()), f"tf_{written}": pa.array(list(shares.values()), pa.float64())}
    )


class DuckDB:
    """DuckDB in memory; what does not fit goes to the folder for the time it is needed."""

    def __init__(self, work: Path, *, memory: str, cores: int) -> None:
        import duckdb

        self.connection = duckdb.connect(":memory:")
        for name, value in (
            ("memory_limit", memory), ("temp_directory", str(work)), ("preserve_insertion_order", "false"),
            ("enable_progress_bar", "false"), ("threads", str(cores)),
        ):  # fmt: skip
            self.connection.execute(f"SET {name} = '{value}'")

    def take_people(self, tables: Iterable[Any]) -> None:
        """Reads the people, once."""
        for n, table in enumerate(tables):
            self.connection.register("part", table)
            self.connection.execute(
                "CREATE TABLE people AS SELECT * FROM part" if not n else "INSERT INTO people SELECT * FROM part"
            )
            self.connection.unregister("part")

    def best(self, lines: Any, settings: Mapping[str, Any], shares: Shares) -> Any:
        """The likeliest pairs of these lines."""
        from splink.backends.duckdb import DuckDBAPI

        api = DuckDBAPI(self.connection)
        tables = {column: api.register(share_table(column, shares[column]), table_name=column) for column in COUNTED}
        registered = api.register(lines, dataset_display_name="lines")
        people = api.register("people", dataset_display_name="people")
        pairs = predicted(api, registered, people, settings, tables)
        found = self.connection.sql(query(pairs.physical_name)).to_arrow_table()
        api.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]
        for name in ("lines", *COUNTED):
            self.connection.unregister(name)
        return found

    def close(self) -> None:
        """Gives back the memory."""
        self.connection.close()


class Spark:
    """Spark with what it is set up with; the folder must be one that every machine of it sees."""

    def __init__(self, work: Path, *, memory: str, master: str) -> None:
        from pyspark.sql import SparkSession

        self.work = work
        builder = SparkSession.builder.appName("dodomu link")
        if master:
            builder = builder.master(master)
        if master.startswith("local"):
            for name, value in (
                ("spark.driver.bindAddress", "127.0.0.1"), ("spark.driver.host", "127.0.0.1"),
                ("spark.ui.enabled", "false"), ("spark.driver.memory", memory),
                ("spark.sql.shuffle.partitions", "8"), ("spark.default.parallelism", "8"),
                ("spark.local.dir", str(work / "spark")), ("spark.sql.warehouse.dir", str(work / "warehouse")),
                ("spark.ui.showConsoleProgress", "false"), ("spark.log.level", "ERROR"),
            ):  # fmt: skip
                builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        # the comparison is too long for one method of Java: each try to make it one fails, at length and aloud
        self.session.conf.set("spark.sql.codegen.wholeStage", "false")
        self.session.sparkContext.setCheckpointDir(str(work / "checkpoint"))
        self.turn = 0

    def take_people(self, tables: Iterable[Any]) -> None:
        """Writes the people where every machine reads them."""
        import pyarrow.parquet as pq

        folder = self.work / "people"
        folder.mkdir(parents=True)
        for n, table in enumerate(tables):
            pq.write_table(table, folder / f"{n:05}.parquet")
        self.people = self.session.read.parquet(str(folder)).persist()

    def best(self, lines: Any, settings: Mapping[str, Any], shares: Shares) -> Any:
        """The likeliest pairs of these lines."""
        from splink.backends.spark import SparkAPI

        self.turn += 1
        api = SparkAPI(  # type: ignore[no-untyped-call]
            spark_session=self.session, register_udfs_automatically=False
        )
        tables = {
            column: api.register(self._read(share_table(column, shares[column]), column), table_name=column)
            for column in COUNTED
        }
        registered = api.register(self._read(lines, "lines"), dataset_display_name="lines")
        people = api.register(self.people, dataset_display_name="people")
        pairs = predicted(api, registered, people, settings, tables)
        found = self.session.sql(query(pairs.physical_name)).toArrow()
        for name in ("lines", "people", *COUNTED):
            self.session.catalog.dropTempView(name)
        return found

    def _read(self, table: Any, name: str) -> Any:
        import pyarrow.parquet as pq

        path = self.work / f"{name}-{self.turn:05}.parquet"
        pq.write_table(table, path)
        return self.session.read.parquet(str(path))

    def close(self) -> None:
        """Ends the session."""
        self.session.stop()
