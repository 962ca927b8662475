"""What can go wrong on purpose. Every message is a sentence for the person who reads it."""


class MasterpieceError(Exception):
    """Something was refused. `str(error)` says what happened, to what, and what to do next."""

    status = 400

    @property
    def message(self) -> str:
        return str(self)


class NotFound(MasterpieceError):
    """There is no such thing, or the asking person may not know that there is."""

    status = 404


class NotAllowed(MasterpieceError):
    """The person may see the thing but may not do this to it."""

    status = 403


class LinkExpired(MasterpieceError):
    """A link that once worked and no longer does."""

    status = 410


class Refused(MasterpieceError):
    """The state of the thing does not allow this now."""

    status = 409


class SignInNeeded(MasterpieceError):
    """Nobody is signed in, and this page is for somebody."""

    status = 401
