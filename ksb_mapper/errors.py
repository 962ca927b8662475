"""What can be wrong with a request to the mapper, each said in one line that a person can act on."""

from collections.abc import Iterable


class MapperError(ValueError):
    """The base of every error this room raises about what it was given."""


class TextTooLong(MapperError):
    """More text than one reading may hold."""

    def __init__(self, characters: int, limit: int) -> None:
        super().__init__(
            f"This text has {characters:,} characters and at most {limit:,} can be read at once. "
            "Split it and read each part."
        )
        self.characters = characters
        self.limit = limit


class UnknownMethod(MapperError):
    """A method the standard does not have."""

    def __init__(self, method: str, reference: str, known: list[str]) -> None:
        choices = (
            f"Choose one of: {', '.join(known)}." if known else "It lists none, so leave the method out."
        )
        super().__init__(f"{reference} has no assessment method “{method}”. {choices}")
        self.method = method


class NotPassages(MapperError):
    """Something that is neither a text nor passages of one."""

    def __init__(self, given: object, place: str = "") -> None:
        super().__init__(
            f"{place or 'What was given'} is {_named(given)}. "
            "Give a text, or passages that are each a text and its locator: (“I fitted it.”, “page 3”)."
        )


class NotCodes(MapperError):
    """Something that is no collection of codes where codes are asked for."""

    def __init__(self, what: str, given: object) -> None:
        super().__init__(f"“{what}” is {_named(given)}. Give the codes one by one: {{“K1”, “S2”}}.")


class UnknownKind(MapperError):
    """A kind of text that nothing is known to check for."""

    def __init__(self, kind: object, known: Iterable[str]) -> None:
        super().__init__(f"“{kind}” is no kind of text. Choose one of: {', '.join(known)}.")


class NothingToMapTo(MapperError):
    """A standard without a single statement."""

    def __init__(self, reference: str) -> None:
        super().__init__(
            f"{reference} lists no knowledge, skills or behaviours, so nothing can be mapped to it."
        )


class BadFile(MapperError):
    """A file that is not what the command can read; the message names it and says what to do."""


def _named(given: object) -> str:
    if given is None:
        return "nothing (None)"
    if isinstance(given, str):
        return "one text"
    return f"of the type {type(given).__name__}"
