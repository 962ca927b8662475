"""The weights and thresholds of ranking and suggesting, as `data/pipeline.cfg` gives them and says what each is for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatementWeights:
    """What the terms of a statement count for."""

    ambiguity_power: float
    within_longer: float
    example_weight: float
    most_repeats: int
    concept_weight: float
    idf_power: float
    leaning_weight: float
    leaning_everyday_power: float
    least_leaning: float
    own_words_of_conduct: float
    least_alike: float
    least_served: float
    illustrated: float
    fewest_rare_of_lines: int
    company: float
    least_known: float


@dataclass(frozen=True, slots=True)
class TextWeights:
    """What a text as a whole, its nearest paragraph and sentences and the statements like a statement count for."""

    best_sentences: int
    best_sentences_weight: float
    short_sentence_damping: float
    full_sentence_words: int
    short_paragraph_damping: float
    full_paragraph_words: int
    neighbours_share: float
    hub_lines: float
    hubness_weight: float


@dataclass(frozen=True, slots=True)
class SuggestThresholds:
    """What is worth showing, how much of it, and how sure it is."""

    lowest_similarity: float
    lowest_of_nearest: float
    share_of_nearest: float
    lowest_share_of_best: float
    long_text_words: int
    lone_sentence: float
    lone_sentence_overlap: float
    short_text_words: int
    short_text_overlap: float
    longer_text_overlap: float
    scant_text_overlap: float
    accepted_bar: float
    expected_bar: float
    rejected_neighbour_bar: float
    most_suggestions: int
    sentences_looked_at: int
    sentences_beside: float
    sentences_weighed: int
    full_place_words: int
    rather_than_a_frame: float
    least_of_a_deed: float
    nearly_as_near: float
    about_as_near: float
    most_places: int
    longest_excerpt: int
    full_score_words: int
    calibrated_similarity: tuple[float, ...]
    calibrated_probability: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Ranking:
    """The weights of the statements' terms and of texts, and the thresholds of suggesting."""

    statement: StatementWeights
    text: TextWeights
    suggest: SuggestThresholds
