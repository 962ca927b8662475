"""A file with many standards: HTTP only."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts.access import administrator_only, current_person
from accounts.models import StandardFeed
from accounts.standard_drafts.views import blueprint
from accounts.standard_feeds import services
from accounts.standard_feeds.access import get_feed_for
from accounts.standard_feeds.feed_page import feed_page
from foundation.wording import numbered


@blueprint.route("/standards/feeds/<int:feed_id>", methods=["GET", "POST"])
@administrator_only
def standard_feed(feed_id: int) -> ResponseReturnValue:
    """What is in it, to search and to choose from; what is chosen stays so in each search, and is read like a page."""
    administrator = current_person()
    feed = get_feed_for(administrator, feed_id)
    known = {entry["place"] for entry in feed.entries}
    sent = request.form if request.method == "POST" else request.args
    places = [place for place in dict.fromkeys(sent.getlist("place", type=int)) if place in known]
    if request.method == "GET":
        return _page(feed, places)
    if refusal := services.why_not_readable(len(places)):
        return _page(feed, places, refusal), 422
    drafts, problems = services.read_from_feed(administrator, feed, places)
    for problem in problems:
        flash(problem, "error")
    if len(drafts) == 1 and not problems:
        return redirect(url_for(".standard_draft", draft_id=drafts[0].id))
    if drafts:
        flash(f"{numbered(len(drafts), 'standard')} read. Look at each, then publish it.", "success")
    return redirect(url_for(".standards") if drafts else url_for(".standard_feed", feed_id=feed_id))


def _page(feed: StandardFeed, chosen: list[int], error: str = "") -> str:
    search = "" if "all" in request.values else request.values.get("q", "")
    page = feed_page(feed, current_person().provider, search, chosen)
    return render_template(
        "standard_drafts/feed.html",
        feed=feed,
        page=page,
        error=error,
        chosen=chosen,
        most=services.MOST_AT_ONCE,
    )


@blueprint.post("/standards/feeds/<int:feed_id>/drop")
@administrator_only
def drop_standard_feed(feed_id: int) -> ResponseReturnValue:
    feed = get_feed_for(current_person(), feed_id)
    services.drop_feed(feed)
    flash(f"{feed.file_name} is let go. What was read from it stays.", "success")
    return redirect(url_for(".standards"))
