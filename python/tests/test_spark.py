"""The Spark job: two executors, a killed run, a database."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyspark.sql import SparkSession
from service import postgresql

import signify_engine
from signify_engine.spark import INPUT, OUTPUT, rescore, results

from recordings import ATTEMPTS, ROOT

# Spark and py4j leave resources open at exit.
pytestmark = [
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]


MODULE = [sys.executable, "-m", "signify_engine.spark"]
ENVIRONMENT = {
    **os.environ,
    "SPARK_LOCAL_IP": "127.0.0.1",
    "PYSPARK_PYTHON": sys.executable,
    # A job of seconds ends before the optimizing compiler pays off.
    "JDK_JAVA_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
}


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    # Two executor processes, as in a cluster, on loopback.
    os.environ.update(ENVIRONMENT)
    session = (
        SparkSession.builder.master("local-cluster[2,1,1024]")
        .config("spark.ui.enabled", "false")
        .config("spark.executorEnv.SIGNIFY_LIBRARY", os.environ.get("SIGNIFY_LIBRARY", ""))
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.driver.host", "127.0.0.1")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    yield session
    session.stop()


def attempts(count: int) -> list[dict[str, Any]]:
    """Attempts, of which some have old feedback and three in ten cannot be scored."""
    names = ["hello.json", "hello-too-low.json", "hello-curled-finger.pose", "hello-dim-room.json"]
    rows: list[dict[str, Any]] = []
    for number in range(count):
        row: dict[str, Any] = {
            "id": f"attempt-{number:03}",
            "user_id": f"learner-{number % 3}",
            "mode": "word",
            "ref": "HELLO",
            "landmarks": (ATTEMPTS / names[number % 4]).read_bytes(),
            "score": float(number),
        }
        match number % 10:
            case 5:
                old = {
                    "version": 1,
                    "mode": "sentence",
                    "reference": {"sign": "HELLO NAME", "signs": ["HELLO", "NAME"]},
                }
                row |= {"mode": None, "ref": None, "feedback": json.dumps(old | {"signature": "signify 0.0.9"})}
            case 6:
                row |= {"mode": "freestyle", "ref": None}
            case 7:
                row |= {"landmarks": b"{oops"}
            case 8:
                row |= {"ref": "NOSUCH"}
            case 9:
                row |= {"landmarks": None, "raw_metrics": None if number % 20 == 9 else json.dumps({"frames_total": 5})}
            case 4:
                row |= {"landmarks": None, "raw_metrics": (ATTEMPTS / "hello.json").read_text()}
        rows.append(row)
    return rows


def written(folder: Path, rows: list[dict[str, Any]], files: int) -> str:
    """Writes the attempts to Parquet files; returns the folder."""
    schema = pa.schema(
        [
            (name, {"landmarks": pa.binary(), "score": pa.float64()}.get(name, pa.string()))
            for name in INPUT.fieldNames()
        ]
    )
    folder.mkdir()
    for number in range(files):
        pq.write_table(pa.Table.from_pylist(rows[number::files], schema), folder / f"{number}.parquet")
    return str(folder)


def check(row: Any, attempt: dict[str, Any], library: signify_engine.Library) -> None:
    """Compares a row with the engine's own result."""
    assert (row.id, row.user_id, row.old_score) == (attempt["id"], attempt["user_id"], attempt["score"])
    assert row.signature == signify_engine.signature()
    number = int(attempt["id"][-3:])
    if number % 10 in (7, 8, 9):
        assert row.new_score is None
        assert row.passed is None
        code, part = {7: ("bad_input", "byte"), 8: ("not_found", "NOSUCH"), 9: ("bad_input", "")}[number % 10]
        assert row.error_code == code
        assert part in row.error
        assert "\n" not in row.error
        return
    assert row.error is None
    data = attempt["landmarks"] or attempt["raw_metrics"].encode()
    ref = {5: "HELLO,NAME", 6: None}.get(number % 10, "HELLO")
    expected = library.score(data, ref)
    assert (row.mode, row.ref, row.new_score, row.passed) == (expected.mode, ref, expected.score, expected.passed)
    assert json.loads(row.feedback) == expected.model_dump()
    assert row.old_signature == ("signify 0.0.9" if number % 10 == 5 else None)


