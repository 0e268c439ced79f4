"""Every rule that a coach can meet is explained, and every rule explained can be met."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from plugins.content.kinds import KINDS
from tests.docs.guides import PROBLEMS, ROOT, first_code, prose_of, tables_in

_RULE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)+")
_TOLD_BY = re.compile(r"(?i)(add|problem|report|refusal|finding|forbidden)$")
"""How the functions are called that a rule is handed to."""
_BY_KEY = "<key>-invalid"


def rules_in(tree: ast.AST) -> Iterator[str]:
    """Words in kebab case that are handed to a function which reports, or are a key of reasons."""
    for node in ast.walk(tree):
        words: list[ast.expr | None] = []
        if isinstance(node, ast.Call):
            called = node.func
            name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if _TOLD_BY.search(name):
                words = [*node.args, *(keyword.value for keyword in node.keywords)]
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Dict):
            names = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if "_REASONS" in names:
                words = [*node.value.keys]
        for word in words:
            if isinstance(word, ast.Constant) and isinstance(word.value, str):
                if _RULE.fullmatch(word.value):
                    yield word.value
            elif isinstance(word, ast.JoinedStr) and ast.unparse(word).rstrip("'\"").endswith(
                "-invalid"
            ):
                yield _BY_KEY


def rules_in_code() -> set[str]:
    """The rules of all plugins and commands."""
    files = [*(ROOT / "plugins").rglob("*.py"), *(ROOT / "commands").rglob("*.py")]
    return {rule for file in files for rule in rules_in(ast.parse(file.read_text("utf-8")))}


def rules_told() -> list[str]:
    """The rules in the tables of the guide."""
    guide = prose_of(PROBLEMS.read_text("utf-8"))
    return [first_code(row[0]) for rows in tables_in(guide) for row in rows]


def test_every_rule_is_explained_and_no_other() -> None:
    """What ``check`` can print is in a table, and once."""
    told = rules_told()
    assert sorted(told) == sorted(rules_in_code())


def test_every_row_says_what_to_do() -> None:
    """Three cells, none of them empty."""
    guide = prose_of(PROBLEMS.read_text("utf-8"))
    thin = [row for rows in tables_in(guide) for row in rows if len([*filter(None, row)]) != 3]
    assert thin == []


def test_rules_made_of_a_key_are_explained_by_examples_that_exist() -> None:
    """``date-invalid`` and the like are named after keys of front matter."""
    guide = PROBLEMS.read_text("utf-8")
    keys = {name for model in KINDS.values() for name in model.model_fields}
    named = set(re.findall(r"`([a-z_]+)-invalid`", guide))
    assert named
    assert named <= keys
