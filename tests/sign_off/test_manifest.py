import json
import unicodedata
from dataclasses import replace

import pytest

from sign_off.manifest import Json, Manifest, ManifestEntry, ManifestFile, canonical_json, changes_between

RUNBOOK = ManifestFile("1", "Patch runbook.docx", "a" * 64, 1200, "application/docx")
CLIP = ManifestFile("2", "Switch.mp4", "b" * 64, 90_000, "video/mp4")


def piece(
    number: int, *files: ManifestFile, title: str = "", kind: str = "Document, 6 pages", **facts: Json
) -> ManifestEntry:
    return ManifestEntry(f"evidence:{number}", title or f"Title {number}", kind, files, facts)


def portfolio(*entries: ManifestEntry) -> Manifest:
    return Manifest("Portfolio of Amira Hussain", "Amira Hussain", "A standard, version 1", entries)


OLD = portfolio(piece(1, RUNBOOK, mapping=["K1, p. 3"]), piece(2, CLIP))


def test_a_manifest_comes_back_from_the_database_unchanged() -> None:
    back = Manifest.from_dict(json.loads(json.dumps(OLD.to_dict())))
    assert (back, back.digest) == (OLD, OLD.digest)


def test_the_canonical_form_has_sorted_keys_no_spaces_and_real_letters() -> None:
    assert canonical_json({"b": [1, None], "a": "Łukasz"}) == '{"a":"Łukasz","b":[1,null]}'.encode()


def test_the_digest_never_moves_from_one_release_to_the_next() -> None:
    """What fails here voids every signature there is. Give the manifest a new form, and leave these as they are."""
    digests = [replace(OLD, form=form).digest for form in (1, 2, 3)]
    assert digests == [
        "d7101fb1449f6391d6a702c97ee97f25630346f3c42c1dda99918c07d843f431",
        "3766aba64fc579aef17c76b630e3112864e96c396dce9676f339d516f113ee8f",
        "d80e1a35f040aa8977b6c74ea4d26e2282990756302061bf9a1c772886a187cc",
    ]


def test_a_manifest_that_was_kept_before_it_had_a_form_is_compared_in_the_first() -> None:
    kept = OLD.to_dict()
    del kept["form"]
    before = Manifest.from_dict(kept)
    assert (before.form, before.digest) == (1, replace(OLD, form=1).digest)
    assert changes_between(before, OLD) == ()
    renamed = portfolio(OLD.entries[0], piece(2, CLIP, title="Switch"))
    assert changes_between(before, renamed) == ("You renamed piece 2 from “Title 2” to “Switch”",)


def test_another_standard_of_the_same_name_is_another_standard() -> None:
    """A provider's own version and everybody's may have one number."""
    signed, moved = replace(OLD, standard_sha256="d" * 64), replace(OLD, standard_sha256="e" * 64)
    assert changes_between(signed, moved) == (
        "The standard changed to another version that is called “A standard, version 1” too",
    )
    before = replace(OLD, form=2)
    assert Manifest.from_dict(before.to_dict()).digest == before.digest
    assert changes_between(before, moved) == ()  # what was signed when its content was not covered


def test_what_we_call_a_thing_voids_nothing_that_is_signed_now() -> None:
    """A reader of files that counts a page more, or a better word of ours, is no change of hers."""
    reread = portfolio(replace(OLD.entries[0], kind="Document, 7 pages"), OLD.entries[1])
    assert changes_between(OLD, reread) == ()
    assert changes_between(replace(OLD, form=1), reread) == (
        "The kind of piece 1 changed from “Document, 6 pages” to “Document, 7 pages”",
    )


def test_letters_composed_and_decomposed_are_the_same_letters() -> None:
    composed, apart = (
        portfolio(ManifestEntry("1", normal("Café Zoë"), "Document", facts={normal("é"): [normal("ö")]}))
        for normal in (
            lambda text: unicodedata.normalize("NFC", text),
            lambda text: unicodedata.normalize("NFD", text),
        )
    )
    assert composed != apart
    assert composed.digest == apart.digest


def test_a_number_that_json_does_not_know_is_refused() -> None:
    with pytest.raises(ValueError):
        canonical_json(float("nan"))


def test_the_order_of_pieces_and_files_is_not_signed() -> None:
    two = portfolio(piece(1, RUNBOOK, CLIP), piece(2))
    assert portfolio(piece(2), piece(1, CLIP, RUNBOOK)).digest == two.digest


def test_the_place_where_a_file_is_opened_is_not_signed_but_its_bytes_are() -> None:
    here = portfolio(piece(1, RUNBOOK))
    assert portfolio(piece(1, replace(RUNBOOK, id="77"))).digest == here.digest
    assert portfolio(piece(1, replace(RUNBOOK, sha256="c" * 64))).digest != here.digest
    assert portfolio(piece(1, replace(RUNBOOK, name="Other.docx"))).digest != here.digest


