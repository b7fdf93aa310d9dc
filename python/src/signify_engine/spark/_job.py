import os
import subprocess
import sys
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812
from pyspark.sql.types import BinaryType, BooleanType, DoubleType, StringType, StructField, StructType

from .. import signature
from .._library import PASSING_SCORE
from ._scoring import Scoring, Shipment

#: The columns that are read. `id` names an attempt; of `ref` and `feedback` one is enough, and what is missing is null.
INPUT = StructType(
    [
        StructField("id", StringType(), False),
        StructField("user_id", StringType()),
        # word, sentence or freestyle; without it what `ref` says.
        StructField("mode", StringType()),
        # HELLO, or HELLO,HOW,YOU; without it what the old feedback was measured against.
        StructField("ref", StringType()),
        # The recording in any format that the engine reads; without it `raw_metrics`, where that holds frames.
        StructField("landmarks", BinaryType()),
        StructField("raw_metrics", StringType()),
        # The old score and feedback.
        StructField("score", DoubleType()),
        StructField("feedback", StringType()),
    ]
)

#: The columns that are written, a row an attempt.
OUTPUT = StructType(
    [
        StructField("id", StringType(), False),
        StructField("user_id", StringType()),
        StructField("mode", StringType()),
        StructField("ref", StringType()),
        StructField("old_score", DoubleType()),
        StructField("old_signature", StringType()),
        StructField("new_score", DoubleType()),
        StructField("passed", BooleanType()),
        StructField("feedback", StringType()),
        StructField("signature", StringType(), False),
        # Why an attempt has no new score: the kind, and the command's line.
        StructField("error_code", StringType()),
        StructField("error", StringType()),
    ]
)


def rescore(
    spark: SparkSession,
    attempts: DataFrame,
    *,
    output: str,
    library: str | os.PathLike[str] | None = None,
    passing_score: float = PASSING_SCORE,
    partitions: int | None = None,
) -> DataFrame:
    """Scores attempts and appends them to the Parquet files in `output`; gives all of this engine's rows there.

    An attempt whose row is there with the signature of this engine is left out, so that a job that was killed goes on
    where it was: each task's file comes into `output` whole, when the task has ended, or not at all. An attempt that
    cannot be scored gives a row that says why.

    :param attempts: columns as in `INPUT`; what is not there is null.
    :param library: a SQLite store that the driver can read, which is copied as it is now and sent along; a
        `postgresql://` URL that executors can reach; `None` for the signs that come with the engine. Each Python worker
        opens it once.
    :param partitions: tasks, and files; without it as the attempts are partitioned. A killed job loses what its
        running tasks had done.
    """
    current = signature()
    todo = _attempts(attempts)
    if _is_there(spark, output):
        done = spark.read.schema(OUTPUT).parquet(output).where(F.col("signature") == current).select("id")
        todo = todo.join(done, "id", "left_anti")
    if partitions is not None:
        todo = todo.repartition(partitions, "id")
    scoring = Scoring(_sent_along(spark, library), passing_score, current)
    with _small_batches(spark):
        scored = todo.mapInArrow(scoring, OUTPUT)
        # Version 2 moves a task's file into place when the task ends, and not all of them when the job does.
        scored.write.mode("append").option("mapreduce.fileoutputcommitter.algorithm.version", "2").parquet(output)
    return results(spark, output)


def results(spark: SparkSession, output: str) -> DataFrame:
    """The rows of this engine's signature, one an attempt."""
    # A task that died between moving its file and saying so was done twice, with the same result.
    return spark.read.schema(OUTPUT).parquet(output).where(F.col("signature") == signature()).dropDuplicates(["id"])


@contextmanager
def _small_batches(spark: SparkSession) -> Iterator[None]:
    """A recording is a megabyte or so, and Spark would give 10,000 of them to a worker at once."""
    name = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = spark.conf.get(name)
    spark.conf.set(name, "32")
    try:
        yield
    finally:
        spark.conf.set(name, str(before))


def _attempts(attempts: DataFrame) -> DataFrame:
    """The attempts in the columns of `INPUT`."""
    missing = {"id"} - set(attempts.columns)
    if missing or not {"landmarks", "raw_metrics"} & set(attempts.columns):
        raise ValueError(
            "attempts have a column id, and landmarks or raw_metrics; these have " + ", ".join(attempts.columns)
        )
    columns = []
    for field in INPUT:
        if field.name not in attempts.columns:
            columns.append(F.lit(None).cast(field.dataType).alias(field.name))
        elif field.name == "ref" and attempts.schema["ref"].dataType.typeName() == "array":
            columns.append(F.concat_ws(",", "ref").alias("ref"))
        else:
            columns.append(F.col(field.name).cast(field.dataType).alias(field.name))
    return attempts.select(columns)


def _is_there(spark: SparkSession, output: str) -> bool:
    """Whether a job has ever written there."""
    java = spark._jvm
    context = spark.sparkContext._jsc
    assert java is not None
    assert context is not None
    folder = java.org.apache.hadoop.fs.Path(output)
    files = folder.getFileSystem(context.hadoopConfiguration())
    return bool(files.exists(folder)) and any(
        status.getPath().getName().endswith(".parquet") for status in files.listStatus(folder)
    )


def _sent_along(spark: SparkSession, library: str | os.PathLike[str] | None) -> Shipment:
    """What the workers open their library from."""
    location = None if library is None else os.fspath(library)
    if location is None or location.startswith(("postgresql://", "postgres://")):
        return Shipment(location)
    source = Path(location.removeprefix("sqlite:"))
    if not source.is_file():
        raise FileNotFoundError(f"{source}: no store is there; name a SQLite store or a postgresql:// URL")
    return Shipment(str(uuid.uuid4()), spark.sparkContext.broadcast(_snapshot(source)))


# A store that is in use has pages in its log, which a copy of the file would not have.
_SNAPSHOT = """
import sqlite3, sys
from contextlib import closing
from pathlib import Path
with closing(sqlite3.connect(Path(sys.argv[1]).absolute().as_uri() + "?mode=ro", uri=True)) as store:
    with closing(sqlite3.connect(":memory:")) as copy:
        store.backup(copy)
        sys.stdout.buffer.write(copy.serialize())
"""


def _snapshot(store: Path) -> bytes:
    """A store's bytes as they are now. From another process: the engine has a SQLite of its own, and two of them on one
    file in one process would drop each other's locks.
    """
    run = subprocess.run([sys.executable, "-I", "-c", _SNAPSHOT, str(store)], capture_output=True, check=False)
    if run.returncode != 0:
        reason = run.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise OSError(f"{store}: the store cannot be copied: {reason}")
    return run.stdout
