"""The one form of data files: told at the first place, mended without touching anything else, and once mended left alone."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from built import ROOT, SMALL, run
from plan import canonical, examine
from plan.schema import FILES, FOLDERS
from plan.source import parse
from tidy import tidy

FILED = [(path, name) for data in (ROOT / "data", SMALL) for path, name in canonical.data_files(data)]
WAY = "../"
AGENCY = "# yaml-language-server: $schema=x/agency.schema.json\n"
TERMS = "# yaml-language-server: $schema=x/terms.schema.json\n"


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# -- what is there -------------------------------------------------------------------------------------------------


def test_every_data_file_is_looked_at() -> None:
    assert {name for _, name in FILED} == {*FILES, *FOLDERS} - {"redirects.yml", "amendments"}  # neither plan has any yet
    assert {path for path, _ in FILED} == {*(ROOT / "data").rglob("*.yml"), *SMALL.rglob("*.yml")}


@pytest.mark.parametrize(("path", "name"), FILED, ids=lambda value: shown(value) if isinstance(value, Path) else value)
def test_a_file_in_form_stays_byte_for_byte(path: Path, name: str) -> None:
    content = path.read_bytes()
    assert canonical.findings(content, name) == []
    assert content == canonical.mend(content, name, WAY)


# -- many disorders, one way back ----------------------------------------------------------------------------------


def key_lines(text: str) -> list[int]:
    """Lines a key or a dash begins on, as the YAML scanner sees it."""
    tokens = (yaml.BlockEntryToken, yaml.KeyToken)
    seen = {token.start_mark.line for token in yaml.scan(text, Loader=yaml.CBaseLoader) if isinstance(token, tokens)}
    flow = {n for n, line in enumerate(text.split("\n")) if "{" in line or "[" in line}
    return sorted(seen - flow)


def multiline(text: str) -> bool:
    """Some text goes on below its first line without a `>` to begin it."""
    events = yaml.parse(text, Loader=yaml.CBaseLoader)
    scalars = any(isinstance(e, yaml.ScalarEvent) and not e.style and e.start_mark.line != e.end_mark.line for e in events)
    return scalars or re.search(r"[\[{'\"][^\]}'\"]*\n", re.sub(r"(?m)#.*$|>-\n( .*\n)+", "", text)) is not None


def commented(text: str, chance: random.Random) -> str:
    """In form, with comments above keys, above entries, under lists."""
    lines = text.split("\n")
    for n in reversed(key_lines(text)):
        own = re.match(r"( *)(- )?", lines[n])
        if n > 1 and chance.random() < 0.15:
            lines.insert(n, f"{own[1]}# chú thích {n} về: dòng dưới")
        if own[2] and not re.search(":|>-", lines[n]) and chance.random() < 0.2:
            lines.insert(n + 1, f"{own[1]}# chú thích {n} dưới danh sách")
    return "\n".join(lines)


def shuffled(text: str, chance: random.Random) -> str:
    """The keys of some entries, and at times of the whole file, in any order; comments above a key go with it."""
    lines = text.split("\n")
    starts = [n for n in key_lines(text) if re.match(r" *- [\w_]+:( |$)", lines[n])]
    for start in reversed(starts):
        column = lines[start].index("- ") + 2
        end = start + 1
        while end < len(lines) and lines[end].startswith(" " * column):
            end += 1
        while end > start + 1 and lines[end - 1].lstrip().startswith("#") and lines[end - 1].index("#") == column:
            end -= 1  # no key below it: it stays where it is
        if chance.random() < 0.5:
            first = " " * column + lines[start][column:]
            new = in_any_order([first, *lines[start + 1 : end]], column, chance)
            lead = next(n for n, line in enumerate(new) if not line.lstrip().startswith("#"))
            if lead:  # a comment cannot stand between the dash and its key
                continue
            lines[start:end] = [lines[start][:column] + new[0][column:], *new[1:]]
    return "\n".join(lines)


def in_any_order(lines: list[str], column: int, chance: random.Random) -> list[str]:
    parts: list[list[str]] = [[]]
    for line in lines:
        opens = re.match(rf" {{{column}}}[\w_#]", line) is not None
        if opens and any(not re.match(r" *#", old) for old in parts[-1]):
            parts.append([])
        parts[-1].append(line)
    chance.shuffle(parts)
    return [line for part in parts for line in part]


def flattened(text: str, chance: random.Random) -> str:
    """The dashes of the provisions in one column with their key, all that is in them with them."""
    head, mark, tail = text.partition("\nprovisions:\n")
    return head + mark + re.sub(r"(?m)^  ", "", tail) if mark else text


def widened(text: str, chance: random.Random) -> str:
    """Twice the blanks everywhere."""
    if multiline(text):
        return text
    dashes = [t.start_mark for t in yaml.scan(text, Loader=yaml.CBaseLoader) if isinstance(t, yaml.BlockEntryToken)]
    lines = text.split("\n")
    for mark in reversed(dashes):
        line = lines[mark.line]
        lines[mark.line] = line[: mark.column] + "-  " + line[mark.column + 1 :]
    return "\n".join(re.sub(r"^ +", lambda blanks: blanks[0] * 2, line) for line in lines)


def gapped(text: str, chance: random.Random) -> str:
    """Empty lines inside entries, two between them, or none."""
    lines = text.split("\n")
    for n in reversed(key_lines(text)):
        if "#" in lines[n - 1]:
            continue  # between a comment and what it is about a gap would have its meaning
        if lines[n].startswith("    ") and chance.random() < 0.1:
            lines.insert(n, "")
        elif n and not lines[n - 1] and lines[n].startswith("  - ") and chance.random() < 0.3:
            del lines[n - 1]
        elif n and not lines[n - 1] and chance.random() < 0.3:
            lines.insert(n, "")
    return "\n".join(lines) + "\n" * chance.choice([0, 1, 3])


def trailing(text: str, chance: random.Random) -> str:
    return "\n".join(line + chance.choice(["", "", "", " ", "   "]) for line in text.split("\n"))


def loose(text: str, chance: random.Random) -> str:
    return "\n".join(unicodedata.normalize(chance.choice(["NFC", "NFD"]), line) for line in text.split("\n"))


def headless(text: str, chance: random.Random) -> str:
    return text.partition("\n")[2]


def unended(text: str, chance: random.Random) -> str:
    return text.rstrip("\n")


def windows(text: str, chance: random.Random) -> str:
    return text.replace("\n", "\r\n")


def marked(text: str, chance: random.Random) -> str:
    return "\ufeff" + text


DISORDERS: tuple[Callable[[str, random.Random], str], ...] = (
    shuffled, flattened, widened, gapped, trailing, loose, headless, unended, windows, marked,
)  # fmt: skip


@pytest.mark.parametrize("disorder", DISORDERS, ids=lambda disorder: disorder.__name__)
def test_each_disorder_is_one(disorder: Callable[[str, random.Random], str]) -> None:
    """Of files of every kind something is disordered, told, and still read as the same."""
    told = 0
    for path, name in FILED:
        text = disorder(path.read_text("utf-8"), random.Random(1))
        told += bool(canonical.findings(text.encode(), name))
        assert yaml.load(unicodedata.normalize("NFC", text), Loader=yaml.BaseLoader)
    assert told >= 10


@pytest.mark.parametrize("seed", range(8))
def test_any_disorder_finds_the_way_back(seed: int) -> None:
    """Comments, then two to five disorders at once: mended, the file is as it was, and mended again stays so."""
    chance = random.Random(seed)
    touched = 0
    for path, name in FILED:
        text = commented(path.read_text("utf-8"), chance)
        way = re.search(r"=(.*/)", text)[1]
        assert canonical.findings(text.encode(), name) == [], shown(path)
        chosen = set(chance.sample(DISORDERS, chance.randint(2, 5)))
        chosen -= {widened} if flattened in chosen else set()
        other = text
        for disorder in DISORDERS:
            other = disorder(other, chance) if disorder in chosen else other
        mended = canonical.mend(other.encode(), name, way)
        touched += other != text
        assert mended is not None, (shown(path), sorted(d.__name__ for d in chosen))
        assert text == mended.decode(), shown(path)
        assert mended == canonical.mend(mended, name, way)
    assert touched > 30


# -- case by case --------------------------------------------------------------------------------------------------

MENDED = {
    "a comment goes with the key below it": (
        "terms.yml",
        TERMS + "- id: a\n  # về lời\n  meaning: c\n  term: b\n",
        TERMS + "- id: a\n  term: b\n  # về lời\n  meaning: c\n",
    ),
    "a comment under the last key stays at the end": (
        "terms.yml",
        TERMS + "- id: a\n  meaning: c\n  term: b\n  # hết mục\n\n# sau\n- id: b\n  term: x\n  meaning: y\n",
        TERMS + "- id: a\n  term: b\n  meaning: c\n  # hết mục\n\n# sau\n- id: b\n  term: x\n  meaning: y\n",
    ),
    "a comment on what comes first stands above the entry": (
        "terms.yml",
        TERMS + "- term: b\n  # về mã\n  id: a\n  meaning: c\n",
        TERMS + "# về mã\n- id: a\n  term: b\n  meaning: c\n",
    ),
    "brackets, quotes and breaks of a text stay as typed": (
        "terms.yml",
        TERMS + "- id: a\n  words: [x,\n     'y',  \"z\"]\n  term:   'b\n    b'\n  meaning: c\n     c\n",
        TERMS + "- id: a\n  term:   'b\n    b'\n  words: [x,\n     'y',  \"z\"]\n  meaning: c\n     c\n",
    ),
    "inner keys too": (
        "agencies",
        AGENCY
        + "provisions:\n- text: 5. A\n  notes:\n  - kind: giải thích\n    text: b\n  id: V.5\n- id: V.5.a\n  text: a) b\nid: so-a\n",
        AGENCY
        + "id: so-a\nprovisions:\n  - id: V.5\n    text: 5. A\n    notes:\n      - text: b\n        kind: giải thích\n\n  - id: V.5.a\n    text: a) b\n",
    ),
    "a comment at the end of a line goes with the line": (
        "terms.yml",
        TERMS + "- id: 'a'  # mã\n  meaning: >-  # nghĩa\n    c\n    d\n  words:  # chữ\n  - 'x' # một\n  term: 'b\n    b'   # tên\n",
        TERMS + "- id: 'a'  # mã\n  term: 'b\n    b'   # tên\n  words:  # chữ\n    - 'x' # một\n  meaning: >-  # nghĩa\n    c\n    d\n",
    ),
    "another schema makes place": (
        "terms.yml",
        "# tiêu đề\n" + TERMS.replace("terms", "groups") + "- id: a\n  term: b\n  meaning: c\n",
        TERMS + "# tiêu đề\n- id: a\n  term: b\n  meaning: c\n",
    ),
    "a strange key stays with the one before it": (
        "terms.yml",
        TERMS + "- id: a\n  meaning: c\n  la: x\n  term: b\n",
        TERMS + "- id: a\n  term: b\n  meaning: c\n  la: x\n",
    ),
    "an empty list": ("terms.yml", "[]", TERMS.replace("x/", WAY) + "[]\n"),
    "nothing but comments": ("terms.yml", "\n\n# chưa có\n\n\n# gì\n\n", TERMS.replace("x/", WAY) + "\n# chưa có\n\n# gì\n"),
}


@pytest.mark.parametrize(("name", "given", "wanted"), MENDED.values(), ids=MENDED)
def test_mended(name: str, given: str, wanted: str) -> None:
    mended = canonical.mend(given.encode(), name, WAY)
    assert mended is not None
    assert wanted == mended.decode()
    assert mended == canonical.mend(mended, name, WAY)


def test_a_comment_after_bare_words_is_told_as_lost_words_and_the_guide_says_so() -> None:
    """It may as well be words somebody meant to keep."""
    text = TERMS + "- id: a\n  meaning: c  # nghĩa\n  term: b\n"
    assert canonical.mend(text.encode(), "terms.yml", WAY) is None
    assert ["bị coi là chú thích" in problem.message for problem in parse(text, "terms.yml")[1]] == [True]
    assert "Chú thích (`# …`) đứng trên dòng riêng" in (ROOT / "data" / "README.md").read_text("utf-8")


UNREADABLE = ["- id: [", "a: 1\na: 2\n", "- &x a\n", "<<<<<<< a\n", "\tb: 1\n", "- id: a # mất\n", "a: \u202eb\n", "- " * 400 + "a\n"]


@pytest.mark.parametrize("given", UNREADABLE)
def test_what_cannot_be_read_is_left_alone(given: str, tmp_path: Path) -> None:
    (tmp_path / "terms.yml").write_text(given, "utf-8")
    assert canonical.mend(given.encode(), "terms.yml", WAY) is None
    assert canonical.check(tmp_path, "data") == []


def test_bytes_that_are_no_text_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "terms.yml").write_bytes(b"- id: \xff\n")
    assert canonical.mend(b"- id: \xff\n", "terms.yml", WAY) is None
    assert canonical.check(tmp_path, "data") == []


# -- what is told --------------------------------------------------------------------------------------------------

TOLD = {
    "order": ("- id: a\n  meaning: c\n  term: b\n", "4:3: chưa theo khuôn: khóa 'term' phải đứng trước 'meaning' (gợi ý: chuyển 'term' lên trên dòng 3, hoặc chạy 'make format')"),
    "order, first": ("- term: b\n  id: a\n  meaning: c\n", "3:3: chưa theo khuôn: khóa 'id' phải đứng trước 'term' (gợi ý: chuyển 'id' ngay sau dấu '-' ở dòng 2, hoặc chạy 'make format')"),
    "margin": ("- id: a\n  term: b\n  words:\n  - x\n  meaning: c\n", "5:3: chưa theo khuôn: dòng này thụt vào 2 dấu cách, phải là 4 (gợi ý: sửa cho đủ 4 dấu cách ở đầu dòng, hoặc chạy 'make format')"),
    "dash": ("- id: a\n  term: b\n  words:\n    -  x\n  meaning: c\n", "5:5: chưa theo khuôn: sau dấu '-' phải đúng một dấu cách (gợi ý: bớt dấu cách sau dấu '-', hoặc chạy 'make format')"),
    "gap": ("- id: a\n\n  term: b\n  meaning: c\n", "3:1: chưa theo khuôn: thừa dòng trống (gợi ý: xóa dòng trống này, hoặc chạy 'make format')"),
    "two": ("- id: a\n\n  term: b\n  meaning: c \n", "3:1: chưa theo khuôn ở 2 chỗ, chỗ đầu: thừa dòng trống (gợi ý: xóa dòng trống này, hoặc chạy 'make format')"),
    "blanks": ("- id: a\n  term: b\n  meaning: c \n", "4:13: chưa theo khuôn: cuối dòng thừa dấu cách (gợi ý: xóa dấu cách ở cuối dòng, hoặc chạy 'make format')"),
    "end": ("- id: a\n  term: b\n  meaning: c", "4:1: chưa theo khuôn: cuối tệp thiếu dấu xuống dòng (gợi ý: thêm một dấu xuống dòng ở cuối tệp, hoặc chạy 'make format')"),
    "windows": ("- id: a\r\n  term: b\n  meaning: c\n", "2:1: chưa theo khuôn: dòng kết thúc kiểu Windows (CRLF) (gợi ý: lưu lại với kiểu xuống dòng LF, hoặc chạy 'make format')"),
    "loose letters": ("- id: a\n  term: ba\u0301\n  meaning: c\n", "3:1: chưa theo khuôn: dòng này có chữ và dấu viết rời nhau (gợi ý: gõ lại dòng này bằng bộ gõ Unicode dựng sẵn, hoặc chạy 'make format')"),
}  # fmt: skip


@pytest.mark.parametrize(("given", "told"), TOLD.values(), ids=TOLD)
def test_the_first_place_is_told_with_its_cure(given: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "terms.yml").write_bytes((TERMS + given).encode())
    assert [f"data/terms.yml:{told}"] == [str(problem) for problem in canonical.check(tmp_path, "data")]


HEADS = {
    "missing": ("", "1:1: chưa theo khuôn: thiếu dòng đầu '# yaml-language-server: $schema=…/terms.schema.json' (gợi ý: chép dòng đầu của một tệp cùng loại, hoặc chạy 'make format')"),
    "of another": (TERMS.replace("terms", "groups"), "1:1: chưa theo khuôn: dòng đầu nêu 'groups.schema.json', không phải 'terms.schema.json' (gợi ý: đổi tên ấy thành 'terms.schema.json', hoặc chạy 'make format')"),
    "marked": ("\ufeff" + TERMS, "1:1: chưa theo khuôn: tệp mở đầu bằng dấu BOM (gợi ý: lưu lại với mã UTF-8 không có BOM, hoặc chạy 'make format')"),
}  # fmt: skip


@pytest.mark.parametrize(("head", "told"), HEADS.values(), ids=HEADS)
def test_the_first_line_is_told(head: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "terms.yml").write_text(head + "[]\n", "utf-8")
    assert [f"data/terms.yml:{told}"] == [str(problem) for problem in canonical.check(tmp_path, "data")]


# -- the commands --------------------------------------------------------------------------------------------------


def test_check_tells_mistakes_first_and_form_after(folder: Path, tmp_path: Path) -> None:
    (folder / "terms.yml").write_text("- term: a\n  id: b\n  meaning: c\n", "utf-8")
    (folder / "groups.yml").write_text("- id: [\n", "utf-8")
    done = run("check", folder, tmp_path)
    assert done.returncode == 1
    told = [line for line in done.stdout.splitlines() if line.startswith("/")]
    assert [Path(line.split(":")[0]).name for line in told] == ["groups.yml", "terms.yml"]
    assert "chưa theo khuôn" in told[1]
    assert "Traceback" not in done.stderr


def test_the_form_is_not_the_truth(folder: Path, tmp_path: Path) -> None:
    """Files of another form, without any first line: `check` says so, a site is built all the same."""
    for path in folder.rglob("*.yml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().partition(b"\n")[2].replace(b"\n", b"\r\n"))
    assert examine(folder)[1] == []
    done = run("check", folder, tmp_path)
    assert done.returncode == 1
    assert all(path.as_posix() in done.stdout for path in folder.rglob("*.yml"))
    assert "make format" in done.stdout.splitlines()[-1]
    assert run("site", folder, tmp_path / "site").returncode == 0


def test_format_mends_what_check_tells(folder: Path, tmp_path: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*.yml")}
    stamps = {path: path.stat().st_mtime_ns for path in before}
    (folder / "terms.yml").write_bytes(b"\r\n" + before[folder / "terms.yml"])
    done = run("format", folder, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert f"{folder}/terms.yml: đã xếp theo khuôn" in done.stdout.splitlines()
    assert before.keys() == set(folder.rglob("*.yml"))
    touched = {path for path in before if path.stat().st_mtime_ns != stamps[path]}
    assert touched == {folder / "terms.yml"}
    assert run("check", folder, tmp_path).returncode == 0
    assert run("format", folder, tmp_path).stdout.startswith("0 tệp xếp lại")


def test_format_tells_what_it_leaves_alone(folder: Path, tmp_path: Path) -> None:
    (folder / "groups.yml").write_bytes(b"- id: [\n")
    checked, done = run("check", folder, tmp_path), run("format", folder, tmp_path)
    assert done.returncode == 1
    assert checked.stdout.splitlines()[0] in done.stdout.splitlines()
    assert (folder / "groups.yml").read_bytes() == b"- id: [\n"


def test_format_neither_follows_nor_writes_a_link(folder: Path, tmp_path: Path) -> None:
    outside = tmp_path / "ngoai.yml"
    outside.write_text("- term: a\n  id: b\n", "utf-8")
    (folder / "terms.yml").unlink()
    (folder / "terms.yml").symlink_to(outside)
    (folder / "task-areas").rename(tmp_path / "areas")
    (folder / "task-areas").symlink_to(tmp_path / "areas")
    area = next((tmp_path / "areas").iterdir())
    area.write_bytes(area.read_bytes() + b"\n\n")
    before = (outside.read_bytes(), area.read_bytes())
    run("format", folder, tmp_path)
    assert before == (outside.read_bytes(), area.read_bytes())
    assert (folder / "terms.yml").is_symlink()


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    done = run("format", tmp_path / "khong-co", tmp_path)
    assert (done.returncode, done.stderr) == (1, "")
    assert "không có thư mục dữ liệu này" in done.stdout


@pytest.mark.parametrize(("inside", "way"), [(True, "../../../.vscode/schemas/"), (False, "../../.vscode/schemas/")])
def test_the_first_line_leads_to_the_schemas(inside: bool, way: str, folder: Path, tmp_path: Path) -> None:
    """Of the repository the data lies in; a folder elsewhere is taken for the data of another repository."""
    data = folder.rename(tmp_path / "a" / "data") if (tmp_path / "a").mkdir() or inside else folder
    path = next((data / "agencies").iterdir())
    path.write_bytes(path.read_bytes().partition(b"\n")[2])
    assert tidy(data, tmp_path if inside else ROOT) == 0
    assert path.read_text("utf-8").startswith(f"# yaml-language-server: $schema={way}agency.schema.json\n")
