"""The guide to services names what is asked of the environment, and which documents were read."""

from __future__ import annotations

import yaml

from commands.mailing.handing import ENGINES
from mailing.engines.buttondown import VERSION
from mailing.engines.listmonk_place import _RIGHTS, EXAMPLE, LISTS_EXAMPLE
from mailing.engines.syncing import _FEWEST, _SHARE
from tests.docs.guides import ROOT, blocks_in, code_in, section_of
from tests.mailing.engines.contract import CONTRACTS

PAGE = (ROOT / "docs" / "engines.md").read_text("utf-8")


def test_every_setting_is_shown() -> None:
    """With the examples that the code gives."""
    shown = "".join(one.code for one in blocks_in(PAGE))
    for name in (name for needed in ENGINES.values() for name in needed):
        assert f"{name}=" in shown
    assert f"HALLWAY_LISTMONK_URL={EXAMPLE}" in shown
    assert f'HALLWAY_LISTMONK_LISTS="{LISTS_EXAMPLE}"' in shown


def test_every_permission_of_listmonk_is_named() -> None:
    """As an error names them."""
    named = {one for one in code_in(section_of(PAGE, "listmonk")) if one.count(":") == 1}
    wanted = {word.strip(";,") for word in _RIGHTS.split() if ":" in word}
    assert wanted <= named


def test_the_documents_are_those_that_the_tests_hold_requests_against() -> None:
    """Versions, in words."""
    told = section_of(PAGE, "What is handed over")
    listmonk, buttondown = (
        yaml.safe_load((CONTRACTS / f"{name}.yaml").read_text("utf-8")) for name in ENGINES
    )
    assert f"listmonk {listmonk['version']} " in told
    assert f"version {buttondown['version']}" in told
    assert buttondown["version"] == VERSION


def test_how_many_may_leave_at_once() -> None:
    """Every tenth, and more than ten."""
    assert (_SHARE, _FEWEST) == (10, 10)
    assert "more than every tenth reader" in section_of(PAGE, "Who gets it")
