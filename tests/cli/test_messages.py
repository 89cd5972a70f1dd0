"""Writing to many and reading what comes back, on the command line."""

from pathlib import Path

from tests.cli.conftest import Run


def test_that_a_message_is_prepared_confirmed_written_and_answered(
    run: Run, new: Path, hotline: Path, tmp_path: Path
) -> None:
    run("import", new, hotline)
    words = ("message", new, "--to", "all", "--template", "Are you safe?", "--hotline", "12308")
    looked = run(*words, "--json")
    count = looked.document["messages"]
    assert looked.code == 1
    assert f"--confirm {count}" in looked.err
    assert "【演练】" in looked.document["copies"][0]["text"]
    out = ("--gateway-file", tmp_path / "out")
    assert run(*words, *out, "--confirm", count + 1).code == 3
    sent = run(*words, *out, "--confirm", count, "--json")
    assert (sent.code, sent.document["handed_over"]) == (0, count)
    written = Path(sent.document["file"])
    assert written.name == "DRILL-M-001-1.csv"
    lines = [f"{copy['to']},1 safe" for copy in looked.document["copies"] if copy["to"]]
    replies = tmp_path / "replies.csv"
    replies.write_text("\n".join(["from,text", *lines, "+905320000000,who is this"]), "utf-8")
    told = run("replies", new, replies, "--json")
    assert (told.code, told.document["unknown"]) == (1, 1)
    assert told.document["safe"] > 5  # who was told injured is asked about
    again = run("replies", new, replies, "--json")
    assert (again.code, again.document["same"]) == (0, len(lines) + 1)
    listed = run("list", "messages", new)
    assert listed.document[0]["recipients"] == count
    assert run("verify", new).code == 0


def test_that_a_drill_refuses_the_servers(run: Run, new: Path, hotline: Path) -> None:
    run("import", new, hotline)
    words = ("message", new, "--to", "all", "--template", "Are you safe?", "--hotline", "12308")
    said = run(*words, "--server", "--confirm", run(*words, "--json").document["messages"])
    assert said.code == 3
    assert "exercise" in said.err


def test_that_wrong_words_get_one_sentence(run: Run, new: Path, tmp_path: Path) -> None:
    for more, code in (
        (("--to", "nobody", "--template", "Are you safe?"), 2),
        (("--to", "movement:X-1", "--template", "Are you safe?"), 3),
        (("--to", "all", "--template", "Missing"), 2),
        (("--to", "all", "--text", "{oops}", "--title", "x"), 3),
        (("--to", "all", "--text", "x", "--title", "x", "--channels", "pigeon"), 2),
        (("--to", "all", "--text", "x", "--title", "x", "--confirm", "1"), 2),
        (("--resume", "M-009", "--gateway-file", str(tmp_path)), 3),
    ):
        said = run("message", new, *more)
        assert (said.code, said.err.count("\n")) == (code, 1), more
    assert run("replies", new, tmp_path / "none.csv").code == 2
