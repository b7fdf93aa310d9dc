"""The router's OpenAPI document, with every path open."""

import tempfile
from pathlib import Path
from typing import Any

from fastapi import FastAPI

from .._store import Store
from ._films import Films
from ._router import router
from ._users import local_learner

PREFIX = "/v1"

# Schemas that stand in the document again and again, and once in its components.
_REPEATED = ("Problem", "AttemptProblem")


def document() -> dict[str, Any]:
    """The document that an app serves at `/openapi.json`, but that each problem refers to one schema."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "practice.sqlite", create=True, fill=True) as store,
    ):
        paths = router(store, current_user=local_learner, current_editor=local_learner, films=Films())
        app = FastAPI(title="Sign practice", version="1")
        app.include_router(paths, prefix=PREFIX)
        found = app.openapi()
    schemas: dict[str, Any] = {}
    found["paths"] = _referring(found["paths"], schemas)
    found["components"]["schemas"] = dict(sorted({**found["components"]["schemas"], **schemas}.items()))
    return found


def _referring(part: Any, schemas: dict[str, Any]) -> Any:
    """The part with references in place of repeated schemas, which are added to the others."""
    if isinstance(part, list):
        return [_referring(one, schemas) for one in part]
    if not isinstance(part, dict):
        return part
    whole = {name: _referring(one, schemas) for name, one in part.items()}
    title = part.get("title")
    if title not in _REPEATED or "properties" not in part:
        return whole
    schemas[title] = whole
    return {"$ref": f"#/components/schemas/{title}"}
