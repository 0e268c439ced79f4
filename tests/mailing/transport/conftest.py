"""What the servers of these tests show to be encrypted."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mailing.certificates import make_certificate


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key and a certificate for localhost, of nobody's authority."""
    return make_certificate(tmp_path_factory.mktemp("certificate"))
