"""Who may take a provider's things along: its administrators."""

from accounts.models import Person, Role
from foundation.errors import NotFound
from home.models import ProviderDownload
from home.provider_data.queries import find_download, has_expired


def can_take_all(person: Person, provider_id: int) -> bool:
    return person.role is Role.ADMINISTRATOR and person.provider_id == provider_id


def get_download_for(person: Person, download_id: int) -> ProviderDownload:
    """Raises NotFound for strangers, and for one that was removed or has run out."""
    download = find_download(download_id)
    if download is None or has_expired(download) or not can_take_all(person, download.provider_id):
        raise NotFound("That download is not there any more. Make a new one.")
    return download
