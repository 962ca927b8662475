"""What a plan asks, in plain words: every number and every quotation comes from the standard's data."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from accounts.models import Person, Role
from accounts.queries import apprenticeship_of, list_standard_versions
from accounts.standard_names import marks_of, with_mark
from foundation.wording import listed, numbered
from home.grades import grades_asked_for, overall_grades
from home.plan_rules import PlanPart, PlanRule
from standards import Method, MethodKind, Standard


@dataclass(frozen=True)
class Plan:
    """What one standard's plan asks, part by part."""

    label: str
    parts: Sequence[PlanPart]


def plans_for(person: Person | None) -> list[Plan]:
    """The apprentice's own plan; for the provider's people every plan that its apprentices can be on; nothing for
    somebody at the door."""
    if person is None:
        return []
    if person.role is Role.APPRENTICE:
        own = apprenticeship_of(person)
        return [plan_of(own.standard)] if own else []
    versions = list_standard_versions(person.provider_id)
    marks = marks_of(versions)
    return [
        Plan(with_mark(plan.label, marks.get(version.id)), plan.parts)
        for version in versions
        for plan in (plan_of(version.standard),)
    ]


def plan_of(standard: Standard) -> Plan:
    """The plan of `standard` in plain words; parts that its data says nothing about are left out."""
    parts = (
        PlanPart("Your portfolio", list(_portfolio(standard, standard.portfolio))),
        PlanPart("Your project report", list(_report(standard, standard.project))),
        PlanPart("Your presentation", list(_presentation(standard, standard.project))),
        PlanPart("Your discussion", list(_discussion(standard, standard.portfolio))),
        *(
            PlanPart(method.name, list(_other(standard, method)))
            for method in standard.methods
            if method.kind is MethodKind.OTHER
        ),
        PlanPart(
            f"Before the {standard.words.gateway}",
            [_rule(standard, one.text, one.clause) for one in standard.gateway],
        ),
        PlanPart("What each grade asks for", list(grades_asked_for(standard))),
        PlanPart("How the grades make the overall grade", list(overall_grades(standard))),
    )
    return Plan(standard.label, [part for part in parts if part.rules])


def _rule(standard: Standard, words: str, clause_id: str | None = None) -> PlanRule:
    clause = standard.find_clause(clause_id) if clause_id else None
    if clause is None:
        return PlanRule(words)
    return PlanRule(words, clause.quote, f"Assessment plan {standard.version}, {clause.section}")


def _portfolio(standard: Standard, method: Method | None) -> Iterator[PlanRule]:
    if method is None:
        return
    limits = method.limits
    yield _rule(
        standard,
        f"It shows {len(method.ksbs)} knowledge, skills and behaviours (KSBs), and only those.",
        "portfolio_only_its_ksbs",
    )
    if limits.pieces_typical:
        yield _rule(
            standard,
            f"It typically holds {numbered(limits.pieces_typical, 'piece')}. One more or less is no fault.",
            "portfolio_pieces",
        )
    yield _rule(standard, "Every piece says which KSBs it shows, and where.", "portfolio_mapped")
    if limits.video_minutes_max:
        yield _rule(
            standard,
            f"Your video clips together run {numbered(limits.video_minutes_max, 'minute')} at most, and you can be "
            "seen in each.",
            "portfolio_video",
        )
    if limits.disallowed:
        yield _rule(standard, f"It leaves out {listed(limits.disallowed)}.", "portfolio_no_reflection")


def _report(standard: Standard, method: Method | None) -> Iterator[PlanRule]:
    if method is None:
        return
    limits = method.limits
    if limits.words and limits.word_range:
        low, high = limits.word_range
        between = f"{limits.words:,} words: no fewer than {low or 0:,} and no more than {high or 0:,}"
        yield _rule(standard, f"It has {between if low and high else limits.words_allowed}.", "report_words")
    if limits.excluded:
        yield _rule(standard, f"Not counted: {listed(limits.excluded)}.", "report_exclusions")
    if limits.projects_max and limits.projects_max > 1:
        yield _rule(
            standard,
            f"It covers up to {numbered(limits.projects_max, 'project')}, inside the one total.",
            "report_projects",
        )
    if method.themes:
        yield _rule(
            standard, f"It covers {listed([theme.name.lower() for theme in method.themes])}.", "report_themes"
        )
    yield _rule(
        standard,
        f"An appendix of your own maps it to its {numbered(len(method.ksbs), 'KSB')}.",
        "report_mapping",
    )
    if limits.due_week:
        yield _rule(
            standard, f"It is due by the end of week {limits.due_week} after the gateway.", "report_due"
        )
    if standard.find_clause("report_unaided"):
        yield _rule(standard, "You write it unaided, and say so when you hand it in.", "report_unaided")


def _presentation(standard: Standard, method: Method | None) -> Iterator[PlanRule]:
    if method is None:
        return
    limits = method.limits
    if limits.total_minutes:
        yield _rule(
            standard,
            f"With questions it lasts {numbered(limits.total_minutes, 'minute')}.",
            "presentation_length",
        )
    if limits.covers:
        yield _rule(standard, f"It covers {listed(limits.covers)}.", "presentation_covers")
    if limits.questions_min:
        yield _rule(
            standard,
            f"You are asked at least {numbered(limits.questions_min, 'question')}.",
            "presentation_questions",
        )
    if limits.notice_weeks:
        yield _rule(
            standard,
            f"You hear the day {numbered(limits.notice_weeks, 'week')} before.",
            "presentation_notice",
        )


def _discussion(standard: Standard, method: Method | None) -> Iterator[PlanRule]:
    if method is None:
        return
    limits = method.limits
    if limits.minutes:
        yield _rule(standard, f"It lasts {numbered(limits.minutes, 'minute')}.", "discussion_length")
    if limits.questions_min:
        yield _rule(
            standard,
            f"You are asked at least {numbered(limits.questions_min, 'question')}.",
            "discussion_questions",
        )
    if standard.find_clause("portfolio_access"):
        yield _rule(standard, "You may look at your portfolio while you talk.", "portfolio_access")
    if limits.notice_weeks:
        yield _rule(
            standard, f"You hear the day {numbered(limits.notice_weeks, 'week')} before.", "discussion_notice"
        )


def _other(standard: Standard, method: Method) -> Iterator[PlanRule]:
    """A method that Masterpiece does not prepare for: its facts alone."""
    yield _rule(standard, f"It assesses {numbered(len(method.ksbs), 'KSB')}: {', '.join(method.ksbs)}.")
    if method.themes:
        yield _rule(standard, f"Its themes are {listed([theme.name for theme in method.themes])}.")
    limits = method.limits
    if minutes := limits.total_minutes or limits.minutes:
        yield _rule(standard, f"It lasts {numbered(minutes, 'minute')}.")
    if limits.questions_min:
        yield _rule(standard, f"You are asked at least {numbered(limits.questions_min, 'question')}.")
    yield _rule(standard, "We do not prepare you for it here. Ask your training provider what to expect.")
