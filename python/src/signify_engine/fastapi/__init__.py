"""A FastAPI router over the engine: upload, result, history, progress and live.

    store = Store.open("practice.sqlite", create=True, fill=True)
    app = FastAPI()
    app.include_router(router(store, current_user=bearer_user(secret=...)), prefix="/v1")

Whoever asks is whom `current_user` says; a learner sees their own attempts and nobody else's, and scores come from the
engine alone. What is refused is refused by a problem document (RFC 9457) whose `detail` is the line that the command
`signify-score` prints.
"""

from ._problems import Problem
from ._results import AttemptResult, Health
from ._router import router
from ._users import SUBPROTOCOL, CurrentUser, bearer_user, local_learner

__all__ = [
    "SUBPROTOCOL",
    "AttemptResult",
    "CurrentUser",
    "Health",
    "Problem",
    "bearer_user",
    "local_learner",
    "router",
]
