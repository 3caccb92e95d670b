"""What runs `wardeval check` elsewhere, run for real: the action, the hook, and the files that `init --ci` writes."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.conftest import ROOT, Run

SCRIPTS = Path(sys.executable).parent
ACTION = ROOT / "action.yml"
FAULTY = "  4.2: {value: cơ bản đạt}\n"
"""An answer that owes an explanation."""
STARTED = ("--set", "tt-124-2021-xa", "--unit", "Phường Ví Dụ", "--period", "2024")
PINNED = re.compile(r"uses: [\w/.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$")


Ended = subprocess.CompletedProcess[str]


def shell(script: str, folder: Path, **environ: str) -> Ended:
    """Run the script of a step as a runner does."""
    path = os.pathsep.join((str(SCRIPTS), os.environ["PATH"]))
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, "WARDEVAL_LANG": "en", **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def office(folder: Path, answer: str = "") -> Path:
    """A workspace with one assessment that is complete, but for an `answer` that is put in the place of another."""
    target = folder / "assessments" / "2024" / "phuong-vi-du.yaml"
    target.parent.mkdir(parents=True)
    (folder / "wardeval.yaml").write_text("format: wardeval/workspace/1\nlanguage: en\n", encoding="utf-8")
    text = (ROOT / "examples" / "hu-cau-phuong-mau.yaml").read_text("utf-8")
    if answer:
        text, number = re.subn(r'^  "4\.2": .*\n', answer, text, flags=re.MULTILINE)
        assert number == 1
    target.write_text(text, encoding="utf-8")
    return folder


def committed(folder: Path) -> str:
    """Everything in a folder committed; the id of the commit."""
    who = ("-c", "user.name=An", "-c", "user.email=an@example.invalid", "-c", "commit.gpgsign=false")
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "first")):
        subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)
    found = subprocess.run(["git", "rev-parse", "HEAD"], cwd=folder, check=True, capture_output=True, text=True)
    return found.stdout.strip()


def steps(path: Path, *keys: str) -> list[dict[str, Any]]:
    """The steps of an action or of a job."""
    found = yaml.safe_load(path.read_text("utf-8"))
    for key in keys:
        found = found[key]
    return list(found)


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize(
    ("service", "file"), [("github", ".github/workflows/wardeval.yml"), ("gitlab", ".gitlab-ci.yml")]
)
def test_init_writes_the_files_of_a_service_and_keeps_what_is_there(
    service: str, file: str, lang: str, run: Run, tmp_path: Path
) -> None:
    ran = run("init", "--ci", service, *STARTED, "--lang", lang, folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    texts = {name: (tmp_path / name).read_text("utf-8") for name in (file, ".pre-commit-config.yaml")}
    assert all("$requirement" not in text and "wardeval check" in text for text in texts.values())
    assert any("Kiểm tra" in text for text in texts.values()) is (lang == "vi")
    (tmp_path / file).write_text("mine\n", encoding="utf-8")
    again = run("init", "--ci", service, "--lang", "en", folder=tmp_path)
    assert again.code == 0
    assert (tmp_path / file).read_text("utf-8") == "mine\n"
    assert f": {file}\n" in again.out


def test_init_writes_the_files_of_both_services_at_once(run: Run, tmp_path: Path) -> None:
    copy = "git+https://example.invalid/van-phong/wardeval@v1#egg=wardeval"
    ran = run("init", "--ci", "gitlab", "--ci", "github", "--ci-install", copy, folder=tmp_path)
    assert (ran.code, ran.err) == (0, "")
    job = yaml.safe_load((tmp_path / ".gitlab-ci.yml").read_text("utf-8"))["wardeval"]
    assert job["variables"]["WARDEVAL"] == copy
    (install,) = (
        step for step in steps(tmp_path / ".github/workflows/wardeval.yml", "jobs", "check", "steps") if "env" in step
    )
    assert install["env"]["WARDEVAL"] == copy
    (repository,) = yaml.safe_load((tmp_path / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    assert repository["hooks"][0]["additional_dependencies"] == [copy]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--ci-install", "wardeval"), "--ci-install goes with --ci"),
        (("--ci", "github", "--ci-install", ""), "--ci-install takes what pip installs, not “”"),
        (("--ci", "github", "--ci-install", "-r x"), "--ci-install takes what pip installs, not “-r x”"),
        (("--ci", "github", "--ci-install", "a\nb"), "--ci-install takes what pip installs, not “a b”"),
    ],
)
def test_init_refuses_what_pip_cannot_install(words: tuple[str, ...], said: str, run: Run, tmp_path: Path) -> None:
    ran = run("init", *words, folder=tmp_path)
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert ran.err.startswith(f"wardeval: {said};")


def test_the_first_push_of_an_empty_office_is_green(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("init", "--ci", "github", folder=tmp_path).code == 0
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    ran = run("check", folder=tmp_path)
    assert (ran.code, ran.out, ran.err) == (0, "", "nothing to check yet\n")


def test_init_knows_two_services(run: Run, tmp_path: Path) -> None:
    ran = run("init", "--ci", "jenkins", folder=tmp_path)
    assert (ran.code, list(tmp_path.iterdir())) == (2, [])
    assert "--ci takes one of github; gitlab, not “jenkins”" in ran.err


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace with the files of both services."""
    folder = tmp_path_factory.mktemp("office")
    for service in ("github", "gitlab"):
        ran = shell(f"wardeval --lang en init --ci {service} {' '.join(map(repr, STARTED))}", folder)
        assert ran.returncode == 0, ran.stderr
    return folder


