"""Whose upload it is: nobody but the apprentice who sends it knows of it."""

from accounts.models import Person
from accounts.queries import apprenticeship_of
from foundation.database import db
from foundation.errors import NotFound
from portfolio.models import Upload


def get_own_upload_for(person: Person, upload_id: int) -> Upload:
    """Raises NotFound for strangers, and once it was cleared away."""
    upload = db.session.get(Upload, upload_id)
    own = apprenticeship_of(person)
    if upload is None or own is None or upload.apprenticeship_id != own.id:
        raise NotFound("We hold no part of that file any more. Add it again.")
    return upload