@pytest.mark.slow
def test_two_executors_score_every_attempt(
    spark: SparkSession, tmp_path: Path, library: signify_engine.Library
) -> None:
    rows = attempts(40)
    source = spark.read.parquet(written(tmp_path / "attempts", rows, 4))
    output = str(tmp_path / "scores")
    scored = rescore(spark, source, output=output, partitions=4)
    found = {row.id: row for row in scored.collect()}
    assert len(found) == 40
    assert scored.count() == 40
    for attempt in rows:
        check(found[attempt["id"]], attempt, library)
    assert spark.read.parquet(output).schema.fieldNames() == OUTPUT.fieldNames()
    executors = spark.sparkContext._jsc.sc().getExecutorMemoryStatus().size() - 1  # type: ignore[union-attr]
    assert executors == 2
    # A second run scores nothing.
    before = sorted(Path(output).glob("*.parquet"))
    assert rescore(spark, source, output=output).count() == 40
    assert [file for file in sorted(Path(output).glob("*.parquet")) if pq.read_metadata(file).num_rows] == [
        file for file in before if pq.read_metadata(file).num_rows
    ]


def test_only_what_is_missing_is_scored(spark: SparkSession, tmp_path: Path) -> None:
    """Rows of this signature stay; attempts with rows of another are scored again."""
    rows = attempts(4)
    source = spark.read.parquet(written(tmp_path / "attempts", rows, 2))
    output = tmp_path / "scores"
    output.mkdir()
    schema = pa.schema([("id", pa.string()), ("new_score", pa.float64()), ("signature", pa.string())])
    there = [
        {"id": "attempt-000", "new_score": 12.5, "signature": signify_engine.signature()},
        {"id": "attempt-001", "new_score": 12.5, "signature": "signify 0.0.9"},
    ]
    pq.write_table(pa.Table.from_pylist(there, schema), output / "before.parquet")
    found = {row.id: row.new_score for row in rescore(spark, source, output=str(output)).collect()}
    assert len(found) == 4
    assert found["attempt-000"] == 12.5
    assert found["attempt-001"] == signify_engine.score(rows[1]["landmarks"], "HELLO").score
    assert spark.read.parquet(str(output)).count() == 5


def test_a_stores_signs(spark: SparkSession, tmp_path: Path, store: signify_engine.Store, hello: bytes) -> None:
    """The snapshot includes the store's write-ahead log."""
    store.add_takes("GREETING", [ATTEMPTS / "hello.json", ATTEMPTS / "hello-dim-room.json"])
    rows = [{**attempt, "ref": "GREETING"} for attempt in attempts(2)]
    source = spark.read.parquet(written(tmp_path / "attempts", rows, 1))
    place = tmp_path / "practice.sqlite"
    found = rescore(spark, source, output=str(tmp_path / "scores"), library=place).orderBy("id").collect()
    with store.library() as library:
        assert found[0].new_score == library.score(hello, "GREETING").score
    with pytest.raises(FileNotFoundError, match=r"none\.sqlite"):
        rescore(spark, source, output=str(tmp_path / "other"), library=tmp_path / "none.sqlite")
    assert not (tmp_path / "other").exists()


def test_columns_that_are_not_there(spark: SparkSession, tmp_path: Path) -> None:
    other = spark.createDataFrame([("a", "b")], "id string, other string")
    with pytest.raises(ValueError, match="landmarks or raw_metrics"):
        rescore(spark, other, output=str(tmp_path / "scores"))
    hello = (ATTEMPTS / "hello.json").read_bytes()
    few = spark.createDataFrame([("a", ["HELLO", "NAME"], hello)], "id string, ref array<string>, landmarks binary")
    row = rescore(spark, few, output=str(tmp_path / "scores")).collect()[0]
    assert (row.ref, row.mode) == ("HELLO,NAME", "sentence")


def command(source: str, output: Path, *words: str) -> list[str]:
    return [*MODULE, "--input", source, "--output", str(output), "--master", "local[2]", *words]


def whole_rows(output: Path) -> int:
    """The rows of all files in place; a partial file cannot be read."""
    return sum(pq.read_table(file).num_rows for file in output.glob("*.parquet"))


