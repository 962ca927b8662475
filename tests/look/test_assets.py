import gzip
import json
import subprocess
from hashlib import sha256

import pytest

from tests.look.render import ROOT

STATIC = ROOT / "static"


def test_no_stylesheet_names_the_restricted_typeface() -> None:
    sheets = [*STATIC.glob("vendor/*.css"), *STATIC.glob("dist/*.css")]
    assert sheets
    assert [sheet.name for sheet in sheets if "GDS" in sheet.read_text("utf-8")] == []


def test_nothing_is_fetched_from_elsewhere() -> None:
    css = (STATIC / "dist/masterpiece.css").read_text("utf-8")
    assert "url(http" not in css
    assert "url(/" not in css
    assert css.count("url(") == 8 == len(list((STATIC / "vendor/fonts").iterdir()))


def test_the_manifest_knows_the_hash_of_each_file_and_its_packed_twin() -> None:
    manifest = json.loads((STATIC / "dist/manifest.json").read_text("utf-8"))
    assert {"masterpiece.css", "masterpiece.js", "mark.svg"} <= manifest.keys()
    for name, digest in manifest.items():
        content = (STATIC / "dist" / name).read_bytes()
        assert sha256(content).hexdigest().startswith(digest)
        assert gzip.decompress((STATIC / "dist" / f"{name}.gz").read_bytes()) == content


def test_no_stylesheet_of_ours_is_too_long_to_read() -> None:
    for sheet in (STATIC / "src/css").glob("*.css"):
        assert len(sheet.read_text("utf-8").splitlines()) < 400


@pytest.mark.needs_node
def test_the_built_files_are_in_step_with_their_sources() -> None:
    if not (ROOT / "node_modules/esbuild").exists():
        pytest.skip("the npm packages are not installed (npm ci)")
    done = subprocess.run(
        ["node", "static/build.mjs", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