@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("vendor.github-actions", str(ACTION)),
        ("vendor.github-workflows", ".github/workflows/wardeval.yml"),
        ("vendor.gitlab-ci", ".gitlab-ci.yml"),
    ],
)
def test_the_files_are_what_the_services_read(schema: str, file: str, files: Path) -> None:
    ran = shell(f"check-jsonschema --builtin-schema {schema} {file}", files)
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_an_auditor_of_workflows_finds_nothing(files: Path) -> None:
    ran = shell(
        f"zizmor --offline --no-progress {ACTION} .github/workflows/wardeval.yml .pre-commit-config.yaml", files
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def test_other_peoples_actions_are_pinned(files: Path) -> None:
    for path in (ACTION, files / ".github" / "workflows" / "wardeval.yml"):
        used = [line.strip(" -") for line in path.read_text("utf-8").splitlines() if "uses: " in line]
        assert used
        assert all(map(PINNED.fullmatch, used))


def test_every_dependency_of_the_action_is_pinned() -> None:
    pinned = [line.split("==") for line in (ROOT / ".ci" / "constraints.txt").read_text("utf-8").splitlines()]
    assert all(len(each) == 2 for each in pinned)
    assert {"typer", "pydantic", "PyYAML", "rich"} <= {name for name, _ in pinned}


class Runner:
    """The steps of the action, run one by one as a runner does; those that use others' actions are passed over."""

    def __init__(self, folder: Path) -> None:
        """Keep what the steps leave behind in `folder`."""
        self.folder = folder
        self.outputs: dict[str, dict[str, str]] = {"python": {"python-path": sys.executable}}

    def run(
        self, step: Mapping[str, Any], workspace: Path, inputs: Mapping[str, str]
    ) -> subprocess.CompletedProcess[str]:
        """Run a step with its environment; the outputs that it writes are kept under its id."""
        defaults = yaml.safe_load(ACTION.read_text("utf-8"))["inputs"]
        said: dict[str, str] = {name: inputs.get(name, each["default"]) for name, each in defaults.items()}

        def value(found: re.Match[str]) -> str:
            match found[1].split("."):
                case ["inputs", name]:
                    return said[name]
                case ["steps", id_, "outputs", name]:
                    return self.outputs[id_][name]
            raise AssertionError(found[0])

        assert "${{" not in step["run"], "foreign text has no place in a script"
        environ = {name: re.sub(r"\$\{\{ ([\w.-]+) \}\}", value, text) for name, text in step.get("env", {}).items()}
        output, summary = self.folder / "output", self.folder / "summary.md"
        output.write_text("", encoding="utf-8")
        ran = shell(
            step["run"],
            workspace,
            **environ,
            GITHUB_ACTIONS="true",
            GITHUB_ACTION_PATH=str(ROOT),
            GITHUB_OUTPUT=str(output),
            GITHUB_STEP_SUMMARY=str(summary),
            RUNNER_TEMP=str(self.folder),
        )
        lines = output.read_text("utf-8").splitlines()
        self.outputs[step["id"]] = dict(line.split("=", 1) for line in lines)
        return ran


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """A runner on which the action has installed wardeval, with the versions that it pins."""
    folder = tmp_path_factory.mktemp("runner")
    found = Runner(folder)
    install = steps(ACTION, "runs", "steps")[1]
    ran = found.run(install, folder, {})
    assert ran.returncode == 0, ran.stderr
    return found


CHECK: Mapping[str, Any] = steps(ACTION, "runs", "steps")[2]


def test_the_action_passes_where_nothing_is_wrong(runner: Runner, tmp_path: Path) -> None:
    ran = runner.run(CHECK, office(tmp_path), {})
    assert ran.returncode == 0, ran.stdout + ran.stderr
    outputs = runner.outputs["check"]
    assert (outputs["code"], outputs["errors"], outputs["warnings"]) == ("0", "0", "0")


def test_the_action_fails_at_the_line_and_keeps_its_reports(runner: Runner, tmp_path: Path) -> None:
    ran = runner.run(CHECK, office(tmp_path, FAULTY), {"paths": "\nassessments/2024\n", "language": "vi"})
    assert ran.returncode == 1
    line = next(line for line in ran.stdout.splitlines() if line.startswith("::error "))
    assert "file=assessments/2024/phuong-vi-du.yaml,line=" in line
    outputs = runner.outputs["check"]
    assert (outputs["code"], int(outputs["errors"]) > 0) == ("1", True)
    assert json.loads(Path(outputs["json"]).read_text("utf-8"))["format"] == "wardeval/check/1"
    assert json.loads(Path(outputs["sarif"]).read_text("utf-8"))["version"] == "2.1.0"
    assert "phuong-vi-du.yaml" in (runner.folder / "summary.md").read_text("utf-8")


def test_the_action_hands_its_gates_on(runner: Runner, tmp_path: Path) -> None:
    folder = office(tmp_path)
    assert runner.run(CHECK, folder, {"require": "dat"}).returncode == 1  # the verifier found a report too late
    assert runner.run(CHECK, folder, {"min-coverage": "100%"}).returncode == 0
    assert runner.run(CHECK, folder, {"require": "$(touch injected)", "min-coverage": "`id`"}).returncode == 2
    assert not (folder / "injected").exists()
    assert runner.outputs["check"] == {"code": "2"}


def test_the_workflow_that_init_writes_runs(files: Path, runner: Runner, tmp_path: Path) -> None:
    install, check = (
        step for step in steps(files / ".github/workflows/wardeval.yml", "jobs", "check", "steps") if "run" in step
    )
    assert install["env"]["WARDEVAL"].startswith("wardeval==")
    assert "-m pip install" in install["run"]
    path = {"PATH": os.pathsep.join((runner.outputs["install"]["bin"], os.environ["PATH"]))}
    assert shell(check["run"], office(tmp_path / "good"), **path).returncode == 0
    ran = shell(check["run"], office(tmp_path / "bad", FAULTY), GITHUB_ACTIONS="true", **path)
    assert ran.returncode == 1
    assert ran.stdout.startswith("::error ")


def test_the_gitlab_job_that_init_writes_runs(files: Path, runner: Runner, tmp_path: Path) -> None:
    job = yaml.safe_load((files / ".gitlab-ci.yml").read_text("utf-8"))["wardeval"]
    install, check = job["script"]
    assert "-m pip install" in install
    folder = office(tmp_path, FAULTY)
    path = {"PATH": os.pathsep.join((runner.outputs["install"]["bin"], os.environ["PATH"]))}
    assert shell(check, folder, **path).returncode == 1
    reports = job["artifacts"]["reports"]
    assert {(folder / name).is_file() for name in reports.values()} == {True}
    assert json.loads((folder / reports["codequality"]).read_text("utf-8"))


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """This project as a repository of its own, with what is not committed yet; and its commit."""
    folder = tmp_path_factory.mktemp("tool")
    names = ("src", "criteria", "pyproject.toml", "README.md", ".pre-commit-hooks.yaml")
    for name in names:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, folder / name)
    return folder, committed(folder)


