"""The engine for what one process cannot hold: Apache Spark through PySpark."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa

from crosscut.engine.base import FILE, ROW, ROW_GROUP, Engine, EngineError, Frame, paths_as_text

_QUIET = Path(__file__).with_name("spark-log4j2.properties")
_WIDE = nw.Decimal(38, 0)


_USUAL = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
}
_HERE = {
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_QUIET.as_uri()}",
}
"""What holds where the driver and all its workers are on this machine."""


def _files_named(paths: Sequence[str | Path]) -> list[str]:
    """Paths for Spark's readers, which take them for patterns: each sign of one is written to mean itself."""
    return [re.sub(r"[{}\[\]*?\\]", r"\\\g<0>", path) for path in paths_as_text(paths)]


def session_of(master: str = "", cores: int = 0, name: str = "crosscut") -> Any:
    """A Spark session with ANSI mode on and times in UTC.

    The first of these that there is: that of ``master``, such as ``spark://host:7077``, ``yarn``, or ``sc://host`` of
    Spark Connect; the session that runs in this process; that of the environment variable SPARK_REMOTE; that of
    ``spark-submit``; a local one, bound to this machine, with ``cores`` or all of them.

    Raises
    ------
    EngineError
        where PySpark or Java is missing, or nothing answers at the master.
    """
    if importlib.util.find_spec("pyspark") is None:
        raise EngineError(
            "the Spark engine needs PySpark", code="engine", hint="Install it with: pip install 'crosscut[spark]'"
        )
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    if running is not None and not master:
        return running
    remote = master if master.startswith("sc://") else "" if master else os.environ.get("SPARK_REMOTE", "")
    if remote:
        return _connected(remote)
    submitted = not master and bool(os.environ.get("PYSPARK_GATEWAY_PORT"))
    if not submitted:
        _need_java()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName(name)
    at = "" if submitted else master or f"local[{cores or '*'}]"
    builder = builder.master(at) if at else builder
    for key, value in (_USUAL | (_HERE if at.startswith("local") else {})).items():
        builder = builder.config(key, value)
    session = _answered(builder.getOrCreate, at)
    if at and session.sparkContext.master != at:
        raise EngineError(
            f"a Spark session runs in this process already, at {session.sparkContext.master} and not at {at}",
            code="engine",
            hint="Stop it first, or leave the master out to use it.",
        )
    session.sparkContext.setLogLevel("ERROR")
    return session


def _connected(remote: str) -> Any:
    """A session of Spark Connect: this process then needs no Java."""
    if importlib.util.find_spec("grpc") is None:
        raise EngineError(
            "Spark Connect needs its client", code="engine", hint="Install it with: pip install 'pyspark[connect]'"
        )
    from pyspark.sql import SparkSession

    session = _answered(SparkSession.builder.remote(remote).getOrCreate, remote)
    for key, value in _USUAL.items():
        session.conf.set(key, value)
    return session


def _answered(start: Callable[[], Any], at: str) -> Any:
    try:
        return start()
    except Exception as error:  # py4j and grpc raise what they like
        why = next(iter(str(error).splitlines()), "") or type(error).__name__
        raise EngineError(
            f"no Spark session can be had at {at or 'spark-submit'}: {why}",
            code="engine",
            hint="Look whether the master runs and is named as it calls itself.",
        ) from None


def _need_java() -> None:
    if shutil.which("java") is None and not _java_home():
        raise EngineError(
            "the Spark engine needs Java 17",
            code="engine",
            hint="Install it (Debian: openjdk-17-jre-headless) or point JAVA_HOME at it",
        )


def _java_home() -> bool:
    home = os.environ.get("JAVA_HOME", "")
    return bool(home) and (Path(home) / "bin" / "java").exists()


def _faults() -> tuple[type[Exception], ...]:
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    return (PySparkException, Py4JError)


