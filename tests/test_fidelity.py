"""The wording in the data is the wording of the official text, word for word, and nobody can change it unseen."""

from __future__ import annotations

import hashlib
import re
import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from bench.large import enlarge, write
from built import ROOT, SMALL
from plan import Plan, examine, load

SOURCE = "source/quyet-dinh-05-2024.txt"


def letters(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


@pytest.mark.parametrize("name", ["real", "small"])
def test_all_wording_together_is_the_source(name: str, request: pytest.FixtureRequest) -> None:
    plan: Plan = request.getfixturevalue(name)
    folder = ROOT / "data" if name == "real" else SMALL
    source = (folder / plan.source_file).read_bytes()
    assert plan.source_sha256 == hashlib.sha256(source).hexdigest()
    assert letters(source.decode()) == letters("".join(provision.text for provision in plan.provisions))


def test_the_real_source_has_the_letters_it_was_received_with(real: Plan) -> None:
    assert len(letters("".join(provision.text for provision in real.provisions))) == 17_902


def sealed(folder: Path, text: bytes) -> None:
    """Put another source in place, its sha256 with it."""
    plan = folder / "plan.yml"
    old = hashlib.sha256((folder / SOURCE).read_bytes()).hexdigest()
    (folder / SOURCE).write_bytes(text)
    plan.write_text(plan.read_text("utf-8").replace(old, hashlib.sha256(text).hexdigest()), "utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: "\ufeff" + text,
        lambda text: unicodedata.normalize("NFD", text),
        lambda text: text.replace("\n|\n", "\n"),
        lambda text: " ".join(text.split()),
        lambda text: text.replace(" ", "\u00a0"),
    ],
    ids=["as is", "crlf", "bom", "nfd", "without cell marks", "one line", "hard spaces"],
)
def test_white_space_and_cell_marks_of_the_source_do_not_matter(change: Callable[[str], str], folder: Path) -> None:
    sealed(folder, change((folder / SOURCE).read_text("utf-8")).encode())
    assert examine(folder)[1] == []


WORDS = [
    ("plan.yml", "header.issuer"), ("plan.yml", "basis.2"), ("plan.yml", "1.p1"), ("plan.yml", "signature.name"),
    ("task-areas/1-ben-do-an-toan.yml", "2.1.1.1"), ("agencies/2-so-truong-hoc.yml", "3.2.p1"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "provision"), WORDS)
@pytest.mark.parametrize("kind", ["khác chữ", "thiếu chữ", "thêm chữ"])
def test_any_word_changed_lost_or_added_is_told_with_both_readings(
    file: str, provision: str, kind: str, folder: Path, small: Plan
) -> None:
    """The last word of a provision is damaged in the source, so that the data keeps the place the report must name."""
    text = small.provision(provision).text
    source = (folder / SOURCE).read_text("utf-8")
    spaced = re.compile(r"\s+(?:\|\s+)*".join(map(re.escape, text.split())))
    last = text.split()[-1]
    new = {"khác chữ": f"{last}khác", "thiếu chữ": f"{last} nữa", "thêm chữ": ""}[kind]
    damaged, count = spaced.subn(lambda match: match[0][: len(match[0]) - len(last)] + new, source, count=1)
    assert count == 1
    sealed(folder, damaged.encode())
    (problem,) = examine(folder)[1]
    assert f"data/{file}" == problem.path
    assert problem.message.startswith(f"{provision}: nguyên văn không khớp bản gốc ({kind}): ở đây “")
    assert f"bản gốc ({SOURCE}, dòng " in problem.message
    line = (folder / file).read_text("utf-8").split("\n")[problem.line - 1]
    assert line[problem.column - 1 :].startswith(last)


