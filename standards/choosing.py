"""A standard as one apprentice has it: what is core, and what belongs to the option that she learns."""

from dataclasses import replace

from standards.model import Descriptor, Duty, Ksb, Method, Option, Standard, StandardError, Theme


class UnknownOption(StandardError):
    """The standard has no option of this id."""


def for_option(standard: Standard, option: str) -> Standard:
    """What is asked of those on this option (its id): core and their own; its title says which.

    Without an option ("") it is the whole standard. A duty, theme or descriptor that is about KSBs of other options
    alone is left out; and with one of a higher grade the rule that counts them, which the plan gave for all of them.
    Raises UnknownOption.
    """
    if not option:
        return standard
    chosen = next((one for one in standard.options if one.id == option), None)
    if chosen is None:
        named = ", ".join(one.name for one in standard.options) or "none"
        raise UnknownOption(f"{standard.label} has no option “{option}”. Its options: {named}.")
    ksbs = tuple(ksb for ksb in standard.ksbs if _is_of(ksb, option))
    codes = frozenset(ksb.code for ksb in ksbs)
    duties = (duty for duty in standard.duties if _is_of(duty, option))
    return replace(
        standard,
        title=f"{standard.title} ({chosen.name})" if standard.title else chosen.name,
        ksbs=ksbs,
        options=(chosen,),
        duties=tuple(replace(duty, ksbs=_among(codes, duty.ksbs)) for duty in duties),
        methods=tuple(_method(method, codes) for method in standard.methods),
        verified_by_employer=_among(codes, standard.verified_by_employer),
    )


def matching_option(standard: Standard, option: Option) -> Option | None:
    """The option of `standard` that is this one: of the same name, else of the same id."""
    names = {_plain(one.name): one for one in standard.options}
    ids = {one.id: one for one in standard.options}
    return names.get(_plain(option.name)) or ids.get(option.id)


def option_named(standard: Standard, named: str) -> Option | None:
    """The option that somebody wrote by its name or its id."""
    return matching_option(standard, Option(named.strip(), named))


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _is_of(one: Ksb | Duty, option: str) -> bool:
    return not one.options or option in one.options


def _among(codes: frozenset[str], listed: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code for code in listed if code in codes)


def _method(method: Method, codes: frozenset[str]) -> Method:
    themes = tuple(kept for theme in method.themes if (kept := _theme(theme, codes)) is not None)

    def count(among: tuple[Theme, ...]) -> tuple[int, int]:
        merits, distinctions = (
            (one.merit_descriptors for one in among),
            (one.distinction_descriptors for one in among),
        )
        return sum(map(len, merits)), sum(map(len, distinctions))

    before, left = count(method.themes), count(themes)
    return replace(
        method,
        ksbs=_among(codes, method.ksbs),
        themes=themes,
        merit_rule=method.merit_rule if before[0] == left[0] else None,
        distinction_rule=method.distinction_rule if before[1] == left[1] else None,
    )


def _theme(theme: Theme, codes: frozenset[str]) -> Theme | None:
    ksbs = _among(codes, theme.ksbs)
    if theme.ksbs and not ksbs:
        return None
    return replace(
        theme,
        ksbs=ksbs,
        pass_descriptors=_descriptors(theme.pass_descriptors, codes),
        merit_descriptors=_descriptors(theme.merit_descriptors, codes),
        distinction_descriptors=_descriptors(theme.distinction_descriptors, codes),
    )


def _descriptors(descriptors: tuple[Descriptor, ...], codes: frozenset[str]) -> tuple[Descriptor, ...]:
    kept = ((one, _among(codes, one.ksbs)) for one in descriptors)
    return tuple(replace(one, ksbs=hers) for one, hers in kept if hers or not one.ksbs)
