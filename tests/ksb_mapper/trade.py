"""A standard of an invented trade, small enough to reason about."""

from standards import Ksb, Method, MethodKind, Standard

WORKSHOP = Standard(
    reference="ST9001",
    version="1.0",
    ksbs=(
        Ksb("K1", "The principles of version control."),
        Ksb("K2", "Types of testing and the purpose of a test plan."),
        Ksb("S1", "Install and configure network devices."),
        Ksb("S2", "Communicate with technical and non-technical stakeholders."),
        Ksb("B1", "Takes ownership of problems and works independently."),
    ),
    methods=(
        Method("project", "Project", MethodKind.PROJECT_REPORT, ("K2", "S1")),
        Method("discussion", "Discussion", MethodKind.PORTFOLIO_DISCUSSION, ("K1", "S2", "B1")),
    ),
)
"""Five statements: one each for version control, testing, networks, communication, ownership."""
