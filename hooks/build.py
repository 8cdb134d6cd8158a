"""The commands behind `make`: check, site and serve here, the others in modules of their own.

The outermost layer: reads the environment and the clock, prints, sets the exit status. Data is checked before
anything is built; a site is built beside the old one and takes its place only when it is whole.
"""

from __future__ import annotations

import datetime
import errno
import io
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

import ledger
import placing
from plan import Plan, Problem, canonical, examine, load
from plan.report import plain
from reporting import Host, report, well

ROOT = Path(__file__).resolve().parent.parent
CONFIG = ROOT / "mkdocs.yml"
HOST, PORT = "127.0.0.1", 8000
"""Where the live preview is."""
GENERATOR = "mkdocs"
"""What carries the pages, as Python knows it; GENERATOR=properdocs tries its successor (`make successors` compares them)."""


def main(arguments: list[str]) -> int:
    # what one command alone needs is imported when it is asked for: `check` runs after every edit
    commands: dict[str, Callable[[Path, Path], int]] = {
        "check": check, "site": site, "serve": serve, "register": ledger.register,
        "registered": ledger.registered,
        "format": lambda data, _: import_module("tidy").tidy(data),
        "diff": lambda *given: import_module("compare").diff(*given),
        "links": lambda *given: import_module("links").links(*given),
        "export-markdown": export_markdown,
    }  # fmt: skip
    if len(arguments) != 1 or arguments[0] not in commands:
        print(f"usage: build.py {'|'.join(commands)}", file=sys.stderr)
        return 2
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    data, target = Path(os.environ.get("PLAN_DATA") or "data"), Path(os.environ.get("SITE_DIR") or "site")
    try:
        status = commands[arguments[0]](data, target)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read along has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else the interpreter fails again when it ends
        return 141
    except OSError as error:
        print(placing.refused(error.filename, error.errno, error.strerror), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("đã dừng giữa chừng.", file=sys.stderr)
        return 130
    return status


def check(data: Path, _target: Path) -> int:
    """Every problem of the data, the files not in form, and promises taken back, told; a one-line summary when there is none."""
    plan, problems = examine(data, shown=data.as_posix(), written=ledger.written())
    problems += [*canonical.check(data, data.as_posix()), *ledger.removed(data)]
    if problems or plan is None:
        return _report(problems, "check")
    well(_summary(plan), _host())
    return 0


def _report(problems: list[Problem], command: str) -> int:
    """The one place where problems of the data are told, whatever found them."""
    report(problems, _host(), f"chạy lại 'make {command}'")
    return 1


def _host() -> Host:
    page = os.environ.get("GITHUB_STEP_SUMMARY")
    return Host(annotates=os.environ.get("GITHUB_ACTIONS") == "true", summary=Path(page) if page else None)


def _summary(plan: Plan) -> str:
    counts = (
        (len(plan.provisions), "điều khoản"), (len(plan.task_areas), "nhiệm vụ"), (len(plan.agencies), "cơ quan"),
        (len(plan.responsibilities), "trách nhiệm"), (len(plan.documents), "văn bản"),
    )  # fmt: skip
    new = len(ledger.unregistered(plan)) if plan.promised else 0
    noted = f" Sổ địa chỉ chưa có {new} mã, địa chỉ mới (make register)." if new else ""
    return f"{plan.name}: {', '.join(f'{n} {what}' for n, what in counts)}; nguyên văn khớp bản gốc, dữ liệu không có lỗi.{noted}"


def site(data: Path, target: Path) -> int:
    """Check, build beside the old site, look for broken links, then take its place. The old site survives any failure."""
    started = time.perf_counter()
    target = target.resolve()
    if placing.recover(target):
        print(f"lần dựng trước bị ngắt giữa chừng; đã đặt lại trang đúng gần nhất vào {os.path.relpath(target)}/", flush=True)
    plan, problems = examine(data, shown=data.as_posix(), written=ledger.written())
    if problems or plan is None:
        return _report(problems, "site")
    print(f"check   {time.perf_counter() - started:5.2f} s  {_summary(plan)}", flush=True)
    if told := _unfit(data, target):
        print(told, file=sys.stderr)
        return 1
    with placing.workshop(target) as workshop:
        status = _build(data, plan, workshop)
        if status:
            return status
        if found := workshop.place():
            print(_not_ours("SITE_DIR", target, found), file=sys.stderr)
            return 1
    print(f"total   {time.perf_counter() - started:5.2f} s  {os.path.relpath(target)}/")
    return 0


def _unfit(data: Path, target: Path, setting: str = "SITE_DIR") -> str:
    """Why a folder must not be written into; nothing when it may."""
    if any(target.is_relative_to(folder.resolve()) for folder in (data, ROOT / "docs", ROOT / "hooks", ROOT / "tests" / "plans")):
        return f"{setting} '{target}' nằm trong thư mục nguồn (gợi ý: chọn thư mục khác)"
    if target.is_mount():
        return f"{setting} '{target}' là chỗ gắn ổ đĩa, không đổi chỗ được (gợi ý: chọn một thư mục con của nó)"
    found = placing.strangers(target)
    return _not_ours(setting, target, found) if found else ""


def _not_ours(setting: str, target: Path, found: str) -> str:
    return f"{setting} '{target}' có thứ không do lần trước tạo ra: {found} (gợi ý: chọn thư mục khác)"


def export_markdown(data: Path, _target: Path) -> int:
    """The site as plain files in EXPORT_DIR; an earlier export is replaced when the new one is whole."""
    target = Path(os.environ.get("EXPORT_DIR") or "export").resolve()
    placing.recover(target)
    if told := _unfit(data, target, "EXPORT_DIR"):
        print(told, file=sys.stderr)
        return 1
    with placing.workshop(target) as workshop, tempfile.TemporaryDirectory(prefix="site-") as aside:
        status = site(data, Path(aside) / "site")
        if status:
            return status
        write, address = import_module("plain_copy").write, os.environ.get("SITE_URL", "")
        pages = write(Path(aside) / "site", workshop.fresh, load(data).name, address)
        placing.seal(workshop.fresh)
        if found := workshop.place():
            print(_not_ours("EXPORT_DIR", target, found), file=sys.stderr)
            return 1
    print(f"export  {pages} trang Markdown, một mẫu trang: {os.path.relpath(target)}/")
    return 0


def _build(data: Path, plan: Plan, workshop: placing.Workshop) -> int:
    """A whole site in the workshop, every file written down, every link followed."""
    begun, fresh = time.perf_counter(), workshop.fresh
    status = _generate(workshop, _settings(data, plan))
    if status:
        return status
    if not (fresh / "index.html").is_file():
        print("GENERATOR không viết ra trang nào; trang cũ giữ nguyên (gợi ý: để trống GENERATOR)", file=sys.stderr)
        return 1
    import_module("offline").pack(fresh, plan, placing.SUMS, os.environ.get("SITE_URL", ""))
    if os.environ.get("COMPRESSED"):
        placing.compress(fresh)
    placing.seal(fresh)
    found = import_module("plan.sitecheck").faults(fresh)
    for fault in found:
        print(plain(fault))
    if found:
        print(f"{len(found)} liên kết cần sửa; trang cũ giữ nguyên.", file=sys.stderr)
        return 1
    pages = sum(1 for _ in fresh.rglob("*.html"))
    print(f"build   {time.perf_counter() - begun:5.2f} s  {pages} trang, mọi liên kết đều tới đích")
    return 0


def _generate(workshop: placing.Workshop, settings: Mapping[str, str]) -> int:
    """Run the site generator; its warnings stop the build, its chatter is dropped."""
    command = [
        sys.executable,
        "-m",
        settings["GENERATOR"],
        "build",
        "--strict",
        "--config-file",
        str(CONFIG),
        "--site-dir",
        str(workshop.fresh),
    ]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        pass_fds=(workshop.lock,),
        start_new_session=True,
    ) as running:
        try:
            told = running.communicate()
        except BaseException:
            os.killpg(running.pid, signal.SIGKILL)  # with the processes it works by
            running.communicate()  # returns when the last of them is gone
            raise
    lines = "".join(told).splitlines()
    for line in lines:
        if line.startswith("render "):
            print(line, flush=True)
    if running.returncode:
        print("\n".join(map(plain, _told(lines))), file=sys.stderr)
        print("Không dựng được trang; trang cũ giữ nguyên.", file=sys.stderr)
        return 1
    return 0


