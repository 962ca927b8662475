"""Saving a section over HTTP: the contract of decision 0050, kept by the real server."""

from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy.orm import Session

from foundation.database import db
from report_builder.models import Report, ReportSection, SectionRevision
from tests.cast import Cast, client_of
from tests.report_builder.writing import JSON, begin, doc, said, save


def stored(app: Flask, key: str = "p1-task") -> tuple[object, int]:
    """What another process finds in the database."""
    with app.app_context(), db.transaction():
        section = db.session.query(ReportSection).filter_by(key=key).one()
        return section.content, section.revision


def png(size: tuple[int, int] = (40, 20)) -> bytes:
    target = BytesIO()
    Image.new("RGB", size, "white").save(target, "PNG")
    return target.getvalue()


def test_what_was_answered_saved_is_in_the_database(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    answer = save(amira, doc("I measured it"))
    assert answer.status_code == 200
    assert said(answer)["revision"] == 1
    assert len(said(answer)["saved_at"]) == 5
    assert said(answer)["counts"]["counted"] == 3
    assert stored(app) == (doc("I measured it"), 1)


def test_the_second_tab_is_told_what_the_server_holds_and_nothing_is_written(
    app: Flask, amira: FlaskClient
) -> None:
    begin(amira)
    save(amira, doc("From the first tab"))
    answer = save(amira, doc("From the second tab"), based_on=0)
    assert answer.status_code == 409
    assert said(answer)["content"] == doc("From the first tab")
    assert said(answer)["revision"] == 1
    assert stored(app) == (doc("From the first tab"), 1)


def test_a_commit_that_fails_is_never_answered_as_saved(
    app: Flask, amira: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(amira)

    def broken(_session: Session) -> None:
        raise OSError("the disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Session, "commit", broken)
        answer = save(amira, doc("Lost?"))
    assert answer.status_code == 500
    assert stored(app)[1] == 0


def test_the_same_words_again_make_no_new_version(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("Words"))
    assert said(save(amira, doc("Words"), based_on=1))["revision"] == 1


def test_every_save_is_kept_as_a_version(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("one"))
    save(amira, doc("one two"), based_on=1)
    with app.app_context(), db.transaction():
        kept = db.session.query(SectionRevision).order_by(SectionRevision.number).all()
        assert [revision.content for revision in kept] == [doc("one"), doc("one two")]


def test_content_that_is_not_ours_is_refused_in_one_line(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    answer = save(amira, {"type": "doc", "content": [{"type": "script"}]})
    assert answer.status_code == 422
    assert "\n" not in said(answer)["error"]
    assert stored(app)[1] == 0


def test_the_whole_count_is_kept_for_pages_that_do_not_show_the_report(
    app: Flask, amira: FlaskClient
) -> None:
    begin(amira)
    save(amira, doc("one two three"))
    with app.app_context(), db.transaction():
        assert db.session.query(Report).one().words == 4  # and the title, Task


def test_a_strangers_save_is_not_found(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    begin(amira)
    assert save(client_of(app, cast.stranger_apprentice), doc("Mine now")).status_code == 404
    assert save(client_of(app, cast.ben), doc("Mine now")).status_code == 403
    assert save(client_of(app, None), doc("Mine now")).status_code == 401
    assert stored(app)[1] == 0


def test_the_plain_text_box_saves_too(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    answer = amira.post("/report/1/sections/p1-task", data={"text": "One.\n\nTwo.", "based_on": "0"})
    assert answer.location == "/report/1#p1-task"
    assert stored(app) == (doc("One.", "Two."), 1)


def test_the_plain_text_box_writes_over_nothing_either(app: Flask, amira: FlaskClient) -> None:
    begin(amira)
    save(amira, doc("From the editor"))
    answer = amira.post("/report/1/sections/p1-task", data={"text": "Plain", "based_on": "0"})
    assert answer.status_code == 409
    assert "There are two versions of Task" in answer.text
    assert "From the editor" in answer.text and "Plain</textarea>" in answer.text
    assert stored(app) == (doc("From the editor"), 1)


def test_without_script_a_list_is_shown_and_not_flattened(amira: FlaskClient) -> None:
    begin(amira)
    item = {"type": "listItem", "content": doc("Switch B")["content"]}
    save(amira, {"type": "doc", "content": [{"type": "bulletList", "content": [item]}]})
    page = amira.get("/report/").text
    assert "which a plain text box would flatten" in page
    assert 'id="text-p1-task"' not in page


def test_an_older_version_comes_back_as_the_newest_and_nothing_is_lost(
    app: Flask, amira: FlaskClient
) -> None:
    begin(amira)
    save(amira, doc("The first"))
    save(amira, doc("The second"), based_on=1)
    assert "The first" in amira.get("/report/1/sections/p1-task/versions/1").text
    amira.post("/report/1/sections/p1-task/versions/1/restore")
    assert stored(app) == (doc("The first"), 3)
    assert amira.get("/report/1/sections/p1-task/versions?all").text.count("/versions/") >= 3
    assert "The second" in amira.get("/report/1/sections/p1-task/versions/2").text


def test_an_earlier_version_is_read_as_it_looks(amira: FlaskClient) -> None:
    begin(amira)
    picture = said(
        amira.post("/report/1/figures/", data={"file": (BytesIO(png()), "rack.png")}, headers=JSON)
    )["id"]
    cells = [{"type": kind, "content": doc(text)["content"]} for kind, text in
             (("tableHeader", "Desk"), ("tableCell", "14"))]  # fmt: skip
    rows = [{"type": "tableRow", "content": [cell]} for cell in cells]
    item = {"type": "listItem", "content": doc("Measured")["content"]}
    figure = {"type": "figure", "attrs": {"image": picture, "alt": "A rack", "caption": "The rack"}}
    kinds = [{"type": "bulletList", "content": [item]}, {"type": "table", "content": rows}, figure]
    save(amira, {"type": "doc", "content": kinds})
    save(amira, doc("Later"), based_on=1)
    page = "".join(amira.get("/report/1/sections/p1-task/versions/1").text.split())
    assert '<li><pdata-locator="Task,list1,item1">Measured</p></li>' in page
    assert '<thscope="col"><pdata-locator="Task,table1,row1">Desk</p></th>' in page
    assert f'src="/report/1/figures/{picture}"alt="Arack"' in page


def test_a_picture_is_kept_and_served_to_her_alone(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    begin(amira)
    answer = amira.post("/report/1/figures/", data={"file": (BytesIO(png()), "plan.png")}, headers=JSON)
    assert answer.status_code == 201
    figure = {
        "type": "figure",
        "attrs": {"image": said(answer)["id"], "alt": "A plan", "caption": "The plan"},
    }
    assert save(amira, {"type": "doc", "content": [figure]}).status_code == 200
    served = amira.get(f"/report/1/figures/{said(answer)['id']}")
    assert served.mimetype == "image/png" and served.data.startswith(b"\x89PNG")
    served.close()
    for stranger in (cast.stranger_apprentice, cast.ben, cast.stranger_tutor):
        assert client_of(app, stranger).get("/report/1/figures/1").status_code == 404


def test_a_picture_is_never_opened_in_the_process_that_answers(
    amira: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(amira)
    sent = {"file": (BytesIO(png()), "plan.png")}
    monkeypatch.setattr(Image, "open", None)
    assert amira.post("/report/1/figures/", data=sent, headers=JSON).status_code == 201


def test_a_picture_of_somebody_elses_report_is_refused(app: Flask, amira: FlaskClient, cast: Cast) -> None:
    callum = client_of(app, cast.callum)
    begin(callum)
    callum.post("/report/1/figures/", data={"file": (BytesIO(png()), "plan.png")}, headers=JSON)
    begin(amira)
    figure = {"type": "figure", "attrs": {"image": "1", "alt": "A plan", "caption": "The plan"}}
    answer = save(amira, {"type": "doc", "content": [figure]}, report=2)
    assert answer.status_code == 422
    assert "not in this report" in said(answer)["error"]


def test_a_file_that_is_no_picture_is_refused_in_one_line(amira: FlaskClient) -> None:
    begin(amira)
    for name, content in (("notes.png", b"only words"), ("empty.png", b"")):
        answer = amira.post("/report/1/figures/", data={"file": (BytesIO(content), name)}, headers=JSON)
        assert answer.status_code == 422
        assert name in said(answer)["error"]
