"""What a stranger has: a home of their own, the wheel installed, and no network.

The dependencies are lent from the environment that runs the tests, so that nothing is fetched.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

OFFLINE = ("unshare", "--map-root-user", "--net")
"""What begins a command that shall find no network, where the system allows it."""


@dataclass(frozen=True)
class Fresh:
    """An environment with `pip` and all that the wheel needs, but not the wheel itself."""

    folder: Path

    @property
    def variables(self) -> dict[str, str]:
        """The variables of a session: those of a person who has just logged in."""
        path = os.pathsep.join((str(self.folder / "environment" / "bin"), "/usr/local/bin", "/usr/bin", "/bin"))
        return {
            "PATH": path, "HOME": str(self.folder / "home"), "LANG": "C.UTF-8", "COLUMNS": "100", "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.folder), "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        }  # fmt: skip

    def run(self, line: str, folder: Path, status: int | None = 0) -> str:
        """Run a line of shell without a network; return what it printed, errors too."""
        ended, told = self.attempt(line, folder)
        assert status is None or ended == status, f"{line}: {ended}\n{told}"
        return told

    def attempt(self, line: str, folder: Path, **more: str) -> tuple[int, str]:
        """Run lines of shell without a network; return how they ended, and what they printed."""
        done = subprocess.run(
            [*offline(), "bash", "-e", "-c", line], cwd=folder, env=self.variables | more,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
        )  # fmt: skip
        return done.returncode, done.stdout


def offline() -> tuple[str, ...]:
    """Return what cuts a command off from the network; nothing where the system does not let us."""
    can = (
        shutil.which(OFFLINE[0]) and not subprocess.run([*OFFLINE, "true"], capture_output=True, check=False).returncode
    )
    return OFFLINE if can else ()


def made(folder: Path) -> Fresh:
    """Build the wheel, and an environment that lacks it alone."""
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    venv.create(folder / "environment", with_pip=True)
    lent = folder / "lent"
    lent.mkdir()
    for path in Path(sysconfig.get_paths()["purelib"]).iterdir():
        if "teiwright" not in path.name:
            (lent / path.name).symlink_to(path)
    site = next((folder / "environment").glob("lib/python*/site-packages"))
    (site / "lent.pth").write_text(str(lent), "utf-8")
    (folder / "home").mkdir()
    return Fresh(folder)
