"""The verbs where no page asks first: who may act is asked by the page, what may be done by the verb."""

import pytest
from flask import Flask

import standards
from accounts.models import Person
from foundation.database import db
from foundation.errors import Refused
from foundation.events import Event
from portfolio import services
from portfolio.models import LinkState
from portfolio.titles import title_from
from sign_off.reviews.services import accept_subject, reopen_subject
from tests.cast import Cast
from tests.portfolio.conftest import Desk


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("Patch_runbook v1.3.docx", "Patch runbook v1.3"),
        ("C:\\Users\\amira\\Desktop\\log.txt", "log"),
        ("photos/2026/rack.jpeg", "rack"),
        ("no ending", "no ending"),
        (".gitignore", ".gitignore"),
        ("a sentence. And another", "a sentence. And another"),
        ("   .txt", "Untitled piece"),
        ("tab\tand\nline.txt", "tabandline"),
        ("x" * 300 + ".txt", "x" * 120),
    ],
)
def test_a_first_title_is_read_off_the_name_of_the_file(name: str, title: str) -> None:
    assert title_from(name) == title


def test_a_piece_taken_out_is_changed_only_once_it_is_back(desk: Desk) -> None:
    item_id = desk.add()
    with desk.piece(item_id) as item:
        amira = item.apprenticeship.apprentice
        services.delete_piece(amira, item)
        with pytest.raises(Refused, match="Bring it back first"):
            services.update_title(amira, item, "Another")
        with pytest.raises(Refused, match="Bring it back first"):
            services.delete_piece(amira, item)
        services.restore_piece(amira, item)
        services.update_title(amira, item, "Another")


def test_what_is_accepted_stays_until_it_is_opened_again(cast: Cast, desk: Desk) -> None:
    item_id = desk.add()
    desk.send(item_id)
    with desk.piece(item_id) as item:
        accept_subject(db.session.get_one(Person, cast.ben), item.subject)
        amira = item.apprenticeship.apprentice
        for change in (
            lambda: services.update_title(amira, item, "Another"),
            lambda: services.create_link(amira, item, "K8", "line 1"),
            lambda: services.delete_file(amira, item.files[0]),
            lambda: services.set_in_view(amira, item.files[0], None),
            lambda: services.delete_piece(amira, item),
        ):
            with pytest.raises(Refused, match="is accepted, so it is locked"):
                change()
        reopen_subject(amira, item.subject)
        services.update_title(amira, item, "Another")


def test_a_ksb_that_the_standard_does_not_know_cannot_be_shown(desk: Desk) -> None:
    item_id = desk.add(content=b"Nothing that tells.")
    with desk.piece(item_id) as item:
        with pytest.raises(standards.UnknownKsb):
            services.create_link(item.apprenticeship.apprentice, item, "K99", "line 1")
        assert item.links == []


def test_a_place_of_her_own_lets_go_of_the_words_that_were_suggested(desk: Desk) -> None:
    item_id = desk.add()
    with desk.piece(item_id) as item:
        link = next(link for link in item.links if link.state is LinkState.OPEN)
        amira, place = item.apprenticeship.apprentice, link.locator
        same = services.create_link(amira, item, link.code, f" {place} ")
        assert same.excerpt
        moved = services.create_link(amira, item, link.code, "page 9")
        assert (moved.locator, moved.excerpt, moved.passage) == ("page 9", "", None)
        assert moved is link, "one link for a KSB and a piece"


def test_every_change_is_told_in_the_history_with_who_did_it(app: Flask, cast: Cast, desk: Desk) -> None:
    item_id = desk.add()
    desk.browser.post(f"/portfolio/{item_id}/title", data={"title": "Another"})
    desk.browser.post(f"/portfolio/{item_id}/delete")
    desk.browser.post(f"/portfolio/{item_id}/restore")
    with app.app_context(), db.transaction() as session:
        told = session.query(Event).filter(Event.subject == f"evidence:{item_id}").order_by(Event.id).all()
        kinds = [event.kind for event in told]
        assert kinds == [
            "evidence_created",
            "file_added",
            "evidence_renamed",
            "evidence_deleted",
            "evidence_restored",
        ]
        assert {event.actor for event in told} == {f"person:{cast.amira}"}
