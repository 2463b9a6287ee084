"""Every notebook runs from beginning to end, and shows what it shows when it runs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))


def printed(notebook) -> list[str]:
    """What each cell prints; a kernel sends it in as many pieces as it happens to."""
    return [
        "".join(o["text"] for o in cell.get("outputs", []) if o["output_type"] == "stream")
        for cell in notebook.cells
    ]


@pytest.mark.slow
@pytest.mark.filterwarnings("default")
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_and_its_stored_output_is_the_real_one(path, tmp_path):
    stored = nbformat.read(path, as_version=4)
    fresh = nbformat.read(path, as_version=4)
    NotebookClient(
        fresh, timeout=300, kernel_name="python3", resources={"metadata": {"path": str(tmp_path)}}
    ).execute()
    assert printed(fresh) == printed(stored)
    assert any(printed(fresh))
