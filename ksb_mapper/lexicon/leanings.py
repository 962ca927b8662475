"""Which concepts a word leans to that is a part of the lexicon's phrases.

Who lists "restore tested", "test restore" and "restored the file" under backups has said that "restore" speaks of them,
in phrases that nobody thought of too.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from ksb_mapper.lexicon.concepts import PhraseIndex


def leanings(phrases: PhraseIndex, small_words: Collection[str]) -> Mapping[str, Mapping[str, float]]:
    """For each stem within phrases of two words or more, the share of them that each concept has; `small_words` are the
    stems that lean nowhere."""
    held: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase, concepts in phrases.concepts_by_phrase.items():
        if len(phrase) > 1:
            for stem in set(phrase) - set(small_words):
                if len(stem) > 2 and not stem.isdigit():
                    held[stem].update(concepts)
    return {
        # In one order: what a sum of them says in the last digit hangs on it.
        stem: {concept: count / counts.total() for concept, count in sorted(counts.items())}
        for stem, counts in held.items()
    }
