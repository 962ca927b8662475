"""The file store keeps the same promises in memory, on the local disk and on S3."""

import hashlib
import io
import os
import re
from pathlib import Path

import pytest

from foundation.files import DeletingStore, Files, FileStore, Incoming, ObjectStore, new_key

ROOT = Path(__file__).parents[2]


def whole(store: FileStore, key: str) -> bytes:
    return b"".join(store.read(key))


def test_what_was_put_is_read_back_with_its_size_and_digest(file_store: DeletingStore) -> None:
    stored = file_store.put(io.BytesIO(b"ticket 4512 closed"))

    assert whole(file_store, stored.key) == b"ticket 4512 closed"
    assert stored.size == 18
    assert stored.sha256 == hashlib.sha256(b"ticket 4512 closed").hexdigest()


def test_an_empty_file_is_kept_too(file_store: DeletingStore) -> None:
    stored = file_store.put(io.BytesIO(b""))

    assert stored.size == 0
    assert whole(file_store, stored.key) == b""


def test_ten_megabytes_come_back_byte_for_byte(file_store: DeletingStore) -> None:
    content = os.urandom(10 * 1024 * 1024 + 1)
    stored = file_store.put(io.BytesIO(content))

    assert stored.size == len(content)
    assert hashlib.sha256(whole(file_store, stored.key)).digest() == hashlib.sha256(content).digest()


def test_what_is_written_bit_by_bit_is_kept_as_one_file(file_store: DeletingStore) -> None:
    parts = [os.urandom(7 * 1024 * 1024) for _ in range(5)] + [b"the end"]

    def fill(target: Incoming) -> None:
        for part in parts:
            target.write(part)

    stored = file_store.write(fill)
    assert stored.size == sum(map(len, parts))
    assert stored.sha256 == hashlib.sha256(b"".join(parts)).hexdigest()
    assert whole(file_store, stored.key) == b"".join(parts)


def test_what_fails_half_way_through_its_writing_is_not_kept(tmp_path: Path) -> None:
    def fill(target: Incoming) -> None:
        target.write(os.urandom(40 * 1024 * 1024))
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError):
        ObjectStore(f"file://{tmp_path}").write(fill)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    ("start", "end", "part"),
    [(0, 4, b"0123"), (3, 7, b"3456"), (8, None, b"89"), (8, 99, b"89"), (10, None, b""), (4, 4, b"")],
)
def test_a_range_is_read_from_its_start_up_to_its_end(
    file_store: DeletingStore, start: int, end: int | None, part: bytes
) -> None:
    stored = file_store.put(io.BytesIO(b"0123456789"))

    assert b"".join(file_store.read(stored.key, start, end)) == part


def test_a_range_across_the_chunks_of_a_large_file_is_exact(file_store: DeletingStore) -> None:
    content = os.urandom(3 * 1024 * 1024)
    stored = file_store.put(io.BytesIO(content))

    assert b"".join(file_store.read(stored.key, 1_000_000, 2_500_000)) == content[1_000_000:2_500_000]


def test_a_missing_file_is_refused_before_a_byte_is_read(file_store: DeletingStore) -> None:
    with pytest.raises(FileNotFoundError):
        file_store.read(new_key())


@pytest.mark.parametrize("key", ["", "../../etc/passwd", "ab/../../secret-key", "/etc/passwd", "report.pdf"])
def test_a_key_that_the_store_did_not_make_is_refused(file_store: DeletingStore, key: str) -> None:
    with pytest.raises(ValueError, match="not a key"):
        file_store.read(key)
    with pytest.raises(ValueError, match="not a key"):
        file_store.delete(key)


def test_deleting_twice_is_deleting_once(file_store: DeletingStore) -> None:
    stored = file_store.put(io.BytesIO(b"gone soon"))
    file_store.delete(stored.key)
    file_store.delete(stored.key)

    with pytest.raises(FileNotFoundError):
        file_store.read(stored.key)


def test_the_same_bytes_twice_are_two_files(file_store: DeletingStore) -> None:
    first, second = (file_store.put(io.BytesIO(b"same")) for _ in range(2))
    file_store.delete(first.key)

    assert whole(file_store, second.key) == b"same"


def test_a_file_is_on_disk_while_the_block_lasts(file_store: DeletingStore) -> None:
    files = Files()
    files.connect(file_store)
    stored = file_store.put(io.BytesIO(b"to be probed"))

    with files.on_disk(stored.key, ".pdf") as path:
        assert path.suffix == ".pdf"
        assert path.read_bytes() == b"to be probed"
    assert not path.exists()


def test_the_name_on_disk_is_ours_and_never_the_one_that_was_sent(tmp_path: Path) -> None:
    sent = tmp_path / "..;rm -rf.pdf"
    sent.write_bytes(b"%PDF")
    store = ObjectStore((tmp_path / "files").as_uri())
    with sent.open("rb") as source:
        stored = store.put(source)

    kept = [
        path.relative_to(tmp_path / "files") for path in (tmp_path / "files").rglob("*") if path.is_file()
    ]
    assert [path.as_posix() for path in kept] == [stored.key]
    assert re.fullmatch(r"[0-9a-f]{2}/[0-9a-f]{30}", stored.key)


def test_a_folder_with_odd_letters_in_its_name_is_used_as_it_is(tmp_path: Path) -> None:
    folder = tmp_path / "50% of #1? yes"
    stored = ObjectStore(folder.as_uri()).put(io.BytesIO(b"here"))

    assert (folder / stored.key).read_bytes() == b"here"


def test_a_files_url_that_we_do_not_know_is_refused_with_what_would_do() -> None:
    with pytest.raises(ValueError, match="Use file:///folder or s3://bucket/prefix"):
        ObjectStore("ftp://example.org/files")


def test_on_a_disk_the_bytes_and_the_folders_that_name_them_are_forced_out_before_put_returns(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forced: list[int] = []
    monkeypatch.setattr("foundation.files.os.fsync", lambda handle: forced.append(os.fstat(handle).st_ino))
    stored = ObjectStore(tmp_path.as_uri()).put(io.BytesIO(b"her words"))

    file = tmp_path / stored.key
    assert forced == [path.stat().st_ino for path in (file, file.parent, tmp_path)]


def test_a_room_keeps_no_file_past_the_session_that_writes_its_row() -> None:
    """`files.put` and `files.write` take a file back when its row is not written; the store itself does not."""
    rooms = ("accounts", "sign_off", "portfolio", "report_builder", "gateway", "home")
    sources = [source for room in rooms for source in (ROOT / room).rglob("*.py")]
    asking = {
        str(source.relative_to(ROOT))
        for source in sources
        if re.search(r"\bstore\.(put|write)\b", source.read_text("utf-8"))
    }
    assert asking == set()