_TOLD = (
    (
        re.compile(r"Doc file '(.+?)' contains a link '(.+?)', but the target is not found"),
        r"docs/\1: liên kết hỏng '\2': không có tệp ấy",
    ),
    (
        re.compile(r"Doc file '(.+?)' contains a link '(.+?)', but the target '?(.+?)'? is not found"),
        r"docs/\1: liên kết hỏng '\2': không có '\3'",
    ),
    (
        re.compile(r"Doc file '(.+?)' contains a link '(.+?)', but .*does not contain an anchor '(.+?)'"),
        r"docs/\1: liên kết hỏng '\2': không có mã '\3'",
    ),
    (
        re.compile(r"Doc file '(.+?)' contains an? (?:absolute|unrecognized relative) link '(.+?)'"),
        r"docs/\1: liên kết '\2' không đúng dạng (gợi ý: trỏ tới tệp .md, hoặc dùng link(…))",
    ),
    (re.compile(r"^Error reading page '.+':$"), ""),
    (re.compile(r"\[macros\] - ERROR # _Macro(?:s)? (?:Rendering|Syntax) Error_"), ""),
)
"""What the generator says, in the editors' language; anything else is passed on as it is."""
_REFUSED = re.compile(r"^(?:[\w.]*Error: )?(?:\[Errno (?P<number>\d+)\] [^:]*(?:: '(?P<file>.+?)')?|IO_(?P<name>E[A-Z]+))$")
"""What the system would not do, as a traceback of the generator ends."""
_CHATTER = ("INFO", "Exception ignored in", "render ", "  File ", "    ", "Traceback", "DEBUG", "Aborted with", "Error: ")


