import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

import jwt
from fastapi import Depends, WebSocketException
from fastapi.requests import HTTPConnection

from .._store import LOCAL_LEARNER
from ._problems import Refusal

#: Says whose request it is: the learner's UUID. Nobody, `None`, is refused by the router.
CurrentUser = Callable[..., UUID | Awaitable[UUID]]

#: A browser cannot give a WebSocket a header, but a subprotocol: `new WebSocket(url, ["signify", "bearer." + token])`.
SUBPROTOCOL = "signify"
_BEARER = "bearer."


async def local_learner() -> UUID:
    """Whoever asks is the one local learner of a SQLite store. For a machine of one's own."""
    return LOCAL_LEARNER


def required(current_user: CurrentUser) -> Callable[..., UUID]:
    """The dependency, held to its word: to the store, no learner in particular is any learner."""

    def user(found: Annotated[Any, Depends(current_user)]) -> UUID:
        if not isinstance(found, UUID):
            raise TypeError(f"current_user gave {type(found).__name__}; it gives a UUID or raises")
        return found

    return user


def bearer_user(
    *,
    secret: str | None = None,
    jwks_url: str | None = None,
    audience: str = "authenticated",
    issuer: str | None = None,
    leeway: float = 10,
) -> CurrentUser:
    """A dependency that takes the learner from a signed bearer token, as Supabase gives them out.

    :param secret: the project's HS256 secret; or
    :param jwks_url: where its public keys are (ES256 or RS256), which are fetched once and when a new one appears.
    :param audience: what `aud` has to be.
    :param issuer: what `iss` has to be, where it is given.
    :param leeway: seconds by which clocks may differ.
    """
    if (secret is None) == (jwks_url is None):
        raise ValueError("give bearer_user a secret or a jwks_url, and not both")
    if secret is not None and len(secret.encode()) < 32:
        raise ValueError("an HS256 secret has 32 bytes or more")
    keys = None if jwks_url is None else jwt.PyJWKClient(jwks_url, timeout=10)
    # Which algorithms are good is never the token's to say: a public key must not be taken for a secret.
    algorithms = ["HS256"] if keys is None else ["ES256", "RS256"]

    def claims(token: str) -> dict[str, Any]:
        key = secret if keys is None else keys.get_signing_key_from_jwt(token)
        return jwt.decode(
            token,
            key or "",
            algorithms=algorithms,
            audience=audience,
            issuer=issuer,
            leeway=leeway,
            options={"require": ["exp", "sub", "aud", *([] if issuer is None else ["iss"])]},
        )

    async def current_user(connection: HTTPConnection) -> UUID:
        try:
            return await user_of(_token(connection))
        except Refusal as error:
            if connection.scope["type"] == "websocket":
                # The handshake is refused, with 403: there is no other answer to one.
                raise WebSocketException(1008, str(error)[:120]) from None
            raise

    async def user_of(token: str | None) -> UUID:
        if token is None:
            raise _unauthorized("send a bearer token in Authorization", "")
        try:
            # Keys may have to be fetched, which waits for the network.
            found = claims(token) if keys is None else await asyncio.to_thread(claims, token)
            return UUID(found["sub"])
        except jwt.PyJWKClientConnectionError:
            raise Refusal(503, "unavailable", "the keys of tokens cannot be fetched; try again") from None
        except (jwt.PyJWTError, ValueError, AttributeError) as error:
            reason = str(error) if isinstance(error, jwt.PyJWTError) else "sub is not a UUID"
            raise _unauthorized(f"the token is not good: {reason}; sign in again", ' error="invalid_token"') from None

    return current_user


def _token(connection: HTTPConnection) -> str | None:
    scheme, _, token = connection.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer" and token.strip():
        return token.strip()
    for protocol in connection.headers.get("sec-websocket-protocol", "").split(","):
        if protocol.strip().startswith(_BEARER):
            return protocol.strip().removeprefix(_BEARER)
    return None


def _unauthorized(line: str, error: str) -> Refusal:
    return Refusal(401, "not_signed_in", line, {"WWW-Authenticate": f'Bearer realm="signify"{error}'})
