"""The dashboard of docs/reading.md asks what an archive can answer, and its pages alone may compile charts in the browser."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import pytest
from datasette.utils import parse_metadata
from sample_archive import Sample, build

from publish import guard

DOCS = Path(__file__).parent.parent / "docs" / "reading.md"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    return build(tmp_path_factory.mktemp("dashboards"))


def drawn(chart: dict[str, Any]) -> set[str]:
    """The columns that a chart draws."""
    display = chart.get("display", {})
    return {named["field"] for named in display.get("encoding", {}).values()} | ({display["field"]} if "field" in display else set())


def test_every_chart_of_the_documented_dashboard_has_its_columns_and_rows(sample: Sample) -> None:
    (text,) = re.findall(r"```yaml\n(.*?)```", DOCS.read_text(encoding="utf-8"), re.DOTALL)
    dashboard = parse_metadata(text)["plugins"]["datasette-dashboards"]["archive"]
    assert {name for row in dashboard["layout"] for name in row} == dashboard["charts"].keys()
    with closing(sqlite3.connect(sample.archive)) as conn:
        for name, chart in dashboard["charts"].items():
            asked = conn.execute(chart["query"])
            assert drawn(chart) <= {column[0] for column in asked.description}, name
            assert asked.fetchall(), name


async def _page(scope: object, receive: object, send: guard.Send) -> None:
    """A page that names no policy of its own, as the plugin of dashboards answers."""
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize(("path", "compiles"), [("/-/dashboards/archive", True), ("/archive/posts", False), ("/-/dashboardsx", False)])
def test_only_pages_of_dashboards_may_compile_charts(path: str, compiles: bool) -> None:
    client = httpx.AsyncClient(transport=httpx.ASGITransport(guard.guarded(_page)), base_url="http://localhost")
    policy = asyncio.run(client.get(path)).headers["content-security-policy"]
    assert ("'unsafe-eval'" in policy) is compiles
    assert policy.startswith("default-src 'self'; script-src 'self' 'unsafe-inline'")
    assert "style-src 'self' 'unsafe-inline'; img-src" in policy
