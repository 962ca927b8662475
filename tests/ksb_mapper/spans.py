from ksb_mapper.pipeline import read_sentences


def read_sentence_spans(text):
    """Start and end of each sentence that holds a word, in order."""
    return [(offset + sentence.start, offset + sentence.end) for offset, sentence in read_sentences(text)]
