"""The KSBs to pick from by hand, by theme, those of the other methods last."""

from wtforms.fields.choices import SelectChoice

from standards import Standard


def ksb_choices(standard: Standard) -> list[SelectChoice]:
    """One choice a KSB ("K8: The purpose of an Operating System OS."), grouped by theme."""
    choices = [SelectChoice("", "Choose a KSB")]
    method = standard.evidenced
    for theme in method.themes:
        choices += [_choice(standard, code, theme.name) for code in theme.ksbs]
    for other in standard.methods:
        foreign = [code for code in other.ksbs if code not in method.ksbs]
        choices += [_choice(standard, code, f"Belongs to: {other.name}") for code in foreign]
    return choices


def _choice(standard: Standard, code: str, group: str) -> SelectChoice:
    return SelectChoice(code, f"{code}: {standard.ksb(code).text}", optgroup=group)
