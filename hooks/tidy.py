"""`make format`: data files into their one form, and the schemas of the repository as the model says.

Outermost like `build`: it reads and writes files. Only what is not in form is written; a file that cannot be read, or not be
put in form without losing anything, stays as it is and is told. Symbolic links are neither followed nor written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from plan import Problem, canonical, file_schemas
from plan.folder import KEYS, read_folder
from plan.source import read

ROOT = Path(__file__).resolve().parent.parent
SCHEMAS = Path(".vscode", "schemas")
"""Where a repository keeps its schemas."""


def tidy(data: Path, root: Path = ROOT) -> int:
    """Put the data folder and the schemas of the repository in form; one line for each file touched or left alone."""
    shown = data.as_posix()
    if not data.is_dir():
        print(*read_folder(data, shown).problems, sep="\n")
        return 1
    for name in _write_schemas(root / SCHEMAS):
        print(f"{(SCHEMAS / name).as_posix()}: đã viết lại theo khuôn dữ liệu")
    done = left = whole = 0
    for path, name in canonical.data_files(data):
        told = f"{shown}/{path.relative_to(data).as_posix()}"
        problems = read(path, told, KEYS)[1]
        content = b"" if problems else path.read_bytes()
        if problems or not canonical.findings(content, name):
            whole += not problems
        elif (mended := canonical.mend(content, name, _way(path, data, root))) is None:
            hint = "gợi ý: sửa tay theo lời báo của 'make check'"
            problems = [Problem(told, 1, 1, f"không tự xếp lại được mà vẫn giữ nguyên mọi chữ, nên để yên ({hint})")]
        else:
            path.write_bytes(mended)
            done += 1
            print(f"{told}: đã xếp theo khuôn")
        left += bool(problems)
        for problem in problems:
            print(problem)
    print(f"{done} tệp xếp lại, {whole} tệp vốn đã theo khuôn" + (f", {left} tệp để yên vì còn lỗi." if left else "."))
    return 1 if left else 0


def _write_schemas(folder: Path) -> Iterator[str]:
    """Every schema that is not as the model says, and those of files there are no more."""
    wanted = file_schemas.schemas()
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in wanted.items():
        path = folder / name
        if path.is_symlink() or not path.is_file() or path.read_bytes() != content:
            path.unlink(missing_ok=True)
            path.write_bytes(content)
            yield name
    for path in sorted(folder.glob(f"*{file_schemas.SUFFIX}")):
        if path.name not in wanted:
            path.unlink()
            yield path.name


def _way(path: Path, data: Path, root: Path) -> str:
    """From a data file to the schemas of the repository it lies in; a folder elsewhere is taken for one of another repository."""
    base = root if data.resolve().is_relative_to(root.resolve()) else data.resolve().parent
    return os.path.relpath(base.resolve() / SCHEMAS, path.parent.resolve()).replace(os.sep, "/") + "/"
