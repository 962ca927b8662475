"""Every endpoint carries one access rule, stamped on it by its decorator. A test refuses any view without one."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

View = Callable[..., Any]


@dataclass(frozen=True)
class AccessRule:
    """Who may open a page. `require` raises SignInNeeded, NotAllowed or NotFound, or returns in peace. `by_account`:
    whether signing in helps."""

    name: str
    require: Callable[[], None]
    by_account: bool = True

    def __call__(self, view: View) -> View:
        @wraps(view)
        def guarded(*args: Any, **kwargs: Any) -> Any:
            self.require()
            return view(*args, **kwargs)

        guarded.access_rule = self  # type: ignore[attr-defined]
        return guarded


def rule_of(view: View) -> AccessRule | None:
    """The rule stamped on `view`, if any."""
    return getattr(view, "access_rule", None)


anyone = AccessRule("anyone", lambda: None)
