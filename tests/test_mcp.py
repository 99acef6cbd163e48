"""datasette-mcp beside our plugin, in an environment of its own: an assistant's tools read the archive in private mode, and no SQL in public mode.

``PANJEON_LONG=1`` runs it: pip fetches the plugin into a cache folder (``PANJEON_TEST_CACHE``, else .cache/panjeon-tests in the home folder);
where it cannot, the test is skipped. Everything else comes from the environment that runs the test.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sysconfig
import venv
from pathlib import Path

import pytest
from sample_archive import build

pytestmark = pytest.mark.skipif(not os.environ.get("PANJEON_LONG"), reason="PANJEON_LONG is not set: an environment is made for it")
ROOT = Path(__file__).parent.parent
ASK = """
import asyncio, json, sys
from mcp import Client
async def ask():
    async with Client(sys.argv[1]) as client:
        tools = sorted(tool.name for tool in (await client.list_tools()).tools)
        answer = await client.call_tool("execute_sql", {"database": "archive", "sql": sys.argv[2]})
        return {"tools": tools, "failed": answer.is_error, "content": answer.structured_content or answer.content[0].text}
print(json.dumps(asyncio.run(ask())))
"""


@pytest.fixture(scope="module")
def python() -> Path:
    """A Python with the plugin in front of what is installed here."""
    folder = Path(os.environ.get("PANJEON_TEST_CACHE") or Path.home() / ".cache" / "panjeon-tests") / "datasette-mcp"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    done = subprocess.run([python, "-m", "pip", "install", "-q", "datasette-mcp>=0.3", "datasette<1"], capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"datasette-mcp cannot be installed here: {done.stderr[-200:]}")
    own = subprocess.run([python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"], capture_output=True, text=True, check=True)
    (Path(own.stdout.strip()) / "later.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def asked(python: Path, archive: Path, *options: str) -> dict[str, object]:
    """What the tools say of the documented query, asked of a reading room that runs for it alone."""
    (sql,) = re.findall(r"```sql\n(.+?)```", (ROOT / "docs" / "interfaces.md").read_text("utf-8"), re.DOTALL)
    command = [python, "-u", "-m", "cli", "serve", "--archive", archive, "--port", "0", *options]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as room:
        try:
            assert room.stdout is not None
            address = room.stdout.readline().strip().rstrip("/") + "/-/mcp"
            wait = ["-c", ASK, address, sql]
            for _ in range(40):
                done = subprocess.run([python, *wait], cwd=ROOT, capture_output=True, text=True, check=False)
                if not done.returncode:
                    break
            assert not done.returncode, done.stderr[-2000:]
        finally:
            room.terminate()
    told = json.loads(done.stdout)
    assert isinstance(told, dict)
    return told


def test_an_assistant_asks_in_private_mode(python: Path, tmp_path: Path) -> None:
    told = asked(python, build(tmp_path).archive)
    assert told["tools"] == ["execute_sql", "get_database_schema", "list_databases"]
    assert not told["failed"], told["content"]
    assert isinstance(told["content"], dict)
    assert told["content"]["rows"]
    assert all("교통" in row["title"] + row["place"] for row in told["content"]["rows"])


def test_no_sql_is_answered_in_public_mode(python: Path, tmp_path: Path) -> None:
    told = asked(python, build(tmp_path).archive, "--public")
    assert told["failed"]
    assert "permission" in str(told["content"])
