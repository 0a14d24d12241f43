"""Fixtures that many tests share."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

# The same examples on every run; what searches for new ones is marked slow and takes SEARCHING (tests/searching.py).
settings.register_profile("settled", derandomize=True, database=None, deadline=None, print_blob=True)
settings.load_profile("settled")

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


def shared(name: str) -> Path:
    """Return a path below ../shared, or skip the test where it is missing."""
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"../shared/{name} is not here: it is not part of the repository")
    return path


def loopback() -> None:
    """Skip the test where this machine does not answer itself: a namespace without a network has its loopback down."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        try:
            socket.create_connection(server.getsockname(), timeout=5).close()
        except OSError as error:
            pytest.skip(f"127.0.0.1 is not reachable here ({error.strerror}): what serves a page cannot be asked")


@pytest.fixture
def root() -> Path:
    """The repository's top folder."""
    return ROOT


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Kept results and compiled schemas go to a folder of the tests' own, not to the user's cache."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        yield
