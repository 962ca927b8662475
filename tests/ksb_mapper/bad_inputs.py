"""The bad inputs that the mapper has to stand, and a program that stands them all and prints what memory that took.

`python -m tests.ksb_mapper.bad_inputs SECONDS` is ended by the system once it has used so much processor time.
"""

import resource
import sys

SENTENCE = "I fitted the network switch and tested it. "
MIXED = "I felt the switch at 10.2.3.4 and Tom said password: x1y2z3 "

BAD_INPUTS = {
    "empty": "",
    "one word": "switch",
    "200,000 words": "test it " * 100_000,
    "200,000 words of many kinds": (MIXED * 16_600)[:1_000_000],
    "other languages": "Ich habe den Server nicht mit dem Netz verbunden. J'ai fini avec les tests. " * 2_000,
    "control characters": "\x00\x07\x1b[31m I felt it \x7f\x85\r\x0b\x0c" * 4_000,
    "right to left": "\u202e\u2067שלום قمت بتركيب الخادم\u2069 " * 3_000,
    "halves of surrogate pairs": "\ud83d I felt \udc00proud\ud83d " * 3_000,
    "emoji": "👩‍🔧🙂🏽 I felt proud 🎉 " * 3_000,
    "one line": "x" * 50_000,
    "one line of words": "switch, " * 6_250,
    "one line of I": "I " * 25_000,
    "one line of digits": "07 " * 16_000,
    "one line of colons": ":" * 50_000,
    "one line of spaces": "switch" + " " * 50_000 + "which",
    "one line of what was not done": "and forgot to raise a change request " * 1_350,
    "one line of one user name": "the username: qxzkk, " + "qxzkk " * 100_000,
    "one line of names": "Tom Smith " * 5_000,
    "code": "for (int i = 0; i < n; i++) { password = 'x1y2z3!a'; }\n" * 5_000,
    "log": "2026-03-03 10:42:13 INFO host10.2.3.4 I felt nervous, token=abcDEF123456\n" * 5_000,
    "a fence that never ends": "```\n" + SENTENCE * 5_000,
    "empty lines": "\n" * 200_000,
}


def main() -> None:
    from ksb_mapper import check_language, load_mapper
    from tests.ksb_mapper.trade import WORKSHOP

    mapper = load_mapper(WORKSHOP)
    mapper.suggest(SENTENCE)
    check_language(SENTENCE)
    resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]),) * 2)
    before = _resident()
    for text in BAD_INPUTS.values():
        mapper.suggest(text)
        for kind in ("evidence", "witness"):
            check_language(text, kind)
    sys.stdout.write(f"{_resident() - before}\n")


def _resident() -> int:
    """The most memory that this process has held so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    main()
