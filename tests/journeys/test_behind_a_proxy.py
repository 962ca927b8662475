"""Deployed as README.md says: a proxy with TLS in front, which names who asks, and over what. A password is set anew by
mail, and its cookie never travels without TLS."""

import re
from collections.abc import Iterator
from http.cookies import SimpleCookie
from pathlib import Path

import httpx
import pytest

from tests.cast import PASSWORD
from tests.over_http import token_of
from tests.processes import start, stop
from tests.servers import MailServer
from tests.site import furnish
from tests.waiting import wait_until

PUBLIC = "https://masterpiece.example.org"
AMIRA = "amira.hussain@example.org"


class Proxied:
    """A browser behind the proxy: what it sends arrives as nginx would hand it on."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        self._cookies: dict[str, str] = {}
        self.set_cookies: list[str] = []

    def ask(self, path: str, form: dict[str, str] | None = None) -> httpx.Response:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        headers = {"Cookie": cookies} if cookies else {}
        if form is None:
            answer = self._client.get(path, headers=headers)
        else:
            answer = self._client.post(path, headers=headers, data=form)
        for set_cookie in answer.headers.get_list("set-cookie"):
            self.set_cookies.append(set_cookie)
            self._cookies.update({name: one.value for name, one in SimpleCookie(set_cookie).items()})
        self._client.cookies.clear()
        return answer

    def send(self, path: str, **form: str) -> httpx.Response:
        """Open the page, fill in its form and send it."""
        return self.ask(path, {"csrf_token": token_of(self.ask(path).text), **form})


@pytest.fixture
def proxy(tmp_path: Path, mail_server: MailServer) -> Iterator[httpx.Client]:
    """What the proxy sends to a real server that was started on the settings of README.md."""
    settings, _ = furnish(
        tmp_path, {"PUBLIC_URL": PUBLIC, "TRUSTED_PROXY": "127.0.0.1", "MAIL_URL": mail_server.url}
    )
    process = start(settings)
    headers = {
        "Host": "masterpiece.example.org",
        "X-Forwarded-For": "203.0.113.5",
        "X-Forwarded-Proto": "https",
        "Referer": f"{PUBLIC}/sign-in",
    }
    with httpx.Client(base_url=f"http://127.0.0.1:{settings['PORT']}", headers=headers, timeout=60) as client:
        yield client
    stop(process)


def link_in(mail_server: MailServer) -> str:
    """The path in the one mail that came, once it has come."""
    wait_until(lambda: mail_server.received, lambda: "no mail came")
    (envelope,) = mail_server.received
    content = envelope.content.decode() if isinstance(envelope.content, bytes) else str(envelope.content)
    words = content.replace("=\r\n", "").replace("=3D", "=")
    (path,) = re.findall(rf"{re.escape(PUBLIC)}(/new-password/\S+)", words)
    return str(path)


def test_a_forgotten_password_is_set_anew_over_tls(proxy: httpx.Client, mail_server: MailServer) -> None:
    amira = Proxied(proxy)
    assert amira.send("/new-password", email=AMIRA).status_code == 200
    path, new = link_in(mail_server), "another long password"
    done = amira.send(path, password=new, again=new)
    assert done.status_code == 302, done.text
    home = amira.ask(done.headers["location"])
    assert "Amira Hussain" in home.text
    assert home.headers["Strict-Transport-Security"]
    assert len(amira.set_cookies) >= 2
    assert [one for one in amira.set_cookies if "Secure" not in one] == []
    assert amira.ask(path).status_code == 410, "the link works once"
    assert Proxied(proxy).send("/sign-in", email=AMIRA, password=PASSWORD).status_code == 422
    assert Proxied(proxy).send("/sign-in", email=AMIRA, password=new).status_code == 302
