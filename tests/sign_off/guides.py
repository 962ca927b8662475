"""A room above this one, in as few lines as the Protocols allow: a shelf of pieces whose files are really stored."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from accounts.models import Apprenticeship
from foundation.files import files
from sign_off.manifest import Json, Manifest, ManifestEntry, ManifestFile
from sign_off.models import Subject
from sign_off.subjects import Concern, Reading, ReadingCopy, ServedFile


@dataclass
class Shelf:
    """Knows every subject, and every statement, by the same pieces. Tests put pieces on it and change them."""

    entries: list[ManifestEntry] = field(default_factory=list)
    why_not: list[str] = field(default_factory=list)
    served: dict[str, ServedFile] = field(default_factory=dict)
    copies: list[ReadingCopy] = field(default_factory=list)
    said: list[str] = field(
        default_factory=lambda: ["I patched & waited.", "It was approved.", "I fixed it on Monday."]
    )

    def put(
        self,
        title: str,
        *contents: tuple[str, str, bytes],
        kind: str = "Document",
        facts: Mapping[str, Json] | None = None,
    ) -> ManifestEntry:
        """A piece; `contents` are (name, media type, bytes)."""
        entry = ManifestEntry(
            key=f"piece:{len(self.entries) + 1}",
            title=title,
            kind=kind,
            files=tuple(self._store(*content) for content in contents),
            facts=facts or {},
        )
        self.entries.append(entry)
        return entry

    def change_file(self, number: int, content: bytes) -> None:
        """Put other bytes in the place of the first file of a piece."""
        entry = self.entries[number - 1]
        old = entry.files[0]
        new = self._store(old.name, old.media_type, content)
        self.entries[number - 1] = replace(entry, files=(new, *entry.files[1:]))

    def _store(self, name: str, media_type: str, content: bytes) -> ManifestFile:
        stored = files.store.put(io.BytesIO(content))
        file_id = f"f{len(self.served) + 1}"
        self.served[file_id] = ServedFile(stored.key, name, media_type, stored.size, stored.sha256)
        return ManifestFile(file_id, name, stored.sha256, stored.size, media_type)

    def is_asked_of(self, apprenticeship: Apprenticeship) -> bool:
        return True

    def title_of(self, subject: Subject) -> str:
        return self.entries[0].title

    def url_of(self, subject: Subject) -> str:
        return f"/pieces/{subject.id}"

    def attempt_of(self, apprenticeship: Apprenticeship) -> None:
        return None

    def manifest_of(self, about: Subject | Apprenticeship) -> Manifest:
        apprenticeship = about.apprenticeship if isinstance(about, Subject) else about
        title = self.entries[0].title if isinstance(about, Subject) else "Portfolio"
        return Manifest(
            title,
            apprenticeship.apprentice.name,
            apprenticeship.standard.label,
            tuple(self.entries),
            standard_sha256=apprenticeship.standard_version.digest,
        )

    def blockers(self, subject: Subject) -> Sequence[str]:
        return self.why_not

    def texts_of(self, subject: Subject, sent: Manifest | None) -> Sequence[str]:
        return [] if sent is None else self.said

    def concerns(self, apprenticeship: Apprenticeship) -> Sequence[Concern]:
        return [Concern(why) for why in self.why_not]

    def find_file(self, about: Subject | Apprenticeship, file_id: str) -> ServedFile | None:
        return self.served.get(file_id)

    def readings_of(self, apprenticeship: Apprenticeship, manifest: Manifest) -> Sequence[Reading]:
        return self.copies

    def find_picture(
        self, apprenticeship: Apprenticeship, manifest: Manifest, picture_id: str
    ) -> ServedFile | None:
        return None
