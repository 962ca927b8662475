"""The blueprint of the room: every view of it hangs here."""

from flask import Blueprint

blueprint = Blueprint("sign_off", __name__)
