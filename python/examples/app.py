"""A FastAPI backend: `make serve`, or `uvicorn app:create_app --factory` in this folder.

SIGNIFY_DB            a SQLite file or postgresql://...; by default the user's own store
SIGNIFY_JWT_SECRET    the HS256 secret of the learners' tokens; or
SIGNIFY_JWKS_URL      the URL of their public keys; without either, every request is the local learner's
"""

import importlib.util
import logging
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from signify_engine import Denied, SignifyError, Store
from signify_engine.fastapi import CurrentUser, Films, bearer_user, local_learner, router
from signify_engine.web import pages


def user(role: str | None = None) -> CurrentUser:
    """Who a request is of; with a role only those who have it. On one's own machine, everybody is oneself."""
    if url := os.environ.get("SIGNIFY_JWKS_URL"):
        return bearer_user(jwks_url=url, role=role)
    if secret := os.environ.get("SIGNIFY_JWT_SECRET"):
        return bearer_user(secret=secret, role=role)
    return local_learner


def open_store() -> Store:
    """The store, filled with the engine's signs where it has none."""
    location = os.environ.get("SIGNIFY_DB") or None
    is_file = location is not None and "://" not in location
    try:
        return Store.open(location, create=is_file, fill=location is not None)
    except Denied:
        # The role may not add signs, and need not where there are some.
        store = Store.open(location)
        if not store.signs():
            raise SystemExit(
                "signify: the store has no signs and this role may not add them; "
                "run signify-score refs ship --db URL as one that may"
            ) from None
        return store


def films() -> Films | None:
    """Films are taken where the extra video is installed."""
    is_installed = importlib.util.find_spec("av") and importlib.util.find_spec("mediapipe")
    return Films() if is_installed else None


def create_app() -> FastAPI:
    # The router logs each refusal with its request's ID: those of clients as INFO, the server's as ERROR.
    logging.basicConfig(level=logging.INFO, format="%(levelname)s: %(name)s: %(message)s")
    try:
        store = open_store()
        paths = router(store, current_user=user(), current_editor=user("content_editor"), films=films())
    except SignifyError as error:
        raise SystemExit(f"signify: {error.line}") from None

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(title="Sign practice", lifespan=lifespan)
    app.include_router(paths, prefix="/v1")
    # After every other path: the pages to practise and to teach on answer at all that is left.
    app.mount("/", pages(api="/v1"))
    return app
