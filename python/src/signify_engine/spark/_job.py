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

#: Input columns. A missing column is null; required are `id`, and one of `landmarks` and `raw_metrics`.
INPUT = StructType(
    [
        StructField("id", StringType(), False),
        StructField("user_id", StringType()),
        # word, sentence or freestyle; if null, from the old feedback, else from `ref`.
        StructField("mode", StringType()),
        # HELLO, or HELLO,HOW,YOU; if null, from the old feedback.
        StructField("ref", StringType()),
        # The recording in any format; if null, `raw_metrics` must hold frames.
        StructField("landmarks", BinaryType()),
        StructField("raw_metrics", StringType()),
        # The old score and feedback.
        StructField("score", DoubleType()),
        StructField("feedback", StringType()),
    ]
)

#: Output columns, one row per attempt.
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
        # The error of an attempt without a new score: its kind and its line.
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
    """Scores attempts, appends the rows to the Parquet files in `output` and returns :func:`results`.

    Attempts with a row of this engine's signature are skipped, so a killed job resumes: each task moves its file into
    `output` when it ends. An attempt that cannot be scored has a row with its error.

    :param attempts: the columns of `INPUT`; missing ones are null.
    :param library: a SQLite store, of which the driver broadcasts a snapshot; a `postgresql://` URL that the executors
        reach; `None` for the 20 embedded signs. Each Python worker opens it once.
    :param partitions: the number of tasks and of files; by default the partitions of `attempts`. A killed job loses the
        work of its running tasks.
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
        # Version 2 moves each file into place when its task ends, version 1 all files when the job ends.
        scored.write.mode("append").option("mapreduce.fileoutputcommitter.algorithm.version", "2").parquet(output)
    return results(spark, output)


def results(spark: SparkSession, output: str) -> DataFrame:
    """The rows of this engine's signature, one per attempt."""
    # A task killed between moving its file and reporting it runs twice, with equal results.
    return spark.read.schema(OUTPUT).parquet(output).where(F.col("signature") == signature()).dropDuplicates(["id"])


@contextmanager
def _small_batches(spark: SparkSession) -> Iterator[None]:
    """Arrow batches of 32 recordings, about 1 MB each; Spark's default is 10,000."""
    name = "spark.sql.execution.arrow.maxRecordsPerBatch"
    before = spark.conf.get(name)
    spark.conf.set(name, "32")
    try:
        yield
    finally:
        spark.conf.set(name, str(before))


def _attempts(attempts: DataFrame) -> DataFrame:
    """Selects and casts the columns of `INPUT`."""
    missing = {"id"} - set(attempts.columns)
    if missing or not {"landmarks", "raw_metrics"} & set(attempts.columns):
        raise ValueError(
            "attempts need the columns id, and landmarks or raw_metrics; these have " + ", ".join(attempts.columns)
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
    """Whether the folder has Parquet files."""
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
    """The location or the broadcast snapshot of the library."""
    location = None if library is None else os.fspath(library)
    if location is None or location.startswith(("postgresql://", "postgres://")):
        return Shipment(location)
    source = Path(location.removeprefix("sqlite:"))
    if not source.is_file():
        raise FileNotFoundError(f"{source}: no such store; name a SQLite store or a postgresql:// URL")
    return Shipment(str(uuid.uuid4()), spark.sparkContext.broadcast(_snapshot(source)))


# A copy of the file would lack the pages in the store's write-ahead log.
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
    """A snapshot of a store's bytes, read by another process: the engine has its own SQLite, and two SQLites in one
    process drop each other's locks on a file.
    """
    run = subprocess.run([sys.executable, "-I", "-c", _SNAPSHOT, str(store)], capture_output=True, check=False)
    if run.returncode != 0:
        reason = run.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        raise OSError(f"{store}: the store cannot be copied: {reason}")
    return run.stdout
