"""What the machine looks at, for everybody's sake, before a change is taken: the page on accessibility says it, the tests do it.

Both read it here, so the page can claim nothing that was not tried. Knows no plan, no page and no browser.
"""

from __future__ import annotations

STANDARD = "WCAG 2.2, mức AA"
"""What is aimed at."""
AXE = "4.14.1"
"""The version of axe-core whose rules are asked."""
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
"""Its rules: every level up to AA, and what it calls best practice."""
COLOUR_RULES = ("color-contrast", "link-in-text-block")
"""Those of them the answer to which hangs on colours: asked once more in the dark, where nothing but colours differs."""
WIDTHS = (320, 360, 1280)
"""Of the window, in CSS pixels."""
SCHEMES: dict[str, str] = {"light": "nền sáng", "dark": "nền tối"}
ZOOM = 400
"""Percent; at the widest of the windows."""
CONTRAST = 3
"""Least contrast of the ring around what has the focus with what lies around it."""
TARGET = 24
"""Least side of what is pressed, in CSS pixels, links within a sentence aside."""
MOTION = 10
"""Most milliseconds anything moves for a reader who asked for calm."""
OTHERS = 30
"""Pages looked at beside one of each kind."""
KINDS: dict[str, str] = {
    "home": "trang chủ",
    "areas": "các nhiệm vụ",
    "area": "một nhiệm vụ",
    "agencies": "các cơ quan",
    "agency": "hồ sơ một cơ quan",
    "responsibility": "một trách nhiệm",
    "text": "toàn văn",
    "editions": "các bản của văn bản",
    "edition": "một bản của văn bản",
    "repealed": "điều khoản đã bị bãi bỏ",
    "documents": "các văn bản được viện dẫn",
    "document": "một văn bản",
    "groups": "các nhóm đối tượng",
    "group": "một nhóm đối tượng",
    "deadlines": "thời hạn",
    "matrix": "ma trận",
    "register": "bảng tra cứu nghĩa vụ",
    "glossary": "thuật ngữ",
    "az": "mục lục A–Z",
    "search": "tìm kiếm",
    "changes": "thay đổi",
    "narrative": "trang hướng dẫn và giới thiệu",
    "moved": "trang ở địa chỉ cũ",
    "missing": "trang báo không có địa chỉ ấy",
}
"""Every kind of page, and what it is called. Of hand-written pages all are looked at."""
STATES: dict[str, str] = {
    "folds": "mọi phần gấp lại đã mở, kể cả “Trích dẫn” và “Góp ý”",
    "suggestions": "gợi ý của ô tìm đang mở, một gợi ý được chọn",
    "results": "kết quả tìm kiếm cùng các bộ lọc",
    "nothing": "tìm mà không thấy gì",
    "filters": "bộ lọc của bảng tra cứu, đã chọn vài điều",
    "none": "bảng tra cứu không còn hàng nào",
    "pages": "danh sách các trang",
    "tip": "lời giải một chữ viết tắt",
}
"""What a reader can open or bring about, looked at open."""
