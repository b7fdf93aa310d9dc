"""A FastAPI router over the engine: upload, result, history, progress and live.

    store = Store.open("practice.sqlite", create=True, fill=True)
    app = FastAPI()
    app.include_router(router(store, current_user=bearer_user(secret=...)), prefix="/v1")

`current_user` identifies the learner, who reads only their own attempts; only the engine writes scores. A refusal is a
problem document (RFC 9457), whose `detail` is the line that `signify-score` prints.
"""

from ..video import FilmLimits
from ._films import Films
from ._limits import Limits
from ._problems import Problem
from ._results import Alive, AttemptResult, Health
from ._router import router
from ._users import SUBPROTOCOL, CurrentUser, bearer_user, local_learner

__all__ = [
    "SUBPROTOCOL",
    "Alive",
    "AttemptResult",
    "CurrentUser",
    "FilmLimits",
    "Films",
    "Health",
    "Limits",
    "Problem",
    "bearer_user",
    "local_learner",
    "router",
]