class SparkEngine(Engine):
    """Spark, in a session of yours or a local one.

    Parameters
    ----------
    session
        a ``SparkSession`` to run in, with ``spark.sql.ansi.enabled`` on; None takes that of :func:`session_of`.
    master
        where Spark runs, as :func:`session_of` takes it.
    cores
        how many cores a local session may use; 0 takes all.

    """

    name = "spark"

    def __init__(self, *, session: Any = None, master: str = "", cores: int = 0) -> None:
        self.session = session_of(master, cores) if session is None else session
        self.faults = _faults()
        if str(self.session.conf.get("spark.sql.ansi.enabled")).lower() != "true":
            raise EngineError(
                "without ANSI mode Spark wraps sums that overflow",
                code="engine",
                hint="Set spark.sql.ansi.enabled to true in your session",
            )

    def load(self, table: pa.Table) -> Frame:
        """An Arrow table as a lazy frame; the table travels to Spark, so scan files where it is large."""
        from pyspark.sql.pandas.types import from_arrow_schema

        rows = table if table.num_rows else []
        frame: Frame = nw.from_native(self.session.createDataFrame(rows, schema=from_arrow_schema(table.schema)))
        return frame

    def scan(self, *paths: str | Path) -> Frame:
        """Parquet files as one lazy frame."""
        frame: Frame = nw.from_native(self.session.read.parquet(*_files_named(paths)))
        return frame

    def scan_text(self, *paths: str | Path, delimiter: str = ",") -> Frame:
        """Delimited files as one lazy frame of texts."""
        read = self.session.read.options(
            header=True, sep=delimiter, quote='"', escape='"', multiLine=True, enforceSchema=False, mode="FAILFAST"
        )
        frame: Frame = nw.from_native(read.csv(_files_named(paths)))
        return frame

    def scan_numbered(self, *paths: str | Path, width: int, delimiter: str = "") -> Frame:
        """Parquet files as one lazy frame with the file and row of each record."""
        from pyspark.sql import functions

        if delimiter:
            raise EngineError(
                "Spark does not number the rows of delimited text", code="engine", hint="Use Parquet, or DuckDB"
            )
        listed = paths_as_text(paths)
        record = (functions.col("_metadata.row_index") + 2).alias(ROW)
        read = self.session.read.parquet(*_files_named(listed)).select("*", "_metadata.file_path", record)
        named = read.toDF(*map(str, range(width)), "file_path", ROW)
        named = named.withColumn("file_path", functions.regexp_replace("file_path", "^file:/+", "file:///"))
        files = [(Path(path).absolute().as_uri(), at) for at, path in enumerate(listed)]
        places = self.session.createDataFrame(files, f"file_path string, {FILE} bigint")
        frame: Frame = nw.from_native(named.join(functions.broadcast(places), "file_path").drop("file_path"))
        return frame

    def decimals(self, frame: Frame, name: str, column: str) -> Frame:
        """Texts or floats as decimal(38, 9): Spark reads a float as the shortest decimal that reads back as it."""
        from pyspark.sql import functions

        value = functions.expr(f"try_cast(`{column}` AS decimal(38, 9))")
        found: Frame = nw.from_native(frame.to_native().withColumn(name, value))
        return found

    def ids(self, frame: Frame, name: str, columns: Sequence[str]) -> Frame:
        """The first 16 digits of the SHA-256 of the texts with a mark between them."""
        from pyspark.sql import functions

        joined = ", ".join(f"`{column}`" for column in columns)
        made = functions.expr(f"left(sha2(concat_ws(char(31), {joined}), 256), 16)")
        found: Frame = nw.from_native(frame.to_native().withColumn(name, made))
        return found

    def quotient(self, frame: Frame, name: str, dividend: str, divisor: str) -> Frame:
        """Exact division of two int64 columns, rounded towards zero."""
        from pyspark.sql import functions

        quotient = functions.expr(f"`{dividend}` div `{divisor}`")
        divided: Frame = nw.from_native(frame.to_native().withColumn(name, quotient))
        return divided

    def fixed(self, frame: Frame, whole: str, billionths: str, column: str) -> Frame:
        """A decimal as two int64."""
        from pyspark.sql import functions

        rest = f"cast(cast(`{column}` - cast(`{column}` AS bigint) AS decimal(10, 9)) * 1000000000BD AS bigint)"
        found: Frame = nw.from_native(
            frame.to_native()
            .withColumn(whole, functions.expr(f"cast(`{column}` AS bigint)"))
            .withColumn(billionths, functions.expr(rest))
        )
        return found

    def write(self, frame: Frame, folder: Path, part: str, order: Sequence[str]) -> dict[int, list[Path]]:
        """Write ranges of the order, so that the files of each value of ``part`` follow one another."""
        staged, made = folder / ".staged", dict[int, list[Path]]()
        by = [part, *order]
        sized = {"compression": "zstd", "parquet.block.row.count.limit": str(ROW_GROUP)}
        try:
            rows = frame.to_native().repartitionByRange(*by).sortWithinPartitions(*by)
            rows.write.options(**sized).partitionBy(part).parquet(str(staged))
            for each in staged.glob(f"{part}=*"):
                number = int(each.name.partition("=")[2])
                files = [folder / f"{number}-{at:05d}.parquet" for at in range(len([*each.glob("*.parquet")]))]
                for found, path in zip(sorted(each.glob("*.parquet")), files, strict=True):
                    found.rename(path)
                made[number] = files
        finally:
            shutil.rmtree(staged, ignore_errors=True)
        return dict(sorted(made.items()))

    def keep(self, frame: Frame, folder: Path) -> Frame:
        """Write a file for each partition, its rows as they come."""
        frame.to_native().write.parquet(str(folder))
        return self.scan(folder)

    def wide(self, amount: nw.Expr) -> nw.Expr:
        """The amount as a decimal of 38 digits: Spark's own sum of int64 would stop at 2**63."""
        return amount.cast(_WIDE)

    def collect(self, frame: Frame) -> pa.Table:
        """Run the frame's plan."""
        table: pa.Table = frame.to_native().toArrow()
        return table

    def close(self) -> None:
        """Leave the session to the next engine of this process, with which it ends: starting one takes seconds."""
