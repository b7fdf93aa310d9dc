import asyncio
from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from uuid import UUID

import jwt
from fastapi import Depends, WebSocketException
from fastapi.requests import HTTPConnection

from .._store import LOCAL_LEARNER
from ._problems import Refusal

#: Returns the learner's UUID; the router refuses `None`.
CurrentUser = Callable[..., UUID | Awaitable[UUID]]

#: Browsers set no headers on WebSockets, only subprotocols: `new WebSocket(url, ["signify", "bearer." + token])`.
SUBPROTOCOL = "signify"
_BEARER = "bearer."


async def local_learner() -> UUID:
    """Every request is the local learner's of a SQLite store; for a server on one's own machine."""
    return LOCAL_LEARNER


def required(current_user: CurrentUser) -> Callable[..., UUID]:
    """The dependency with its result checked: the store takes `None` for any learner."""

    def user(found: Annotated[Any, Depends(current_user)]) -> UUID:
        if not isinstance(found, UUID):
            raise TypeError(f"current_user returned {type(found).__name__}; return a UUID or raise")
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
    """A dependency that reads the learner from a signed bearer token, such as Supabase's.

    :param secret: the project's HS256 secret; or
    :param jwks_url: the URL of its public keys (ES256 or RS256), fetched once and again for an unknown key.
    :param audience: the required `aud`.
    :param issuer: the required `iss`, if any.
    :param leeway: tolerated clock difference in seconds.
    """
    if (secret is None) == (jwks_url is None):
        raise ValueError("give bearer_user a secret or a jwks_url, and not both")
    if secret is not None and len(secret.encode()) < 32:
        raise ValueError("an HS256 secret has 32 bytes or more")
    keys = None if jwks_url is None else jwt.PyJWKClient(jwks_url, timeout=10)
    # The token must not choose the algorithm: a public key would pass as an HS256 secret.
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
                # A handshake can only be refused with 403.
                raise WebSocketException(1008, str(error)[:120]) from None
            raise

    async def user_of(token: str | None) -> UUID:
        if token is None:
            raise _unauthorized("send a bearer token in Authorization", "")
        try:
            # Fetching keys blocks on the network.
            found = claims(token) if keys is None else await asyncio.to_thread(claims, token)
            return UUID(found["sub"])
        except jwt.PyJWKClientConnectionError:
            raise Refusal(503, "unavailable", "the token keys cannot be fetched; try again") from None
        except (jwt.PyJWTError, ValueError, AttributeError) as error:
            reason = str(error) if isinstance(error, jwt.PyJWTError) else "sub is not a UUID"
            raise _unauthorized(f"the token is invalid: {reason}; sign in again", ' error="invalid_token"') from None

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