def test_everything_else_is_signed() -> None:
    digests = {
        OLD.digest,
        replace(OLD, title="Another").digest,
        replace(OLD, apprentice="Amira Khan").digest,
        replace(OLD, standard="A standard, version 2").digest,
        replace(OLD, standard_sha256="d" * 64).digest,
        portfolio(*OLD.entries, piece(3)).digest,
        portfolio(piece(1, RUNBOOK, mapping=["K2, p. 3"]), piece(2, CLIP)).digest,
        portfolio(piece(1, RUNBOOK, mapping=["K1, p. 3"], title="New"), piece(2, CLIP)).digest,
    }
    assert len(digests) == 8


def test_where_the_words_of_an_entry_are_read_again_is_not_signed() -> None:
    moved = portfolio(replace(OLD.entries[0], id="revision 7"), OLD.entries[1])
    assert moved.digest == OLD.digest
    assert Manifest.from_dict(moved.to_dict()).entries[0].id == "revision 7"


def test_a_manifest_that_was_kept_before_entries_had_an_id_is_still_the_same() -> None:
    kept = OLD.to_dict()
    for entry in kept["entries"]:
        del entry["id"]
    assert Manifest.from_dict(kept).digest == OLD.digest


def test_a_file_is_found_by_its_id() -> None:
    assert OLD.find_file("2") == CLIP
    assert OLD.find_file("9") is None


def changed(*entries: ManifestEntry) -> tuple[str, ...]:
    return changes_between(OLD, portfolio(*entries))


def test_nothing_changed_when_the_digests_agree() -> None:
    assert changed(OLD.entries[1], OLD.entries[0]) == ()


def test_a_new_version_of_a_file_is_a_change_of_it() -> None:
    new = replace(RUNBOOK, id="5", sha256="c" * 64)
    assert changed(piece(1, new, mapping=["K1, p. 3"]), OLD.entries[1]) == (
        "You changed “Patch runbook.docx” in piece 1",
    )


def test_a_file_can_be_renamed_added_and_taken_out() -> None:
    renamed = replace(RUNBOOK, name="Runbook.docx")
    extra = ManifestFile("9", "Notes.txt", "d" * 64, 5, "text/plain")
    assert changed(piece(1, renamed, mapping=["K1, p. 3"]), piece(2, extra)) == (
        "You renamed “Patch runbook.docx” to “Runbook.docx” in piece 1",
        "You took “Switch.mp4” out of piece 2",
        "You added “Notes.txt” to piece 2",
    )


def test_pieces_come_and_go_under_their_numbers() -> None:
    assert changed(piece(3, title="Wi-Fi survey"), OLD.entries[1]) == (
        "Piece 1, “Wi-Fi survey”, was added",
        "Piece 1, “Title 1”, was taken out",
    )


def test_a_change_of_what_is_said_about_a_piece_names_what_it_was() -> None:
    assert changed(piece(1, RUNBOOK, mapping=["K2"], card="New"), OLD.entries[1]) == (
        "You changed the mapping of piece 1",
        "You changed the card of piece 1",
    )


def test_a_new_title_is_said() -> None:
    assert changed(OLD.entries[0], piece(2, CLIP, title="Switch")) == (
        "You renamed piece 2 from “Title 2” to “Switch”",
    )
    assert changed(piece(1, RUNBOOK, mapping=["K2"]), piece(2, CLIP, kind="Clip")) == (
        "You changed the mapping of piece 1",
    )


def test_another_standard_or_name_is_said_first() -> None:
    new = replace(OLD, standard="A standard, version 2", entries=OLD.entries[:1])
    assert changes_between(OLD, new) == (
        "The standard changed from “A standard, version 1” to “A standard, version 2”",
        "Piece 2, “Title 2”, was taken out",
    )


def test_another_reader_is_told_who_changed_it_and_what_an_entry_is_called() -> None:
    new = portfolio(OLD.entries[0], piece(2, CLIP, title="Switch"))
    assert changes_between(OLD, new, who="Amira", noun="part") == (
        "Amira renamed part 2 from “Title 2” to “Switch”",
    )


def test_where_entries_are_of_several_kinds_each_is_called_by_its_title() -> None:
    old = portfolio(piece(1, mapping=["K1"], title="Test"), piece(2, title="Build"), piece(3, title="Plan"))
    new = portfolio(
        piece(1, CLIP, mapping=["K2"], title="Test"), piece(2, title="Make"), piece(4, title="Slides")
    )
    assert changes_between(old, new, who="Amira", noun="") == (
        "Amira added “Switch.mp4” to “Test”",
        "Amira changed the mapping of “Test”",
        "Amira renamed “Build” to “Make”",
        "“Slides” was added",
        "“Plan” was taken out",
    )
