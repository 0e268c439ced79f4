"""The Nu HTML checker, the one behind validator.w3.org, finds no error."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from tests.chromium import needed, needed_file
from tests.sample_site import BuiltSite

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent


def test_the_nu_checker_finds_no_error_on_any_page(sample: BuiltSite) -> None:
    """Over every page of the sample, in one run."""
    java = needed("Java", "java")
    jar = needed_file("The Nu HTML checker", HERE / "node_modules/vnu-jar/build/dist/vnu.jar")
    done = subprocess.run(
        [
            *(java, "-Xss8m", "-jar", jar, "--format", "json", "--errors-only"),
            *("--skip-non-html", "--no-langdetect", str(sample.output)),
        ],
        capture_output=True,
        text=True,
        check=False,
    )

    messages = json.loads(done.stderr)["messages"]
    assert [f"{one.get('url')}:{one.get('lastLine')} {one['message']}" for one in messages] == []
