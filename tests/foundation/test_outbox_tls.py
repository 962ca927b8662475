"""Mail travels encrypted, to a server that is who it says: real servers, with a certificate trusted or not."""

import logging
import ssl
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from aiosmtpd.smtp import AuthResult

from foundation import outbox
from foundation.clock import now
from foundation.database import Database
from foundation.jobs import Worker
from foundation.outbox import Mail, Postbox, UnsafeServer, postbox, send_mail
from tests.servers import Certificate, MailServer, mail_server_with

pytestmark = pytest.mark.needs_openssl


def deliver(url: str) -> None:
    box = Postbox()
    box.connect(url, "Masterpiece <no-reply@example.org>")
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = box.sender, "dana@example.org", "Sign, please"
    box.deliver(message)


@pytest.fixture
def context(certificate: Certificate) -> ssl.SSLContext:
    """What the server shows its certificate with."""
    made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    made.load_cert_chain(certificate.path, certificate.key)
    return made


@pytest.fixture
def trusted(certificate: Certificate, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.path))


@pytest.fixture
def starttls(context: ssl.SSLContext) -> Iterator[MailServer]:
    """Offers TLS, and takes any name and password over it alone."""
    with mail_server_with(tls_context=context, authenticator=lambda *_: AuthResult(success=True)) as server:
        yield server


def at(server: MailServer, scheme: str = "smtp", who: str = "kit:secret@", host: str = "127.0.0.1") -> str:
    return f"{scheme}://{who}{host}:{server.port}"


def test_a_server_with_a_certificate_that_nobody_trusts_gets_nothing(starttls: MailServer) -> None:
    with pytest.raises(ssl.SSLCertVerificationError):
        deliver(at(starttls))
    assert starttls.received == []


@pytest.mark.usefixtures("trusted")
def test_a_server_whose_certificate_is_trusted_gets_it(starttls: MailServer) -> None:
    deliver(at(starttls))
    assert len(starttls.received) == 1


def test_smtps_asks_for_a_trusted_certificate_too(
    context: ssl.SSLContext, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mail_server_with(ssl_context=context) as server:
        with pytest.raises(ssl.SSLCertVerificationError):
            deliver(at(server, "smtps", who=""))
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate.path))
        deliver(at(server, "smtps", who=""))
        assert len(server.received) == 1


@pytest.mark.usefixtures("trusted")
def test_without_a_password_it_is_encrypted_all_the_same(
    context: ssl.SSLContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outbox, "is_this_machine", lambda _host: False)
    with mail_server_with(tls_context=context, require_starttls=True) as server:
        deliver(at(server, who=""))
        assert len(server.received) == 1


def test_a_password_goes_to_another_machine_over_tls_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []

    def note(*args: object) -> AuthResult:
        told.append(args)
        return AuthResult(success=True)

    with mail_server_with(authenticator=note, auth_require_tls=False) as server:
        deliver(at(server))
        assert len(told) == len(server.received) == 1
        monkeypatch.setattr(outbox, "is_this_machine", lambda _host: False)
        with pytest.raises(UnsafeServer):
            deliver(at(server))
        assert len(told) == len(server.received) == 1


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True),
        ("127.0.0.1", True),
        ("::1", True),
        ("mail.example.org", False),
        ("10.0.0.7", False),
    ],
)
def test_which_hosts_are_this_machine(host: str, here: bool) -> None:
    assert outbox.is_this_machine(host) is here


def test_the_log_says_what_to_do_about_a_certificate_and_tells_no_secret(
    starttls: MailServer, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    postbox.connect(at(starttls), "no-reply@example.org")
    try:
        with database.transaction() as session:
            session.add(Mail(id=1, to="dana@example.org", subject="Sign", body="a link", created_at=now()))
            outbox.enqueue("send_mail", mail_id=1)
        with caplog.at_level(logging.WARNING):
            Worker({"send_mail": send_mail}).run_one()
    finally:
        postbox.connect("", "")
    assert "is not trusted (self-signed certificate)" in caplog.text
    assert "SSL_CERT_FILE" in caplog.text
    assert "secret" not in caplog.text and "dana" not in caplog.text