@pytest.mark.slow
def test_a_job_that_was_killed_goes_on(tmp_path: Path, library: signify_engine.Library) -> None:
    rows = attempts(200)
    source = written(tmp_path / "attempts", rows, 20)
    output = tmp_path / "scores"
    words = command(source, output, "--partitions", "20")
    with subprocess.Popen(words, env=ENVIRONMENT, start_new_session=True, stderr=subprocess.DEVNULL) as job:
        deadline = time.monotonic() + 120
        while whole_rows(output) == 0:
            assert job.poll() is None, "the job ended before it could be killed"
            assert time.monotonic() < deadline, "the job writes nothing"
            time.sleep(0.01)
        os.killpg(job.pid, signal.SIGKILL)
    done = whole_rows(output)
    assert 0 < done < 200
    kept = {file: file.read_bytes() for file in output.glob("*.parquet")}
    again = subprocess.run(command(source, output), env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert again.returncode == 0, again.stderr
    assert again.stdout.strip() == f"200 attempts: 140 scored, 60 not; in {output}"
    # Finished files are unchanged.
    assert all(file.read_bytes() == data for file, data in kept.items())
    assert whole_rows(output) == 200
    table = pq.read_table(output).to_pylist()
    assert sorted(row["id"] for row in table) == [row["id"] for row in rows]
    first = next(row for row in table if row["id"] == "attempt-000")
    assert first["new_score"] == library.score(ATTEMPTS / "hello.json", "HELLO").score


JAR = Path("/usr/share/java/postgresql.jar")


@pytest.mark.skipif(not JAR.exists(), reason="no JDBC driver for PostgreSQL")
def test_a_database_is_read(tmp_path: Path, hello: bytes) -> None:
    """By the query of the README, with the signs of the same database."""
    location = postgresql()
    with signify_engine.Store.open(location, fill=True) as store:
        signs = store.library()
        ada = store.add_learner("Ada")
        kept = [store.practice(hello, ref, library=signs, user=ada)[0] for ref in ("HELLO", "HELLO,NAME")]
    (query,) = re.findall(r'--query "(.*?)"', (ROOT / "python" / "README.md").read_text(), flags=re.DOTALL)
    url = urlsplit(location)
    jdbc = f"jdbc:postgresql://{url.hostname}:{url.port}{url.path}"
    words = ["--jar", str(JAR), "--jdbc", jdbc, "--user", str(url.username)]
    words += ["--query", f"{query} and user_id = '{ada}'", "--library", location, "--output", str(tmp_path / "scores")]
    environment = {**ENVIRONMENT, "SIGNIFY_JDBC_PASSWORD": unquote(url.password or "")}
    run = subprocess.run(
        [*MODULE, "--master", "local[2]", *words], env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    found = {row["id"]: row for row in pq.read_table(tmp_path / "scores").to_pylist()}
    assert set(found) == {str(one) for one in kept}
    for row in found.values():
        assert row["error"] is None
        assert row["new_score"] == row["old_score"]
        assert row["old_signature"] == signify_engine.signature()
        assert row["user_id"] == str(ada)
    assert {row["ref"] for row in found.values()} == {"HELLO", "HELLO,NAME"}


@pytest.mark.parametrize(
    ("words", "status", "line"),
    [
        (["--input", "a", "--output", "b", "--jdbc", "c"], 2, "not allowed with"),
        (["--output", "b", "--jdbc", "c"], 2, "--query"),
        (
            ["--input", "/nonexistent/a", "--output", "b", "--master", "local[1]"],
            65,
            "signify_engine.spark: [PATH_NOT_FOUND]",
        ),
    ],
)
def test_the_commands_wrong_use(words: list[str], status: int, line: str) -> None:
    run = subprocess.run([*MODULE, *words], env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert run.returncode == status
    assert line in run.stderr


def test_results_are_one_an_attempt(spark: SparkSession, tmp_path: Path) -> None:
    """A task killed after moving its file runs twice."""
    schema = pa.schema([("id", pa.string()), ("new_score", pa.float64()), ("signature", pa.string())])
    row = {"id": "a", "new_score": 12.5, "signature": signify_engine.signature()}
    for name in ("one", "two"):
        pq.write_table(pa.Table.from_pylist([row], schema), tmp_path / f"{name}.parquet")
    assert results(spark, str(tmp_path)).count() == 1
