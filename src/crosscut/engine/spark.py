"""The engine for what one process cannot hold: Apache Spark through PySpark."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import narwhals as nw
import pyarrow as pa

from crosscut.engine.base import Engine, EngineError, Frame, paths_as_text

_QUIET = Path(__file__).with_name("spark-log4j2.properties")
_WIDE = nw.Decimal(38, 0)


def local_session(cores: int = 0, name: str = "crosscut") -> Any:
    """A Spark session in this process: ANSI on, UTC, few shuffle partitions, quiet logs, bound to this machine.

    ``cores`` 0 takes all cores.

    Raises
    ------
    EngineError
        where PySpark or Java is missing.

    """
    if importlib.util.find_spec("pyspark") is None:
        raise EngineError(
            "the Spark engine needs PySpark", code="engine", hint="Install it with: pip install 'crosscut[spark]'"
        )
    if shutil.which("java") is None and not _java_home():
        raise EngineError(
            "the Spark engine needs Java 17",
            code="engine",
            hint="Install it (Debian: openjdk-17-jre-headless) or point JAVA_HOME at it",
        )
    from pyspark.sql import SparkSession

    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.master(f"local[{cores or '*'}]").appName(name)
    for key, value in _SETTINGS.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    return session


_SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.shuffle.partitions": "4",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_QUIET.as_uri()}",
}


def _running() -> bool:
    """Whether somebody in this process has a session already, which is then theirs to stop."""
    if importlib.util.find_spec("pyspark") is None:
        return False
    from pyspark.sql import SparkSession

    return SparkSession.getActiveSession() is not None


def _java_home() -> bool:
    home = os.environ.get("JAVA_HOME", "")
    return bool(home) and (Path(home) / "bin" / "java").exists()


class SparkEngine(Engine):
    """Spark, in a session of yours or a local one.

    Parameters
    ----------
    session
        a ``SparkSession`` to run in, with ``spark.sql.ansi.enabled`` on; None takes the one that runs in this process,
        or starts a local one.
    cores
        how many cores a local session may use; 0 takes all.

    """

    name = "spark"

    def __init__(self, *, session: Any = None, cores: int = 0) -> None:
        self._own = session is None and not _running()
        self.session = local_session(cores) if session is None else session
        if str(self.session.conf.get("spark.sql.ansi.enabled")).lower() != "true":
            raise EngineError(
                "without ANSI mode Spark wraps sums that overflow",
                code="engine",
                hint="Set spark.sql.ansi.enabled to true in your session",
            )

    def load(self, table: pa.Table) -> Frame:
        """An Arrow table as a lazy frame; the table travels to Spark, so scan files where it is large."""
        frame: Frame = nw.from_native(self.session.createDataFrame(table))
        return frame

    def scan(self, *paths: str | Path) -> Frame:
        """Parquet files as one lazy frame."""
        frame: Frame = nw.from_native(self.session.read.parquet(*paths_as_text(paths)))
        return frame

    def quotient(self, frame: Frame, name: str, dividend: str, divisor: str) -> Frame:
        """Exact division of two int64 columns, rounded towards zero."""
        from pyspark.sql import functions

        quotient = functions.expr(f"`{dividend}` div `{divisor}`")
        divided: Frame = nw.from_native(frame.to_native().withColumn(name, quotient))
        return divided

    def wide(self, amount: nw.Expr) -> nw.Expr:
        """The amount as a decimal of 38 digits: Spark's own sum of int64 would stop at 2**63."""
        return amount.cast(_WIDE)

    def collect(self, frame: Frame) -> pa.Table:
        """Run the frame's plan."""
        table: pa.Table = frame.to_native().toArrow()
        return table

    def close(self) -> None:
        """Stop the session, if this engine started it."""
        if self._own:
            self.session.stop()
