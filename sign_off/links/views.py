"""The employer's pages: read, look, sign, on a phone, without an account. Opening uses nothing up."""

from urllib.parse import quote

from flask import Response, redirect, render_template, url_for
from werkzeug.wrappers import Response as AnyResponse

from foundation.errors import LinkExpired, NotFound
from sign_off.hints import Hint
from sign_off.links import services
from sign_off.links.access import LinkClosed, UnknownLink, current_link, get_live_link, link_holder
from sign_off.links.closed import closed_words, has_receipt
from sign_off.links.forms import DeclineForm, PassOnForm, Signer
from sign_off.links.state import LinkState, state_of_link
from sign_off.models import Party, Signature, SigningLink, Statement
from sign_off.pages import blueprint
from sign_off.statements.attempts import earlier_of
from sign_off.statements.contents import contents_of
from sign_off.statements.opening import open_file
from sign_off.statements.services import Offer, offer_of, sign_by_link
from sign_off.statements.words import clauses_of
from sign_off.subjects import Around, guide_to_statement

Page = str | AnyResponse | tuple[str, int]


@blueprint.route("/s/<token>", methods=["GET", "POST"])
@link_holder
def sign_page(token: str) -> Page:
    link = get_live_link()
    if link.statement is None:
        return redirect(url_for(".witness_page", token=token))
    offer = offer_of(link.statement)
    form = Signer(link, offer.words.parties[Party.EMPLOYER].boxes)
    hints: list[Hint] = []
    if form.validate_on_submit() and not (hints := form.new_hints()):
        name, job_title = form.name.data, form.job_title.data
        sign_by_link(link, name=name, job_title=job_title, relationship=form.known_how, confirmed=True)
        return redirect(url_for(".receipt", token=token))
    reading = _reading(token, link, link.statement, offer)
    page = render_template("sign_off/sign.html", link=link, form=form, hints=hints, **reading)
    return page, 422 if form.errors or hints else 200


def _reading(token: str, link: SigningLink, statement: Statement, offer: Offer) -> dict[str, object]:
    """What is read before signing."""
    manifest, apprentice = offer.manifest, statement.apprenticeship.apprentice
    earlier = earlier_of(statement.apprenticeship, statement.kind)
    readings = guide_to_statement(statement.kind).readings_of(statement.apprenticeship, manifest)
    return {
        "token": token,
        "statement": statement,
        "earlier": earlier.said_to(link) if earlier else "",
        "changes": earlier.changes_to(manifest, who=apprentice.first_name, noun=offer.words.noun)
        if earlier
        else (),
        "words": offer.words,
        "paragraphs": offer.words.parties[Party.EMPLOYER].paragraphs,
        "contents": contents_of(
            manifest, lambda id: url_for(".signers_file", token=token, file_id=id), readings
        ),
        "clauses": clauses_of(statement.kind, statement.apprenticeship),
    }


@blueprint.get("/s/<token>/files/<file_id>")
@link_holder
def signers_file(token: str, file_id: str) -> AnyResponse | str:
    """A file that the statement names, or a page to read it by, as it was when it was frozen."""
    link = get_live_link()
    statement = link.statement
    if statement is None:
        raise NotFound("That file is not part of what you are asked to sign.")
    around = Around(
        layout="sign_off/_link_page.html",
        back=url_for(".sign_page", token=token),
        url_of=lambda id: url_for(".signers_file", token=token, file_id=id),
        values={"link": link},
    )
    return open_file(statement.kind, statement.apprenticeship, offer_of(statement).manifest, file_id, around)


@blueprint.route("/s/<token>/decline", methods=["GET", "POST"])
@link_holder
def decline(token: str) -> Page:
    link = get_live_link()
    form = DeclineForm()
    if form.validate_on_submit():
        services.decline_by_link(link, form.reason.data)
        return redirect(url_for(".answered", token=token))
    return render_template(
        "sign_off/decline.html", link=link, token=token, form=form
    ), 422 if form.errors else 200


@blueprint.route("/s/<token>/pass-on", methods=["GET", "POST"])
@link_holder
def pass_on(token: str) -> Page:
    link = get_live_link()
    form = PassOnForm()
    if form.validate_on_submit():
        refusal = services.refusal_of_passing_on(link, form.email.data)
        if refusal is None:
            services.pass_on_by_link(link, form.name.data, form.email.data)
            return redirect(url_for(".answered", token=token))
        form.email.errors = (str(refusal),)
    return render_template(
        "sign_off/pass_on.html", link=link, token=token, form=form
    ), 422 if form.errors else 200


@blueprint.get("/s/<token>/answered")
@link_holder
def answered(token: str) -> Page:
    """What happens next, after declining or passing on."""
    link = current_link()
    state = state_of_link(link)
    if state not in (LinkState.DECLINED, LinkState.PASSED_ON) or not has_receipt(link):
        raise LinkClosed(link, state)
    return render_template("sign_off/answered.html", link=link, words=closed_words(link, state))


@blueprint.get("/s/<token>/receipt")
@link_holder
def receipt(token: str) -> Page:
    statement, signature = _signed()
    words = offer_of(statement).words
    return render_template(
        "sign_off/receipt.html",
        token=token,
        statement=statement,
        signature=signature,
        words=words,
        paragraphs=words.parties[Party.EMPLOYER].paragraphs,
    )


@blueprint.get("/s/<token>/copy")
@link_holder
def copy(token: str) -> Response:
    """The same text that is mailed, to keep."""
    statement, signature = _signed()
    offer = offer_of(statement)
    text = render_template(
        "mail/signed_copy.txt",
        statement=statement,
        manifest=offer.manifest,
        words=offer.words,
        signature=signature,
    )
    return as_download(text, f"{offer.words.title}, {offer.manifest.apprentice}.txt")


def _signed() -> tuple[Statement, Signature]:
    link = current_link()
    state = state_of_link(link)
    statement = link.statement
    if statement is None or state is not LinkState.SIGNED or not has_receipt(link):
        raise LinkClosed(link, state)
    signature = next(found for found in statement.signatures if found.party is Party.EMPLOYER)
    return statement, signature


def as_download(text: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    return Response(text, content_type="text/plain; charset=utf-8", headers=headers)


@blueprint.errorhandler(LinkClosed)
def closed(error: LinkClosed) -> tuple[str, int]:
    link: SigningLink = error.link
    receipt_page = None
    if error.state is LinkState.SIGNED and has_receipt(link):
        receipt_page = ".receipt" if link.statement else ".witness_receipt"
    words = closed_words(link, error.state)
    return render_template(
        "sign_off/link_closed.html", link=link, words=words, receipt_page=receipt_page
    ), LinkExpired.status


@blueprint.errorhandler(UnknownLink)
def unknown(_error: UnknownLink) -> tuple[str, int]:
    return render_template("sign_off/link_unknown.html"), NotFound.status
