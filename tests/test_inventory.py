"""What lock and table say together, and what is refused where they do not agree."""

from __future__ import annotations

import pytest

from plan import DataError
from plan.inventory import Inventory, inventory

A, B, C = ("a" * 64, "b" * 64, "c" * 64)
LOCK = f"""\
mot==1.0 \\
    --hash=sha256:{B} \\
    --hash=sha256:{A}
    # via
    #   plan-site (pyproject.toml)
    #   hai
hai==2.1.post1 \\
    --hash=sha256:{C}
    # via plan-site (pyproject.toml)
ba-con==3 \\
    --hash=sha256:{C}
    # via mot
"""
TABLE = """\
packages:
  mot: { licence: MIT, why: một }
  hai: { licence: Apache-2.0 OR MIT, why: hai }
  ba-con: { licence: MIT, why: ba }
left_out:
  bon: không dùng
shipped:
  phong:
    name: Phông
    from: npm @chu/phong 5.0
    licence: OFL-1.1
    what: chữ
    files: [assets/a.woff2]
    text: assets/a.txt
  hinh:
    name: Hình
    from: pypi mot
    licence: MIT
    what: hình
    text: assets/a.txt
  sua:
    name: Sửa
    from: npm sua 1.2
    licence: MIT
    what: sửa
    files: [quan-tri/sua.js]
    text: assets/a.txt
"""
PRESENT = {"assets/a.woff2", "assets/a.txt", "quan-tri/sua.js"}


def made(lock: str = LOCK, table: str = TABLE) -> Inventory:
    return inventory((lock, "khoa.txt"), (table, "bang.yml"), PRESENT.__contains__)


def test_packages_by_name_with_what_the_lock_knows() -> None:
    found = [(p.name, p.version, p.licence, p.why, p.sums, p.needed_by, p.direct) for p in made().packages]
    assert found == [
        ("ba-con", "3", "MIT", "ba", (C,), ("mot",), False),
        ("hai", "2.1.post1", "Apache-2.0 OR MIT", "hai", (C,), (), True),
        ("mot", "1.0", "MIT", "một", (A, B), ("hai",), True),
    ]


def test_parts_with_where_they_came_from() -> None:
    assert {part.id: (part.version, part.purl, part.of_form) for part in made().parts} == {
        "phong": ("5.0", "pkg:npm/%40chu/phong@5.0", False),
        "hinh": ("1.0", "pkg:pypi/mot@1.0", False),
        "sua": ("1.2", "pkg:npm/sua@1.2", True),
    }


@pytest.mark.parametrize(("form", "ids"), [(True, ["phong", "hinh", "sua"]), (False, ["phong", "hinh"])])
def test_the_form_editor_counts_only_where_there_is_one(form: bool, ids: list[str]) -> None:
    assert [part.id for part in made().shipped(form)] == ids


REFUSED = {
    "a package without a reason": (
        LOCK + f"bon-nua==1 \\\n    --hash=sha256:{A}\n", TABLE,
        ["khoa.txt:13:1: gói 'bon-nua' chưa có lý do và giấy phép (gợi ý: thêm vào phần packages của bang.yml)"],
    ),
    "a lock of nothing": ("# hết\n", TABLE, ["khoa.txt:1:1: không ghim gói nào (gợi ý: chạy 'make lock')"]),
    "an empty lock": ("", TABLE, ["khoa.txt:1:1: không ghim gói nào (gợi ý: chạy 'make lock')"]),
    "a reason without a package": (
        LOCK, TABLE.replace("  hai:", "  nam: { licence: MIT, why: x }\n  hai:"),
        ["bang.yml:3:3: gói 'nam' không có trong khoa.txt (gợi ý: bỏ dòng này)"],
    ),
    "left out and there": (
        LOCK, TABLE.replace("bon:", "mot:"), ["bang.yml:6:3: gói 'mot' vẫn có trong khoa.txt (gợi ý: chạy 'make lock')"],
    ),
    "a part from a package that is not there": (
        LOCK, TABLE.replace("pypi mot", "pypi nam"),
        ["bang.yml:17:11: nơi lấy không rõ (gợi ý: 'pypi TÊN' của một gói đã cài, hoặc 'npm TÊN PHIÊN-BẢN')"],
    ),
    "a file that is not there": (
        LOCK, TABLE.replace("[assets/a.woff2]", "[assets/b.woff2]"), ["bang.yml:8:3: không có tệp 'assets/b.woff2'"],
    ),
    "a licence left out": (
        LOCK, TABLE.replace("{ licence: MIT, why: một }", "{ why: một }"),
        ["bang.yml:2:3: mục 'mot' phải có đúng các khóa licence, why"],
    ),
    "files that are no list": (
        LOCK, TABLE.replace("[assets/a.woff2]", "assets/a.woff2"), ["bang.yml:13:12: 'files' phải là danh sách (gợi ý: [tệp, tệp])"],
    ),
    "words that are a list": (
        LOCK, TABLE.replace("why: một", "why: [một]"), ["bang.yml:2:29: 'why' phải là chữ"],
    ),
    "a table that is no table": (
        LOCK, "- một\n",
        [
            "bang.yml:1:1: thiếu phần 'left_out' (gợi ý: viết 'left_out:' rồi mỗi mục một dòng)",
            "bang.yml:1:1: thiếu phần 'packages' (gợi ý: viết 'packages:' rồi mỗi mục một dòng)",
            "bang.yml:1:1: thiếu phần 'shipped' (gợi ý: viết 'shipped:' rồi mỗi mục một dòng)",
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_disagreement_is_told_at_its_line(name: str) -> None:
    lock, table, told = REFUSED[name]
    with pytest.raises(DataError) as caught:
        made(lock, table)
    assert [str(problem) for problem in caught.value.problems] == told
