"""Pages to practise and to teach on, beside the router.

    app.include_router(router(store, current_user=...), prefix="/v1")
    app.mount("/", pages(api="/v1"))

`/` chooses a sign, records an attempt and replays it; `/teach` enrols takes. They are plain modules without a build
step. A strict Content-Security-Policy lets them load from their own origin only. All that they know comes from the
router, which decides what a learner or a teacher may do. A page for signed-in learners is opened with `#token=...`, a
bearer token that it keeps for its tab.
"""

from ._pages import pages

__all__ = ["pages"]