def _told(lines: list[str]) -> list[str]:
    """What went wrong, one line each: no progress, no traceback, nothing twice."""
    kept = []
    for line in lines:
        told = re.sub(r"^(?:WARNING|ERROR)\s+-\s+", "", line.removeprefix("Error: "))
        if failed := _REFUSED.search(told):
            number = int(failed["number"] or getattr(errno, failed["name"], 0))
            told = placing.refused(failed["file"] and Path(failed["file"]).name, number, told)
        for pattern, words in _TOLD:
            match = pattern.search(told)
            told = match.expand(words) if match else told
        if told.strip() and not told.startswith(_CHATTER):
            kept.append(told)
    return list(dict.fromkeys(kept))


def _settings(data: Path, plan: Plan) -> dict[str, str]:
    """The generator's environment. The clock of a build is the plan's own date, so that it leaves no trace."""
    midnight = datetime.datetime.combine(plan.date, datetime.time(), datetime.UTC)
    shown = os.path.relpath(data, ROOT)
    return {
        **os.environ,
        "PLAN_DATA": str(data.resolve()) if shown.startswith("..") else shown,
        "GENERATOR": os.environ.get("GENERATOR") or GENERATOR,
        "SITE_NAME": plan.name,
        "SOURCE_DATE_EPOCH": str(int(midnight.timestamp())),
        "REPO_COMMIT": os.environ.get("REPO_COMMIT") or _commit(),
        "NO_MKDOCS_2_WARNING": "1",
        "DISABLE_MKDOCS_2_WARNING": "true",
        "PYTHONPATH": str(ROOT / "hooks"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


def _commit() -> str:
    try:
        run = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    except OSError:
        return ""
    return run.stdout.strip() if run.returncode == 0 else ""


def serve(data: Path, _target: Path) -> int:
    """Live preview on 127.0.0.1:8000. Data, pages and templates rebuild in place; changed code restarts the generator."""
    plan, problems = examine(data, shown=data.as_posix(), written=ledger.written())
    if problems or plan is None:
        return _report(problems, "serve")
    with socket.socket() as asked:
        asked.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            asked.bind((HOST, PORT))
        except OSError as error:
            print(f"không mở được {HOST}:{PORT}: {error.strerror} (gợi ý: tắt bản xem trước đang chạy)", file=sys.stderr)
            return 1
    command = [
        sys.executable,
        "-m",
        GENERATOR,
        "serve",
        "--config-file",
        str(CONFIG),
        "--dev-addr",
        f"{HOST}:{PORT}",
        "--watch",
        str(data.resolve()),
    ]
    while True:
        before = _code()
        server = subprocess.Popen(command, cwd=ROOT, env=_settings(data, plan))
        try:
            while server.poll() is None and _code() == before:
                time.sleep(0.5)
        finally:
            server.terminate()
            server.wait()
        if _code() == before:
            return server.returncode


def _code() -> dict[Path, int]:
    """Every source file of the hooks and when it was last written."""
    return {path: path.stat().st_mtime_ns for path in (ROOT / "hooks").rglob("*.py")}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
