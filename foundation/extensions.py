"""The Flask extensions. A leaf: it imports no project code, and nobody imports `app`."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_wtf.csrf import CSRFProtect

csrf = CSRFProtect()
# No route is limited by itself: `foundation.throttle` counts what was tried, by whom and at what.
limiter = Limiter(get_remote_address, storage_uri="memory://", strategy="moving-window")
login_manager = LoginManager()
