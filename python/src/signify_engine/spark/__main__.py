"""The command `python -m signify_engine.spark`; see its --help."""

import argparse
import os
import sys

from pyspark.errors import PySparkException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F  # noqa: N812

from ..errors import SignifyError
from ._job import rescore


def arguments(words: list[str] | None = None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m signify_engine.spark",
        description="Scores attempts again and writes old and new scores as Parquet. A rerun skips finished attempts.",
    )
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--input", metavar="PATH", help="Parquet files with the columns id, ref, landmarks, score, ...")
    source.add_argument("--jdbc", metavar="URL", help="a database, as jdbc:postgresql://host/db; needs a --jar")
    parser.add_argument("--query", help="an SQL query with the same columns")
    parser.add_argument("--user", help="the database user, whose password is SIGNIFY_JDBC_PASSWORD")
    parser.add_argument("--jar", help="a JDBC driver")
    parser.add_argument("--output", metavar="PATH", required=True, help="the folder of the scores")
    parser.add_argument("--library", metavar="STORE", help="a store of signs; by default the 20 embedded signs")
    parser.add_argument("--passing-score", type=float, default=70.0, help="0 to 100; by default 70")
    parser.add_argument("--partitions", type=int, help="the number of tasks and of output files")
    parser.add_argument("--master", help="such as local[2]; by default from Spark's configuration")
    chosen = parser.parse_args(words)
    if (chosen.jdbc is None) != (chosen.query is None):
        parser.error("--jdbc and --query go together")
    return chosen


def attempts(spark: SparkSession, chosen: argparse.Namespace) -> DataFrame:
    if chosen.input is not None:
        return spark.read.parquet(chosen.input)
    reader = spark.read.format("jdbc").option("url", chosen.jdbc).option("query", chosen.query)
    # A recording is about 1 MB, and PostgreSQL's driver would fetch the whole table.
    reader = reader.option("fetchsize", 64)
    if chosen.jdbc.startswith("jdbc:postgresql:"):
        # Java's DriverManager does not find a driver that Spark loads from --jar.
        reader = reader.option("driver", "org.postgresql.Driver")
    if chosen.user is not None:
        reader = reader.option("user", chosen.user)
    if password := os.environ.get("SIGNIFY_JDBC_PASSWORD"):
        reader = reader.option("password", password)
    return reader.load()


def main(words: list[str] | None = None) -> int:
    chosen = arguments(words)
    builder = SparkSession.builder.appName("signify-rescore")
    if chosen.master is not None:
        builder = builder.master(chosen.master)
    if chosen.jar is not None:
        builder = builder.config("spark.jars", chosen.jar)
    spark = builder.getOrCreate()
    try:
        scored = rescore(
            spark,
            attempts(spark, chosen),
            output=chosen.output,
            library=chosen.library,
            passing_score=chosen.passing_score,
            partitions=chosen.partitions,
        )
        row = scored.agg(F.count("id"), F.count("new_score"), F.count("error")).collect()[0]
        print(f"{row[0]} attempts: {row[1]} scored, {row[2]} not; in {chosen.output}")
    except (SignifyError, PySparkException, OSError, ValueError) as error:
        print(f"signify_engine.spark: {str(error).partition(chr(10))[0]}", file=sys.stderr)
        return getattr(error, "status", 65)
    finally:
        spark.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
