"""Types and lint of the page's script, by tools that nobody needs at run time: ``npm install --no-package-lock --prefix tests/javascript``."""

import os
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SCRIPT = ROOT / "buffermap" / "page" / "js"
TOOLS = ROOT / "tests" / "javascript"

CHECKS = {
    "types": ["tsc", "--project", SCRIPT / "jsconfig.json"],
    "lint": ["biome", "lint", f"--config-path={TOOLS}", "--error-on-warnings", SCRIPT],
}


@pytest.mark.parametrize("check", CHECKS)
def test_the_script_passes(check: str) -> None:
    tool, *arguments = CHECKS[check]
    path = TOOLS / "node_modules" / ".bin" / str(tool)
    if not path.exists() and not os.environ.get("CI"):
        pytest.skip("needs Node and its tools: npm install --no-package-lock --prefix tests/javascript")
    done = subprocess.run([path, *arguments], capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
