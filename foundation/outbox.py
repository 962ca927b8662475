"""Mail: written to the outbox in the transaction that causes it, sent by a job after the commit.

Where no mail server is set the message stays in the outbox, and the person who caused it is offered its link.
"""

import logging
import smtplib
import ssl
from collections.abc import Collection
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

from flask import current_app
from sqlalchemy import and_, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from foundation.clock import now
from foundation.database import Base, db
from foundation.jobs import enqueue

log = logging.getLogger(__name__)

KEEPS_TRYING = timedelta(days=2)
SOON = timedelta(minutes=2)  # a mail server that is there has taken a message by then


class Mail(Base):
    """One message. `body` is plain text; it may hold a secret link, so it is emptied once it is sent or given up.

    `kind` is its template; `concerns` is like an event's subject ("link:7"), `apprenticeship_id` about whose work
    it is: it goes when everything of hers is deleted. The subject of a mail about several learners names none of them.
    Given up at `failed_at`, it waits for somebody to do by hand what it should have done, until `settled_at`.
    """

    __tablename__ = "mail"

    id: Mapped[int] = mapped_column(primary_key=True)
    to: Mapped[str]
    subject: Mapped[str]
    body: Mapped[str]
    created_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    kind: Mapped[str] = mapped_column(default="")
    concerns: Mapped[str] = mapped_column(default="", index=True)
    apprenticeship_id: Mapped[int | None]
    failed_at: Mapped[datetime | None] = mapped_column(index=True)
    settled_at: Mapped[datetime | None]


UNDELIVERED = (Mail.failed_at.is_not(None), Mail.settled_at.is_(None))
ON_ITS_WAY = (Mail.failed_at.is_(None), Mail.sent_at.is_(None))


class Postbox:
    """Knows whether and where mail goes. `url` is `smtp://user:password@host:port` or empty."""

    def __init__(self) -> None:
        self.url = ""
        self.sender = ""

    def connect(self, url: str, sender: str) -> None:
        self.url, self.sender = url, sender

    @property
    def can_send(self) -> bool:
        return bool(self.url)

    def deliver(self, message: EmailMessage) -> None:
        """Hand the message to the mail server. Raises OSError or smtplib.SMTPException.

        It travels over TLS wherever the server can, to a server whose certificate is trusted (RFC 3207). Within this
        machine a message without a password needs none of that: a relay there has a certificate of its own making.
        """
        parts = urlsplit(self.url)
        host = parts.hostname or "localhost"
        with self._connected(host, parts.port, over_tls=parts.scheme == "smtps") as server:
            encrypted = parts.scheme == "smtps"
            if not encrypted and (parts.username or not is_this_machine(host)):
                server.ehlo_or_helo_if_needed()
                if encrypted := server.has_extn("starttls"):
                    server.starttls(context=ssl.create_default_context())
            if parts.username:
                if not encrypted and not is_this_machine(host):
                    raise UnsafeServer(
                        "it takes the password over no encrypted connection, so it was not sent"
                    )
                server.login(unquote(parts.username), unquote(parts.password or ""))
            server.send_message(message)

    def _connected(self, host: str, port: int | None, *, over_tls: bool) -> smtplib.SMTP:
        if over_tls:
            context = ssl.create_default_context()
            return smtplib.SMTP_SSL(host, port or 465, timeout=20, context=context)
        return smtplib.SMTP(host, port or 587, timeout=20)


class UnsafeServer(OSError):
    """The mail server would have the password told to whoever listens."""


def is_this_machine(host: str) -> bool:
    """Whether what is sent to `host` leaves no network card."""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


postbox = Postbox()


def queue_mail(
    to: str,
    subject: str,
    template: str,
    *,
    concerns: str = "",
    apprenticeship_id: int | None = None,
    **values: object,
) -> Mail | None:
    """Put a message in the outbox, its body from `templates/mail/<template>.txt`, filled with `values`.

    None where no mail server is set: nothing would ever send it.
    """
    if not postbox.can_send:
        return None
    # Past Flask's context processors: the frame of a page needs a request, and a command or a job has none.
    body = current_app.jinja_env.get_template(f"mail/{template}.txt").render(values)
    mail = Mail(to=to, subject=subject, body=body, created_at=now())
    mail.kind, mail.concerns, mail.apprenticeship_id = template, concerns, apprenticeship_id
    db.session.add(mail)
    db.session.flush()
    enqueue("send_mail", mail_id=mail.id)
    return mail


