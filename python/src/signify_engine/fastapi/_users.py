import ipaddress
import re
from collections.abc import Awaitable, Callable
from typing import Annotated, Any
from urllib.parse import urlsplit
from uuid import UUID

import jwt
from fastapi import Depends
from fastapi.requests import HTTPConnection

from .._store import LOCAL_LEARNER
from ._keys import KeySet, KeysUnavailable
from ._problems import Refusal, remember_learner, turned_away
from ._quotas import Policy, Quotas

#: Returns the learner's UUID; the router refuses `None`.
CurrentUser = Callable[..., UUID | Awaitable[UUID]]

#: Browsers set no headers on WebSockets, only subprotocols: `new WebSocket(url, ["signify", "bearer." + token])`.
SUBPROTOCOL = "signify"
_BEARER = "bearer."

_TOKEN_LIMIT = 16 * 1024
_HOST = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^\[\]:@/?#\s]+)(:\d{1,5})?")


async def local_learner(connection: HTTPConnection) -> UUID:
    """Every request is the local learner's of a SQLite store; for a server on one's own machine.

    It answers pages and programs of this machine only: a page from elsewhere reaches a server on loopback too, by its
    user's browser, and says so in Origin, or in Host where its name leads here.
    """
    hosts, origins = connection.headers.getlist("host"), connection.headers.getlist("origin")
    if len(hosts) != 1 or not _is_loopback(hosts[0]) or not all(map(_is_of_loopback, origins)):
        line = "local_learner answers only requests to and from localhost; for any other give the router bearer_user"
        raise turned_away(connection, Refusal(403, "not_local", line))
    return LOCAL_LEARNER


def _is_loopback(host: str) -> bool:
    """Whether a Host header, or the authority of an Origin, names this machine."""
    match = _HOST.fullmatch(host)
    if match is None:
        return False
    name = match[1].strip("[]")
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name.lower() == "localhost"


def _is_of_loopback(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and _is_loopback(parts.netloc)


def required(current_user: CurrentUser) -> Callable[..., Awaitable[UUID]]:
    """The dependency with its result checked: the store takes `None` for any learner."""

    async def user(connection: HTTPConnection, found: Annotated[Any, Depends(current_user)]) -> UUID:
        if not isinstance(found, UUID):
            raise TypeError(f"current_user returned {type(found).__name__}; return a UUID or raise")
        remember_learner(connection, found)
        return found

    return user


def metered(current_user: CurrentUser, quotas: Quotas, policy: Policy) -> Callable[..., Awaitable[UUID]]:
    """The same, for a path whose requests count: refused where the learner's quota of the policy is used up."""
    whose = required(current_user)

    async def user(connection: HTTPConnection, found: Annotated[UUID, Depends(whose)]) -> UUID:
        try:
            await quotas.spend(connection, found, policy)
        except Refusal as refusal:
            raise turned_away(connection, refusal) from None
        return found

    return user


def bearer_user(
    *,
    secret: str | None = None,
    jwks_url: str | None = None,
    audience: str = "authenticated",
    issuer: str | None = None,
    leeway: float = 10,
    role: str | None = None,
    key_cooldown: float = 10,
    key_lifetime: float = 600,
    key_patience: float = 5,
) -> CurrentUser:
    """A dependency that reads the learner from a signed bearer token, such as Supabase's.

    :param secret: the project's HS256 secret; or
    :param jwks_url: the URL of its public keys (ES256 or RS256). Known keys work on while that server does not answer;
        a key that it no longer lists stops working with the next fetch.
    :param audience: the required `aud`.
    :param issuer: the required `iss`, if any.
    :param role: the required `role`, as "content_editor"; by default any. Another one is answered with 403.
    :param leeway: tolerated clock difference in seconds.
    :param key_cooldown: seconds between two fetches of the keys, whatever tokens come.
    :param key_lifetime: seconds after which the keys are fetched again, in the background.
    :param key_patience: seconds that a fetch may take; as long waits a token whose key is not known.
    """
    if (secret is None) == (jwks_url is None):
        raise ValueError("give bearer_user a secret or a jwks_url, and not both")
    if secret is not None and len(secret.encode()) < 32:
        raise ValueError("an HS256 secret has 32 bytes or more")
    keys = None
    if jwks_url is not None:
        keys = KeySet(jwks_url, cooldown=key_cooldown, lifetime=key_lifetime, patience=key_patience)

    async def claims(token: str) -> dict[str, Any]:
        # The token must not choose the algorithm: a public key would pass as an HS256 secret.
        verifier: Any = secret
        algorithm = "HS256"
        if keys is not None:
            key = await keys.key_of(token)
            if key is None:
                raise jwt.InvalidTokenError("its key is not among the issuer's")
            verifier, algorithm = key.public, key.algorithm
        return jwt.decode(
            token,
            verifier,
            algorithms=[algorithm],
            audience=audience,
            issuer=issuer,
            leeway=leeway,
            options={"require": ["exp", "sub", "aud", *([] if issuer is None else ["iss"])]},
        )

    async def current_user(connection: HTTPConnection) -> UUID:
        try:
            return await user_of(_token(connection))
        except Refusal as refusal:
            raise turned_away(connection, refusal) from None

    async def user_of(token: str | None) -> UUID:
        if token is None:
            raise _unauthorized("send a bearer token in Authorization", "")
        try:
            if len(token) > _TOKEN_LIMIT:
                raise jwt.InvalidTokenError(f"it exceeds {_TOKEN_LIMIT} bytes")
            found = await claims(token)
            if role is not None and found.get("role") != role:
                raise Refusal(
                    403, "denied", f"this needs the role {role}, which the token has not; sign in as one who has"
                )
            return UUID(found["sub"])
        except KeysUnavailable as error:
            headers = {"Retry-After": str(round(error.retry))}
            raise Refusal(503, "unavailable", "the token keys cannot be fetched; try again", headers) from None
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
