"""The employer's decision: what it is about is the occupation itself, as the standard describes it."""

from collections.abc import Sequence

from accounts.models import Apprenticeship
from sign_off.manifest import Manifest, ManifestEntry
from sign_off.subjects import Concern, Reading, ServedFile


class ReadinessGuide:
    """The duties of the standard are what "occupationally competent" means: the employer reads them before deciding."""

    def is_asked_of(self, apprenticeship: Apprenticeship) -> bool:
        return True

    def attempt_of(self, apprenticeship: Apprenticeship) -> None:
        return None

    def manifest_of(self, apprenticeship: Apprenticeship) -> Manifest:
        return Manifest(
            title="Ready for the final assessment",
            apprentice=apprenticeship.apprentice.name,
            standard=apprenticeship.standard.label,
            standard_sha256=apprenticeship.standard_version.digest,
            entries=tuple(
                ManifestEntry(key=f"duty:{duty.number}", title=duty.text, kind=f"Duty {duty.number}")
                for duty in apprenticeship.standard.duties
            ),
        )

    def concerns(self, apprenticeship: Apprenticeship) -> Sequence[Concern]:
        return ()

    def find_file(self, apprenticeship: Apprenticeship, file_id: str) -> ServedFile | None:
        return None

    def readings_of(self, apprenticeship: Apprenticeship, manifest: Manifest) -> Sequence[Reading]:
        return ()

    def find_picture(
        self, apprenticeship: Apprenticeship, manifest: Manifest, picture_id: str
    ) -> ServedFile | None:
        return None