def send_mail(mail_id: int) -> None:
    """The job: send one message, once. A mail server that is away, or asks for patience, is tried again: after a
    minute, then at growing intervals up to an hour, for two days."""
    mail = db.session.get(Mail, mail_id)
    if mail is None or mail.sent_at is not None or mail.failed_at is not None:
        return
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = postbox.sender, mail.to, mail.subject
    message["Date"] = formatdate(localtime=False)
    message["Message-ID"] = make_msgid(domain="masterpiece.invalid")
    message.set_content(mail.body)
    waiting_since = mail.created_at
    db.release()
    try:
        postbox.deliver(message)
    except OSError as error:  # smtplib's own errors are OSErrors too
        waited = now() - waiting_since
        if waited > KEEPS_TRYING or _is_final(error):
            raise
        log.warning("mail %s is not taken yet: %s", mail_id, _why(error))
        enqueue(
            "send_mail", delay=min(max(waited, timedelta(minutes=1)), timedelta(hours=1)), mail_id=mail_id
        )
        return
    mail.sent_at, mail.body = now(), ""


def give_up_mail(mail_id: int) -> None:
    """What is done when a message was tried for long enough: it waits for a person, without its link."""
    mail = db.session.get(Mail, mail_id)
    if mail is not None and mail.sent_at is None and mail.failed_at is None:
        mail.failed_at, mail.body = now(), ""


def is_given_up(concerns: str) -> bool:
    """Whether a message about this did not arrive, and nobody has done anything about it yet."""
    return stuck_among([concerns]).get(concerns, False)


def stuck_among(concerns: Collection[str]) -> dict[str, bool]:
    """Those of these about which a message has not arrived by now, and nobody has done anything yet: whether it was
    given up, or is still being tried."""
    if not concerns:
        return {}
    is_slow = and_(*ON_ITS_WAY, Mail.created_at < now() - SOON)
    stuck = select(Mail.concerns, Mail.failed_at.is_not(None)).where(
        Mail.concerns.in_(concerns), or_(and_(*UNDELIVERED), is_slow)
    )
    found: dict[str, bool] = {}
    for about, given_up in db.session.execute(stuck):
        found[about] = bool(given_up) or found.get(about, False)
    return found


def settle_mails(*concerns: str) -> None:
    """What messages about these should have done is done in another way."""
    db.session.execute(update(Mail).where(Mail.concerns.in_(concerns), *UNDELIVERED).values(settled_at=now()))


def call_back_mails(*concerns: str) -> None:
    """Messages about these are not to be sent any more, as far as no server has them; nobody need do anything."""
    settle_mails(*concerns)
    db.session.execute(
        update(Mail)
        .where(Mail.concerns.in_(concerns), Mail.sent_at.is_(None), Mail.failed_at.is_(None))
        .values(failed_at=now(), settled_at=now(), body="")
    )


def _is_final(error: OSError) -> bool:
    """Whether the server says that this address will never do (RFC 5321, 4.2.1: 5yz), and not to come again (4yz)."""
    return isinstance(error, smtplib.SMTPRecipientsRefused) and all(
        code >= 500 for code, _ in error.recipients.values()
    )


def _why(error: OSError) -> str:
    """For whoever reads the log. What a server says may name a person, so it is not repeated."""
    if isinstance(error, ssl.SSLCertVerificationError):
        return (
            f"the certificate of the mail server is not trusted ({error.verify_message}). Let MAIL_URL name the server "
            "as its certificate does. Where your own authority made that, set SSL_CERT_FILE to the authority's"
        )
    return f"{type(error).__name__}: {error}" if isinstance(error, UnsafeServer) else type(error).__name__
