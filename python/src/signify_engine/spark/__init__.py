"""Scores attempts again, in bulk on Apache Spark.

    rescore(spark, spark.read.parquet("attempts"), library="practice.sqlite", output="scores")

or `python -m signify_engine.spark --input attempts --library practice.sqlite --output scores`. Every executor needs
this package.
"""

from ._job import INPUT, OUTPUT, rescore, results

__all__ = ["INPUT", "OUTPUT", "rescore", "results"]
