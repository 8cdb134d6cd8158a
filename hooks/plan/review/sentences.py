"""The sentences of a review that all its forms share, as plain text."""

from __future__ import annotations

from . import Review

ACTIONS = {"added": "trang mới", "removed": "trang mất", "changed": "đổi", "moved": "chuyển"}


def headline(review: Review) -> str:
    """The whole review in a line."""
    if not review.changes_meaning:
        return "Không đổi nội dung nào" + (f" ({len(review.others)} tệp khác đổi)" if review.others else "")
    parts = []
    if review.counts:
        parts.append(", ".join(f"{verb} {number} {name}" for (verb, name), number in review.counts.items()))
    if review.wording:
        parts.append(f"NGUYÊN VĂN ĐỔI Ở {len(review.wording)} CHỖ")
    if review.amended:
        parts.append(f"lời đổi ở {len(review.amended)} chỗ theo văn bản sửa đổi")
    elif not review.wording:
        parts.append("chưa biết nguyên văn có đổi không" if review.unread else "nguyên văn không đổi")
    if review.comparable:
        parts.append(f"{len(review.pages)} trang đổi" if review.pages else "không trang nào đổi")
    if review.written:
        parts.append(f"{len(review.written)} trang viết tay đổi")
    return "; ".join(parts)


def warnings(review: Review) -> list[str]:
    """What must not be overlooked."""
    found = []
    if review.wording:
        found.append(
            f"NGUYÊN VĂN BỊ ĐỔI ở {len(review.wording)} chỗ mà không có văn bản sửa đổi. Chỉ nhận khi trước đây chép sai: "
            "so lại với bản có chữ ký, con dấu."
        )
    if review.lost:
        named = ", ".join(review.lost[:5]) + (" …" if len(review.lost) > 5 else "")
        found.append(f"{len(review.lost)} mã, địa chỉ đã có nay không còn mà redirects.yml không nói chuyển tới đâu: {named}.")
    if review.unlisted:
        named = ", ".join(review.unlisted[:5]) + (" …" if len(review.unlisted) > 5 else "")
        found.append(f"{len(review.unlisted)} dòng bị bỏ khỏi sổ published.txt: {named}. Sổ chỉ thêm, không bớt.")
    if review.unread:
        found.append(f"Không đọc được: {', '.join(review.unread)}. Chưa biết trong đó đổi gì.")
    if review.problems:
        found.append(f"Dữ liệu còn {review.problems} chỗ cần sửa: chạy 'make check'. Những gì kể dưới đây có thể chưa đủ.")
    if any(path.startswith((".github/", "hooks/")) or path in ("Makefile", "mkdocs.yml") for path in review.others):
        found.append("Đề nghị này đổi cả mã nguồn hoặc quy trình tự động, không chỉ nội dung.")
    return found

