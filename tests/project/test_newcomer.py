"""What someone does who has the wheel and nothing else: the tutorial, a project of their own, its workflows."""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from lxml import etree

from tests import documentation, fresh
from tests.conftest import ROOT
from tests.fresh import Fresh

pytestmark = pytest.mark.slow
DOCS = ROOT / "docs"


@pytest.fixture(scope="module")
def stranger(tmp_path_factory: pytest.TempPathFactory) -> Fresh:
    return fresh.made(tmp_path_factory.mktemp("stranger"))


@pytest.fixture(scope="module")
def installed(stranger: Fresh) -> Fresh:
    stranger.run("pip install --quiet teiwright", stranger.folder)
    return stranger


def break_a_heading(tei: Path) -> int:
    """Spoil a TEI file and return the line."""
    text = tei.read_text("utf-8")
    tei.write_text(text.replace("<head", "<heading", 1).replace("</head>", "</heading>", 1), "utf-8")
    return text[: text.index("<head ") if "<head " in text else text.index("<head>")].count("\n") + 1


def test_a_project_of_one_s_own_works_at_once(installed: Fresh, tmp_path: Path) -> None:
    """init, make, an edit, make again, a broken file with its annotation, a package: without a network."""
    project = tmp_path / "my edition"
    installed.run(f"teiwright init '{project}'", tmp_path)
    assert "sample: 4 notes" in installed.run("make", project)
    assert "nothing to do" in installed.run("make", project)
    (project / "tei/source/other.md").write_text("# Other\n\nWords.[^1]\n\n[^1]: A note.\n", "utf-8")
    installed.run("make", project)
    text = project / "tei/source/sample.md"
    text.write_text(text.read_text("utf-8").replace("two of them", "three of them"), "utf-8")
    again = installed.run("make", project)
    assert "sample: " in again
    assert "other: " not in again
    installed.run("make validate", project)
    assert "written, " in installed.run("make deposit", project)
    assert installed.run("teiwright deposit --check build/deposit", project).count("whole and unchanged") == 2
    line = break_a_heading(project / "tei/sample.xml")
    assert re.search(rf"^tei/sample\.xml:{line}:\d+: error: ", installed.run("make validate", project, 2), re.MULTILINE)
    told = installed.run("teiwright validate tei/*.xml --format github", project, 1)
    assert f"::error file=tei/sample.xml,line={line}," in told


@pytest.mark.parametrize("name", documentation.PAGES)
def test_the_pages_come_true_for_a_newcomer(
    installed: Fresh, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    page = (DOCS / name).read_text("utf-8")
    assert documentation.run(page, lambda line: installed.run(line, Path.cwd(), None)) == page


# ---- the workflows, step by step


@dataclass(frozen=True)
class Step:
    """Lines of shell, and whether they are run where one before has failed."""

    line: str
    is_always: bool = False


def steps(text: str) -> tuple[list[Step], dict[str, str]]:
    """What a workflow of GitHub or GitLab runs, and its variables; GitLab runs its script in one shell."""
    flow = yaml.safe_load(text)
    if "jobs" in flow:
        (job,) = flow["jobs"].values()
        found = [Step(step["run"], step.get("if") == "always()") for step in job["steps"] if "run" in step]
        return found, flow.get("env", {})
    (job,) = flow.values()
    return [Step("\n".join(job["script"]))], job.get("variables", {})


def work(machine: Fresh, flow: str, project: Path) -> tuple[bool, str]:
    """Do a workflow's steps on a machine that lacks even teiwright; say whether all succeeded, and what was told."""
    machine.run("pip uninstall --quiet --yes teiwright", project)
    todo, variables = steps(flow)
    variables = {name: value.replace("$CI_PROJECT_DIR", str(project)) for name, value in variables.items()}
    succeeds, told = True, ""
    for step in todo:
        if succeeds or step.is_always:
            ended, printed = machine.attempt(step.line, project, **variables)
            succeeds, told = succeeds and ended == 0, told + printed
    return succeeds, told


@pytest.mark.parametrize("path", [".github/workflows/tei.yml", ".gitlab-ci.yml"])
def test_the_workflow_of_a_project_does_its_steps(installed: Fresh, tmp_path: Path, path: str) -> None:
    """A whole text passes; a broken one fails on its line, and what the workflow keeps is there."""
    installed.run("pip install --quiet teiwright && teiwright init project", tmp_path)
    project = tmp_path / "project"
    flow = (project / path).read_text("utf-8")
    succeeds, told = work(installed, flow, project)
    assert succeeds, told
    line = break_a_heading(project / "tei/sample.xml")
    succeeds, told = work(installed, flow, project)
    assert not succeeds, told
    if path.startswith(".github"):
        assert f"::error file=tei/sample.xml,line={line}," in told
    else:
        report = etree.parse(str(project / "findings.xml"))
        assert [f"tei/sample.xml:{line}:" in str(each.text) for each in report.iter("failure")] == [True]
    kept = re.findall(r"^ +(?:- )?(build|tei/\*\.xml)$", flow, re.MULTILINE)
    assert len(kept) == 2
    assert all(list(project.glob(each)) for each in kept)


WORKFLOWS = [
    text
    for text in re.findall(r"```yaml\n(.*?)```", (DOCS / "ci.md").read_text("utf-8"), re.DOTALL)
    if "pip install" in text
]


@pytest.mark.parametrize("flow", WORKFLOWS, ids=lambda flow: re.findall(r"--format (\w+)", flow)[0])
def test_the_workflows_of_the_documentation_do_their_steps(installed: Fresh, tmp_path: Path, flow: str) -> None:
    (tmp_path / "tei").mkdir()
    tei = tmp_path / "tei" / "article.xml"
    tei.write_bytes((ROOT / "tests/data/practice.xml").read_bytes())
    succeeds, told = work(installed, flow, tmp_path)
    assert succeeds, told
    line = break_a_heading(tei)
    succeeds, told = work(installed, flow, tmp_path)
    assert not succeeds, told
    reports = "".join(path.read_text("utf-8") for path in tmp_path.glob("teiwright.*"))
    assert str(line) in told + reports
    assert "article.xml" in told + reports