def test_a_flood_of_differences_is_counted_not_told(folder: Path) -> None:
    words = [word for word in (folder / SOURCE).read_text("utf-8").split() if word != "|"]
    sealed(folder, " ".join(word if i % 4 else f"{word}{i}" for i, word in enumerate(words)).encode())
    messages = [problem.message for problem in examine(folder)[1] if "nguyên văn" in problem.message]
    assert sum("không khớp bản gốc" in message for message in messages) == 20
    assert sum(re.fullmatch(r"nguyên văn còn khác bản gốc ở \d+ chỗ nữa", message) is not None for message in messages) == 1


def test_wording_is_compared_even_when_a_list_file_is_empty(folder: Path, damaged: Callable[[str, str, str], Path]) -> None:
    """An empty list must never switch the proof off."""
    (folder / "terms.yml").write_text("# chưa có thuật ngữ\n", "utf-8")
    damaged("agencies/3-hoi-nguoi-cheo-do.yml", "mặc áo phao; giám", "mặc áo phao, giám")
    assert any("không khớp bản gốc" in problem.message for problem in examine(folder)[1])


@pytest.mark.parametrize(
    "change",
    [
        lambda data: b"\xef\xbb\xbf" + data,
        lambda data: data.replace(b"\n", b"\r\n"),
        lambda data: unicodedata.normalize("NFD", data.decode()).encode(),
    ],
    ids=["bom", "crlf", "nfd"],
)
def test_the_form_of_the_data_files_does_not_change_the_plan(change: Callable[[bytes], bytes], folder: Path, small: Plan) -> None:
    for path in folder.rglob("*.yml"):
        path.write_bytes(change(path.read_bytes()))
    again = load(folder)
    assert [(p.id, p.text, p.short_title, p.lead) for p in small.provisions] == [
        (p.id, p.text, p.short_title, p.lead) for p in again.provisions
    ]


def test_a_source_link_or_a_way_out_of_the_folder_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_bytes((folder / SOURCE).read_bytes())
    (folder / SOURCE).unlink()
    (folder / SOURCE).symlink_to(tmp_path / "outside.txt")
    assert [f"data/plan.yml:7:9: không có tệp bản gốc '{SOURCE}' (gợi ý: đặt bản gốc trong source/)"] == [
        str(problem) for problem in examine(folder)[1]
    ]


@pytest.fixture(scope="module")
def long(real: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder of five times the real plan's provisions."""
    return write(enlarge(real, 5), ROOT / "data", tmp_path_factory.mktemp("long") / "data")


LINES = [
    ("a word changed", lambda line: re.sub(r"(\w+ \w+) (\w+)", r"\1 \2x", line, count=1), "khác chữ"),
    ("a word lost", lambda line: re.sub(r"(\w+ \w+) \w+ ", r"\1 ", line, count=1), "thiếu chữ"),
    ("a word added", lambda line: re.sub(r"(\w+ \w+) ", r"\1 thêmvào ", line, count=1), "thêm chữ"),
]


@pytest.mark.parametrize(("change", "kind"), [pytest.param(change, kind, id=name) for name, change, kind in LINES])
def test_in_a_long_text_each_difference_is_told_where_it_is(
    change: Callable[[str], str], kind: str, long: Path, tmp_path: Path
) -> None:
    """Differences far apart, in the first files, the last and between, are found one by one."""
    data = Path(shutil.copytree(long, tmp_path / "data"))
    places = []
    for path in [*sorted(data.glob("task-areas/*"))[::7], *sorted(data.glob("agencies/*"))[::5]]:
        lines = path.read_text("utf-8").split("\n")
        number = max(i for i, line in enumerate(lines) if re.match(r"  text: \w\) \w+ \w+ \w+ \w+", line))
        head, text = lines[number][:11], lines[number][11:]
        lines[number] = head + change(text)
        path.write_text("\n".join(lines), "utf-8")
        places.append((f"data/{path.relative_to(data).as_posix()}", number + 1))
    problems = examine(data)[1]
    assert len(places) > 3
    assert sorted(places) == [(problem.path, problem.line) for problem in problems]
    assert all(f"({kind})" in problem.message for problem in problems)
