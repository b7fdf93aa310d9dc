import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark.core.broadcast import Broadcast

from .._attempt import Attempt
from .._library import Library
from ..errors import BadInput, SignifyError

_COLUMNS = (
    ("id", pa.string()),
    ("user_id", pa.string()),
    ("mode", pa.string()),
    ("ref", pa.string()),
    ("old_score", pa.float64()),
    ("old_signature", pa.string()),
    ("new_score", pa.float64()),
    ("passed", pa.bool_()),
    ("feedback", pa.string()),
    ("signature", pa.string()),
    ("error_code", pa.string()),
    ("error", pa.string()),
)
_SCHEMA = pa.schema(_COLUMNS)


@dataclass(frozen=True, slots=True)
class Shipment:
    """The workers' library: a named store's bytes, a URL, or `None` for the embedded signs."""

    name: str | None
    store: Broadcast[bytes] | None = None

    def library(self) -> Library:
        """This Python worker's library, kept for its executor's next tasks."""
        if self.name not in _libraries:
            _libraries.clear()
            _libraries[self.name] = self._open()
        return _libraries[self.name]

    def _open(self) -> Library:
        if self.name is None:
            return Library.open()
        if self.store is None:
            return Library.open(self.name)
        with tempfile.TemporaryDirectory(prefix="signify-spark-") as folder:
            file = Path(folder) / "library.sqlite"
            file.write_bytes(self.store.value)
            return Library.open(file)


_libraries: dict[str | None, Library] = {}


@dataclass(frozen=True, slots=True)
class Scoring:
    """Scores a partition's attempts, called by `mapInArrow`."""

    shipment: Shipment
    passing_score: float
    signature: str

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        library = self.shipment.library()
        for batch in batches:
            # Row by row: `to_pylist` would copy all recordings of the batch.
            rows = [self._scored(library, batch, row) for row in range(batch.num_rows)]
            yield pa.RecordBatch.from_pylist(rows, _SCHEMA)

    def _scored(self, library: Library, batch: pa.RecordBatch, row: int) -> dict[str, Any]:
        def cell(name: str) -> Any:
            return batch.column(name)[row]

        old = _document(cell("feedback").as_py())
        result = {
            "id": cell("id").as_py(),
            "user_id": cell("user_id").as_py(),
            "mode": cell("mode").as_py() or old.get("mode"),
            "ref": cell("ref").as_py() or _ref(old),
            "old_score": cell("score").as_py(),
            "old_signature": old.get("signature"),
            "signature": self.signature,
        }
        try:
            if result["mode"] in ("word", "sentence") and result["ref"] is None:
                raise BadInput("the attempt names no sign; give the column ref, or the old feedback")
            attempt = Attempt.from_bytes(_recording(cell("landmarks"), cell("raw_metrics")), name=result["id"])
            # In freestyle, `ref` names the signs to search for.
            score = library.freestyle if result["mode"] == "freestyle" else library.score
            feedback = score(attempt, result["ref"], passing_score=self.passing_score)
        except SignifyError as error:
            return result | {"error_code": error.code, "error": error.line}
        return result | {
            "mode": feedback.mode,
            "new_score": feedback.score,
            "passed": feedback.passed,
            "feedback": feedback.model_dump_json(),
        }


def _document(text: str | None) -> dict[str, Any]:
    """The old feedback; empty if absent or unreadable."""
    try:
        document = json.loads(text or "{}")
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _ref(feedback: dict[str, Any]) -> str | None:
    """The reference of old feedback; `None` for freestyle, which searched for all signs."""
    reference = feedback.get("reference")
    if not isinstance(reference, dict) or feedback.get("mode") == "freestyle":
        return None
    signs = reference.get("signs")
    return ",".join(signs) if isinstance(signs, list) else reference.get("sign")


def _recording(landmarks: Any, raw_metrics: Any) -> bytes | memoryview:
    if landmarks.is_valid:
        return memoryview(landmarks.as_buffer())
    if raw_metrics.is_valid:
        return bytes(raw_metrics.as_py(), "utf-8")
    raise BadInput("the attempt has no recording; give the column landmarks, or raw_metrics with frames")
