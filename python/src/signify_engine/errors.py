"""What the engine refuses, by kind. Each error's text is the engine's own line: what, where, how to mend it."""


class SignifyError(Exception):
    """Something that the engine could not do."""

    #: The exit status that the command `signify-score` has for the like.
    status = 70
    #: A name of the kind, for programs.
    code = "internal"

    @property
    def line(self) -> str:
        """One line: what, where, how to mend it."""
        return str(self)


class WrongUse(SignifyError, ValueError):
    """A call that makes no sense whatever the data: a number out of its range, a handle that was closed."""

    status = 64
    code = "wrong_use"


class BadInput(SignifyError, ValueError):
    """An attempt that cannot be read or scored, or a value that the store refuses."""

    status = 65
    code = "bad_input"


class NotFound(SignifyError, LookupError):
    """No such sign, session, lesson, learner or store."""

    status = 66
    code = "not_found"


class Unavailable(SignifyError):
    """The store is locked, cannot be reached, or is of a later version."""

    status = 69
    code = "unavailable"


class InternalError(SignifyError):
    """A fault of the engine or of the store's file."""


class CannotWrite(SignifyError):
    """The disk or the server failed a read or a write."""

    status = 74
    code = "cannot_write"


class Denied(SignifyError, PermissionError):
    """The role that this program connects as may not do this."""

    status = 77
    code = "denied"


_KINDS: dict[int, type[SignifyError]] = {
    kind.status: kind for kind in (WrongUse, BadInput, NotFound, Unavailable, InternalError, CannotWrite, Denied)
}


def error_of(status: int, line: str) -> SignifyError:
    """The error for a status of the C interface."""
    return _KINDS.get(status, InternalError)(line)
