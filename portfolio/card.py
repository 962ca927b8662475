"""The context card: five short questions about a piece, and what the apprentice answers."""

from dataclasses import dataclass

# Under the names that the answers have in `ContextCard` and in `EvidenceItem`.
CARD_QUESTIONS = {
    "what_it_is": "What is this?",
    "what_i_did": "What did I do?",
    "why_that_way": "Why that way?",
    "what_came_of_it": "What came of it?",
    "when_and_who": "When was it, and who saw it?",
}


@dataclass(frozen=True)
class ContextCard:
    """Five short answers about a piece."""

    what_it_is: str
    what_i_did: str
    why_that_way: str
    what_came_of_it: str
    when_and_who: str


def answers_in(answered: object) -> dict[str, str]:
    """What was answered, by the question; `answered` has the answers as attributes, under their names."""
    return {question: getattr(answered, name) for name, question in CARD_QUESTIONS.items()}
