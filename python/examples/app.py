"""A FastAPI backend: `make serve`, or `uvicorn app:create_app --factory` in this folder.

SIGNIFY_DB            a SQLite file or postgresql://...; by default the user's own store
SIGNIFY_JWT_SECRET    the HS256 secret of the learners' tokens; or
SIGNIFY_JWKS_URL      the URL of their public keys; without either, every request is the local learner's
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI

from signify_engine import Store
from signify_engine.fastapi import CurrentUser, bearer_user, local_learner, router


def current_user() -> CurrentUser:
    if url := os.environ.get("SIGNIFY_JWKS_URL"):
        return bearer_user(jwks_url=url)
    if secret := os.environ.get("SIGNIFY_JWT_SECRET"):
        return bearer_user(secret=secret)
    return local_learner


def create_app() -> FastAPI:
    location = os.environ.get("SIGNIFY_DB") or None
    is_file = location is not None and "://" not in location
    store = Store.open(location, create=is_file, fill=is_file)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        store.close()

    app = FastAPI(title="Sign practice", lifespan=lifespan)
    app.include_router(router(store, current_user=current_user()), prefix="/v1")
    return app