UNKNOWN = "  4.2x: đạt\n"
"""An answer to nothing that the set asks."""
UNFINISHED = "  4.2: \n"
SCAN = "minh-chung/ban-quet.pdf"


def test_the_hook_runs_before_a_commit(tool: tuple[Path, str], tmp_path: Path) -> None:
    repository, commit = tool
    environ = {"PREK_HOME": str(tmp_path / "prek"), "HOME": str(tmp_path)}
    config = f"repos: [{{repo: 'file://{repository}', rev: {commit}, hooks: [{{id: wardeval-check}}]}}]\n"
    for name, answer in (("good", ""), ("draft", UNFINISHED), ("bad", UNKNOWN)):
        folder = office(tmp_path / name, answer)
        (folder / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
        committed(folder)
        ran = shell("prek run --all-files", folder, **environ)
        is_bad = name == "bad"
        assert (ran.returncode != 0) is is_bad, ran.stdout + ran.stderr
        assert ("assessments/2024/phuong-vi-du.yaml:" in ran.stdout) is is_bad, ran.stdout
    folder = tmp_path / "good"
    path = folder / "assessments" / "2024" / "phuong-vi-du.yaml"
    text = path.read_text("utf-8")
    claimed = f"evidence:\n  bq-01: {{number: 01/BB, date: 05/01/2024, file: {SCAN}}}\n"
    path.write_text(text.replace("evidence:\n", claimed, 1), encoding="utf-8")
    (path.parent / "minh-chung").mkdir()
    (path.parent / SCAN).write_text("bản quét\n", encoding="utf-8")
    committed(folder)
    assert shell("prek run", folder, **environ).returncode == 0
    shell(f"git rm -q assessments/2024/{SCAN}", folder)
    ran = shell("prek run", folder, **environ)
    assert ran.returncode != 0
    assert "[evidence-missing-file]" in ran.stdout
