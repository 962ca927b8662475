"""The door: who may try it how often, and which browsers have been let in before.

Wrong passwords count against the account that was named, together with where they come from, and, more generously,
against the account alone. A browser in which somebody has signed in to an account is known for that account: strangers'
tries never keep it out. See docs/decisions/0016-how-often-the-door-may-be-tried.md.
"""

import hashlib
import ipaddress

from flask import Response, after_this_request, current_app, request, session
from flask_login import login_user, logout_user
from itsdangerous import BadSignature, URLSafeSerializer

from accounts import services
from accounts.models import Person
from accounts.services import WrongPassword
from accounts.signing_out import sign_out
from foundation.settings import Settings
from foundation.throttle import TooManyTries, Tries, in_words, longest_wait
from foundation.tokens import new_token

FROM_ONE_PLACE = "10 per minute; 40 per hour"
FROM_ANYWHERE = "100 per hour"
LINKS = "6 per hour"

SIGN_IN = "sign_in"  # where the session keeps its token
COOKIE = "known_browser"
_LASTS = 180 * 24 * 60 * 60  # seconds
_ACCOUNTS = 12  # that one browser is known for; on a shared one, whoever came first is forgotten first


def sign_in(email: str, password: str) -> Person:
    """Let somebody in, and know the browser from now on. Raises WrongPassword, TooManyTries."""
    tries = _tries_at(email)
    wait = longest_wait(*tries)
    if wait:
        raise TooManyTries(
            f"There were too many wrong passwords for {email.strip()}. Wait {in_words(wait)}, then try again, or "
            f"{services.way_to_new_password()}."
        )
    try:
        person = services.sign_in(email, password)
    except WrongPassword:
        for one in tries:
            one.count()
        raise
    let_in(person)
    return person


def let_in(person: Person) -> None:
    """Sign somebody in here who has shown who they are."""
    login_user(person)
    session[SIGN_IN] = new_token()
    after_this_request(lambda response: _know(response, person.email))


def let_out(person: Person) -> None:
    """Sign somebody out here, and wherever a copy of this browser's cookie lies."""
    sign_out(person, token_here())
    session.pop(SIGN_IN, None)
    logout_user()


def forget() -> None:
    """Take a sign-in that opens nothing any more out of this browser's cookie, which is not sealed around it again."""
    for name in (SIGN_IN, "_user_id", "_fresh"):
        session.pop(name, None)


def token_here() -> str:
    """What tells the sign-in of this browser from the person's others; empty where nobody signed in."""
    token: str = session.get(SIGN_IN, "")
    return token


def ask_for_new_password(email: str) -> None:
    """Queue a mail with a link, where the address is somebody's. Raises TooManyTries, whether it is or not."""
    tries = Tries(LINKS, ("link", _named(email)))
    if tries.wait:
        raise TooManyTries(
            "A new password was asked for there often enough. Open the newest mail: its link works. Or wait "
            f"{in_words(tries.wait)}, then ask again."
        )
    tries.count()
    services.ask_for_new_password(email)


def _tries_at(email: str) -> list[Tries]:
    account = _named(email)
    browser, accounts = _known()
    if _mark(account) in accounts:
        return [Tries(FROM_ONE_PLACE, ("known", account, browser))]
    return [Tries(FROM_ONE_PLACE, ("from", account, _network())), Tries(FROM_ANYWHERE, ("at", account))]


def _named(email: str) -> str:
    """The account as it is looked up, so that no way of writing it is a new one."""
    return email.strip().lower()


def _network() -> str:
    """Where the request comes from: of an IPv6 address the part that a household or a college has."""
    try:
        address = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return ""
    return str(ipaddress.ip_network((address, 64), strict=False)) if address.version == 6 else str(address)


def _known() -> tuple[str, list[str]]:
    """This browser's own mark, and the marks of the accounts that it is known for."""
    try:
        browser, accounts = _seal().loads(request.cookies.get(COOKIE, ""))
    except (BadSignature, ValueError):
        return new_token(), []
    return browser, accounts


def _know(response: Response, email: str) -> Response:
    settings: Settings = current_app.config["SETTINGS"]
    browser, accounts = _known()
    mark = _mark(_named(email))
    accounts = [*(one for one in accounts if one != mark), mark][-_ACCOUNTS:]
    sealed = _seal().dumps((browser, accounts))
    response.set_cookie(
        COOKIE, sealed, max_age=_LASTS, secure=settings.secure_cookies, httponly=True, samesite="Lax"
    )
    return response


def _mark(account: str) -> str:
    """What stands for an account in the cookie: whoever reads it on a shared machine learns no address."""
    settings: Settings = current_app.config["SETTINGS"]
    key = hashlib.sha256(settings.secret_key.encode()).digest()
    return hashlib.blake2b(account.encode(), key=key, digest_size=12).hexdigest()


def _seal() -> URLSafeSerializer:
    settings: Settings = current_app.config["SETTINGS"]
    return URLSafeSerializer(settings.secret_key, salt=COOKIE)
