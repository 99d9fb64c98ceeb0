"""Asks pip which release of Keras or TensorFlow it takes for a requirement, out of the releases that the registry lists."""

import subprocess
import sys
from pathlib import Path

from one_per_line import one_per_line
from pip._vendor.packaging.requirements import Requirement
from pip._vendor.packaging.version import Version

REQUIREMENTS = """
keras keras==3.4.1 keras==3.4 keras>=3.3,<3.6 keras<3.8 keras<=3.6 keras<=3.6.0 keras~=3.4 keras~=3.4.0 keras==3.4.* keras!=3.15.*
keras>3.4,<3.5 keras<3.5.2,>=3.2 keras<3 keras<3.0.0 keras==2.15.0 keras==2.3.1 keras>=2.4,<2.5 keras>=2 keras>=9
tensorflow tensorflow==2.15.0 tensorflow==2.15.1 tensorflow~=2.13.0 tensorflow>=2.10,<2.13 tensorflow<2.16 tensorflow<=2.15
tensorflow==2.16.1 tensorflow>=2.16 tensorflow~=2.17 tensorflow!=2.21.0,<2.20
""".split()


def main():
    releases = {name: releases_of(name) for name in ("keras", "tensorflow")}
    rows = []
    for text in REQUIREMENTS:
        requirement = Requirement(text)
        allowed = list(requirement.specifier.filter(releases[requirement.name]))
        newest = max(allowed, key=Version, default=None)
        rows.append({"requirement": text, "newest": newest})
    target = Path(__file__).resolve().parents[2] / "test" / "unit" / "server" / "requirements-pip.json"
    target.write_text(one_per_line({"releases": releases}, "rows", rows))


def releases_of(name):
    command = [sys.executable, "-m", "pip", "index", "versions", name]
    answer = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    line = next(line for line in answer.splitlines() if line.startswith("Available versions:"))
    return [version.strip() for version in line.split(":", 1)[1].split(",")]


if __name__ == "__main__":
    main()
