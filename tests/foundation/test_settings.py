"""Settings suit one person's own machine unless the environment says otherwise."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import make_url

from foundation.files import ObjectStore
from foundation.setting_urls import BadSetting
from foundation.settings import MEGABYTE, Settings


def settings_of(home: Path, **environ: str) -> Settings:
    return Settings.from_environ({"MASTERPIECE_HOME": str(home), **environ})


def test_with_nothing_set_everything_is_in_one_folder(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)

    assert settings.database_url == f"sqlite:///{tmp_path / 'masterpiece.sqlite3'}"
    assert settings.files_url == (tmp_path / "files").as_uri()
    assert settings.public_url == "http://127.0.0.1:8000"
    assert settings.max_upload_bytes == 2048 * MEGABYTE
    assert settings.mail_url == ""
    assert not settings.secure_cookies
    assert not settings.demo
    assert settings.rate_limits


def test_a_setting_that_is_empty_is_a_setting_that_is_not_set(tmp_path: Path) -> None:
    names = ("DATABASE_URL", "FILES_URL", "SECRET_KEY", "PUBLIC_URL", "PORT", "MAX_UPLOAD_MB", "MAIL_FROM")
    assert settings_of(tmp_path, **dict.fromkeys(names, "")) == settings_of(tmp_path)


@pytest.mark.parametrize("port", ["eight", "80.5", "-1", "0", "65536"])
def test_a_bad_port_is_refused_by_name(tmp_path: Path, port: str) -> None:
    with pytest.raises(BadSetting, match=r"PORT is .* like 8000"):
        settings_of(tmp_path, PORT=port)


@pytest.mark.parametrize("size", ["0", "lots", "1.5", "-1"])
def test_a_bad_upload_limit_is_refused_by_name(tmp_path: Path, size: str) -> None:
    with pytest.raises(BadSetting, match=r"MAX_UPLOAD_MB is .* like 2048"):
        settings_of(tmp_path, MAX_UPLOAD_MB=size)


def test_cookies_are_secure_where_the_address_is(tmp_path: Path) -> None:
    settings = settings_of(tmp_path, PUBLIC_URL="https://portfolio.example.org/")

    assert settings.secure_cookies
    assert settings.public_url == "https://portfolio.example.org"


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_a_postgresql_address_is_understood_as_hosts_write_it(tmp_path: Path, scheme: str) -> None:
    settings = settings_of(tmp_path, DATABASE_URL=f"{scheme}://anna:secret@db.example.org/masterpiece")

    assert settings.database_url == "postgresql+psycopg://anna:secret@db.example.org/masterpiece"


def test_a_home_with_odd_letters_in_its_name_is_used_as_it_is(tmp_path: Path) -> None:
    home = tmp_path / "50% of #1"
    settings = settings_of(home)
    ObjectStore(settings.files_url)

    assert (home / "files").is_dir()
    assert make_url(settings.database_url).database == str(home / "masterpiece.sqlite3")


def test_the_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first, second = settings_of(tmp_path), settings_of(tmp_path)

    assert first.secret_key == second.secret_key
    assert len(first.secret_key) == 64
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]


def test_those_who_start_together_share_one_secret(tmp_path: Path) -> None:
    for attempt in range(20):
        home = tmp_path / str(attempt)
        with ThreadPoolExecutor(8) as starting:
            secrets = list(starting.map(lambda _, home=home: settings_of(home).secret_key, range(8)))
        assert len(set(secrets)) == 1
        assert len(secrets[0]) == 64


def test_a_given_secret_is_used_and_none_is_made(tmp_path: Path) -> None:
    assert settings_of(tmp_path, SECRET_KEY="given").secret_key == "given"
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("MAIL_URL", "foo", "MAIL_URL is not an address. Set it to smtp://user:password@host:587"),
        ("MAIL_URL", "http://x", "MAIL_URL begins with http://. Set it to smtp://"),
        ("MAIL_URL", "smtp://", "MAIL_URL names no mail server."),
        ("MAIL_URL", "smtp://anna:hush@host:mail", "MAIL_URL has a port that is no number"),
        ("MAIL_URL", "smtp://anna:hu/sh@host:25", "write / as %2F"),
        ("MAIL_URL", "smtp://host:25/hush", "MAIL_URL goes on after the mail server."),
        ("MAIL_FROM", "hush", "MAIL_FROM is no email address."),
        ("MAIL_FROM", "Us <us@example.org>\nBcc: hush@example.org", "MAIL_FROM is no email address."),
        ("DATABASE_URL", "hush", "DATABASE_URL is not the address of a database."),
        ("DATABASE_URL", "mysql://anna:hush@host/x", "DATABASE_URL begins with mysql://."),
        ("DATABASE_URL", "postgresql://anna:hush@host:x/x", "DATABASE_URL is not the address of a database."),
        ("DATABASE_URL", "sqlite://", "DATABASE_URL names no file."),
        ("FILES_URL", "/hush", "FILES_URL is not an address."),
        ("FILES_URL", "file://srv/hush", "FILES_URL names no folder."),
        ("FILES_URL", "s3://", "FILES_URL names no bucket."),
        ("FILES_URL", "ftp://hush", "FILES_URL begins with ftp://."),
        ("PUBLIC_URL", "hush.example.org", "PUBLIC_URL is not an address."),
        ("PUBLIC_URL", "https://", "PUBLIC_URL is not the address of a website."),
        ("PUBLIC_URL", "https://anna:hush@host", "PUBLIC_URL is not the address of a website."),
    ],
)
def test_a_bad_address_is_refused_by_name_and_never_repeated(
    tmp_path: Path, name: str, value: str, said: str
) -> None:
    with pytest.raises(BadSetting) as refused:
        settings_of(tmp_path, **{name: value})
    assert said in str(refused.value)
    assert "hush" not in str(refused.value)
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MAIL_URL", "smtp://mail"),
        ("MAIL_URL", "smtps://anna:p%40ss@mail.example.org:465"),
        ("MAIL_FROM", "no-reply@example.org"),
        ("MAIL_FROM", "Larkfield Training <no-reply@example.org>"),
        ("FILES_URL", "s3://bucket/prefix"),
        ("PUBLIC_URL", "https://example.org:8443/portfolio"),
    ],
)
def test_a_good_address_is_taken_as_it_is(tmp_path: Path, name: str, value: str) -> None:
    assert getattr(settings_of(tmp_path, **{name: value}), name.lower()) == value


def test_a_home_that_cannot_be_written_to_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    with pytest.raises(BadSetting, match="Set MASTERPIECE_HOME to another folder"):
        settings_of(tmp_path / "file")


def test_the_trusted_proxy_is_an_address_and_nobody_where_none_is_set(tmp_path: Path) -> None:
    home = {"MASTERPIECE_HOME": str(tmp_path)}
    assert Settings.from_environ(home).trusted_proxy == ""
    assert Settings.from_environ({**home, "TRUSTED_PROXY": " ::1 "}).trusted_proxy == "::1"
    with pytest.raises(BadSetting, match="TRUSTED_PROXY is not an IP address"):
        Settings.from_environ({**home, "TRUSTED_PROXY": "nginx"})
