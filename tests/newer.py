"""A newer version of the standard that the cast is on, made up from it: K7 and K8 change places, K1 is reworded, K20
goes and another statement comes under its code."""

from typing import Any

import standards
from accounts.models import StandardVersion
from accounts.services import publish_standard

REWORDED = "The stages within a solutions lifecycle, and who decides at each of them."
NEW = "Ways of paying suppliers on time."


def newer_standard(version: str = "1.2") -> standards.Standard:
    content: dict[str, Any] = standards.load("ST0505").to_dict()
    texts = {ksb["code"]: ksb["text"] for ksb in content["ksbs"]}
    texts |= {"K7": texts["K8"], "K8": texts["K7"], "K1": REWORDED, "K20": NEW}
    for ksb in content["ksbs"]:
        ksb["text"] = texts[ksb["code"]]
    return standards.Standard.from_dict({**content, "version": version})


def publish_newer() -> StandardVersion:
    """Inside a session."""
    return publish_standard(newer_standard(), by="tests")
