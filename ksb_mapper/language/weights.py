"""The weights and thresholds of the language checks, as `data/pipeline.cfg` gives them and says what each is for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LanguageWeights:
    """What cues, grammar and the length of a text count for, and from where on something is said of it."""

    surest_cue: float
    weakest_counted: float
    weakest_found: float
    surest_fact: float
    beyond_doubt: float
    found_by_grammar: float
    fewest_words_asked: int
    least_shown: float
    found_in_witness: float
    witness_bias: float
    dilution: float
    fact_dilution: float
    bias: float
    cue: float
    length: float
    furthest: float
    furthest_to_writer: float
    fewest_words: int
    words_of_a_line: int
    leaning_for: float
    leaning_against: float
    furthest_against: float
    verdict: float
    steepness: float
    we_without_i: float
    not_yet_done: float
    not_english: float
    fewest_words_in_other_letters: int
    fewest_letters_without_spaces: int
    fewest_words_of_a_language: int
    plainly_english: float
    fewest_foreign: int
    words_of_one_more: int
    most_foreign: float
    most_small: float
    least_english: float
    most_in_others: float
    most_symbols: float
    most_items: int
