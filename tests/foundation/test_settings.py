"""Settings suit one person's own machine unless the environment says otherwise."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import make_url

from foundation.files import ObjectStore
from foundation.settings import MEGABYTE, BadSetting, Settings


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
