"""Gates that forgot to ask: every check in every room's access.py, taken out one at a time.

A gate is a function of an `access.py` that fetches (`get_…`), refuses (`refusal_of_…`) or answers (`can_…`, `is_…`). A
mutant is the same gate without one of its checks, made from its own source, so that a new gate brings its own mutants.

Left out: what a refusal asks of the state of the thing alone, which the verbs' own tests hold, and a predicate that
only says whether there is a refusal.
"""

import ast
import importlib
import inspect
import pkgutil
import sys
import textwrap
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from types import CodeType, FunctionType, ModuleType
from typing import Any

import pytest

ROOMS = ("foundation", "accounts", "sign_off", "portfolio", "report_builder", "gateway", "home")
Function = Callable[..., Any]


@dataclass(frozen=True)
class Mutant:
    """A gate without one of its checks. `lacks` is the check, as the source has it."""

    gate: FunctionType
    lacks: str
    replacement: FunctionType

    def __str__(self) -> str:
        room = self.gate.__module__.removesuffix(".access")
        return f"{room}.{self.gate.__name__} without “{self.lacks}”"

    def install(self, patch: pytest.MonkeyPatch) -> None:
        """Put it in the gate's place, wherever a module has the gate by name."""
        for module in list(sys.modules.values()):
            if module.__name__.partition(".")[0] in ROOMS:
                for name, value in list(vars(module).items()):
                    if value is self.gate:
                        patch.setattr(module, name, self.replacement)


@cache
def gates() -> tuple[FunctionType, ...]:
    """Every gate of every room."""
    return tuple(
        value
        for room in ROOMS
        for module in _modules(room)
        if module.__name__.endswith(".access")
        for name, value in vars(module).items()
        if isinstance(value, FunctionType)
        and value.__module__ == module.__name__
        and name.startswith(("get_", "can_", "is_", "refusal_of_"))
    )


@cache
def _modules(room: str) -> tuple[Any, ...]:
    package = importlib.import_module(room)
    found = pkgutil.walk_packages(package.__path__, f"{room}.")
    return tuple(importlib.import_module(one.name) for one in found if not one.name.endswith("__main__"))


def mutants() -> Iterator[Mutant]:
    """Every mutant of every gate."""
    for gate in gates():
        tree = ast.parse(textwrap.dedent(inspect.getsource(gate))).body[0]
        assert isinstance(tree, ast.FunctionDef)
        for place, check in enumerate(_checks(tree)):
            yield Mutant(gate, ast.unparse(check), _without(gate, tree, {place}))


def _checks(tree: ast.FunctionDef) -> list[ast.expr]:
    """What the gate asks: each operand of a condition that refuses, each other gate that it fetches through, and of a
    predicate each answer that is not plainly yes."""
    if tree.name.startswith(("can_", "is_")):
        answers = [node.value for node in ast.walk(tree) if isinstance(node, ast.Return) and node.value]
        return [one for one in answers if not _is_yes(one) and "refusal_of_" not in ast.unparse(one)]
    found: list[ast.expr] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and _refuses(node):
            found.extend(_operands(node))
        elif isinstance(node, ast.Call) and _is_gate(node):
            found.append(node)
    if tree.name.startswith("refusal_of_"):
        return [one for one in found if "person" in ast.unparse(one)]
    return found


def _is_yes(answer: ast.expr) -> bool:
    return isinstance(answer, ast.Constant) and answer.value is True


def _refuses(node: ast.If) -> bool:
    (first, *_) = node.body
    return isinstance(first, ast.Raise) or (
        isinstance(first, ast.Return) and isinstance(first.value, ast.Call)
    )


def _operands(node: ast.If) -> list[ast.expr]:
    joined = isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or)
    return list(node.test.values) if joined else [node.test]  # type: ignore[attr-defined]


def _is_gate(node: ast.Call) -> bool:
    fetching = {gate.__name__ for gate in gates() if gate.__name__.startswith("get_")}
    return isinstance(node.func, ast.Name) and node.func.id in fetching


def _without(gate: FunctionType, tree: ast.FunctionDef, places: set[int]) -> FunctionType:
    """The gate without the checks at these places."""
    mutated = deepcopy(tree)
    dropped = [check for place, check in enumerate(_checks(mutated)) if place in places]
    mutated = _Forgetful(dropped, answers=tree.name.startswith(("can_", "is_"))).visit(mutated)
    module = ast.fix_missing_locations(ast.Module([mutated], type_ignores=[]))
    made: dict[str, Any] = {}
    exec(compile(module, f"<{gate.__name__} permissive>", "exec"), gate.__globals__, made)
    replacement = made[gate.__name__]
    assert isinstance(replacement, FunctionType)
    return replacement


def fetched_without_asking(name: str, *arguments: Any) -> Any:
    """What a gate gives when it asks nothing at all: for the mutants of the gates that fetch through it."""
    (gate,) = [one for one in gates() if one.__name__ == name]
    tree = ast.parse(textwrap.dedent(inspect.getsource(gate))).body[0]
    assert isinstance(tree, ast.FunctionDef)
    asks = {
        place
        for place, check in enumerate(_checks(tree))
        if not (isinstance(check, ast.Compare) and isinstance(check.ops[0], ast.Is))
    }
    return _without(gate, tree, asks)(*arguments)


class _Forgetful(ast.NodeTransformer):
    """Takes checks out of a gate."""

    def __init__(self, dropped: list[ast.expr], *, answers: bool) -> None:
        self._dropped, self._answers = dropped, answers

    def visit_If(self, node: ast.If) -> ast.AST:
        kept = [operand for operand in _operands(node) if operand not in self._dropped]
        if len(kept) < len(_operands(node)):
            node.test = ast.BoolOp(ast.Or(), kept) if len(kept) > 1 else (kept or [ast.Constant(False)])[0]
        return self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        if node in self._dropped and _is_gate(node):
            assert isinstance(node.func, ast.Name)
            way = ast.parse(
                f"__import__({__name__!r}, fromlist=['x']).fetched_without_asking", mode="eval"
            ).body
            return ast.Call(way, [ast.Constant(node.func.id), *node.args], [])
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value in self._dropped and self._answers:
            return ast.Return(ast.Constant(True))
        return self.generic_visit(node)


def distance(view: Any, gate: FunctionType) -> int | None:
    """How many calls lie between a view and a gate; None where no way leads there."""
    return _distances(inspect.unwrap(view)).get(gate)


@cache
def _distances(view: FunctionType) -> dict[FunctionType, int]:
    """Every function of ours that is called from here, and how far away it is."""
    found, here = {view: 0}, [view]
    while here:
        called = {one for caller in here for one in _called(caller)} - found.keys()
        found.update(dict.fromkeys(called, found[here[0]] + 1))
        here = list(called)
    return found


def _called(function: FunctionType) -> Iterator[FunctionType]:
    """What the names in its code stand for, where that is a function of ours: its own, or a module's that it names."""
    names = set(_names(function.__code__))
    for name in names:
        value = function.__globals__.get(name)
        inside = [vars(value).get(one) for one in names] if isinstance(value, ModuleType) else []
        for one in (value, *inside):
            if isinstance(one, FunctionType) and one.__module__.partition(".")[0] in ROOMS:
                yield inspect.unwrap(one)


def _names(code: CodeType) -> Iterator[str]:
    yield from code.co_names
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            yield from _names(inner)
