"""The KSBs to pick from by hand, by theme, those of the other methods last."""

from standards import Standard

Choices = dict[str, list[tuple[str, str]]]


def ksb_choices(standard: Standard) -> Choices:
    """{theme: [(code, "K8: The purpose of an Operating System OS.")]}, for a grouped list."""
    choices: Choices = {"": [("", "Choose a KSB")]}
    method = standard.portfolio
    for theme in method.themes if method else ():
        choices[theme.name] = [_choice(standard, code) for code in theme.ksbs]
    for other in standard.methods:
        if other is not method:
            choices[f"Belongs to: {other.name}"] = [_choice(standard, code) for code in other.ksbs]
    return choices


def _choice(standard: Standard, code: str) -> tuple[str, str]:
    return code, f"{code}: {standard.ksb(code).text}"
