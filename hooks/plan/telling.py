"""Changes of the data in plain Vietnamese: a sentence for each, under the agency, task area or list it belongs to.

Names come from the plans given, the newest first, so that what no longer exists is still called by its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .changes import AMENDMENT, MODIFICATION, PROVISION, Change
from .model import Plan

VERBS = {"added": "thêm", "removed": "bỏ", "changed": "sửa"}
NOUNS: dict[str, str] = {
    "text": "nguyên văn",
    "short_title": "tên ngắn",
    "lead": "câu dẫn",
    "role": "vai trò",
    "notes": "ghi chú",
    "documents": "văn bản hiểu ngầm",
    "deadlines": "thời hạn",
    "timings": "nhịp thời gian",
    "successors": "cơ quan tiếp nhận",
    "partners": "bên phối hợp",
    "supports": "liên kết",
    "groups": "nhóm",
    "binds": "nghĩa vụ",
    "agency": "cơ quan",
    "short": "chữ viết tắt",
    "asks": "chữ để hỏi",
    "email": "hòm thư nhận góp ý",
    "short_names": "tên gọi ngắn",
    "members": "thành viên",
    "members_with_role": "thành viên theo vai trò",
    "everyone": "thành viên",
    "doubtful": "thành viên chưa chắc",
    "meaning": "lời giải thích",
    "full": "cách viết đầy đủ",
    "note": "lời nói thêm",
    "say": "cách gõ",
    "mean": "chữ nên tìm",
    "words": "chữ nhận ra",
    "term": "thuật ngữ",
    "aliases": "tên gọi khác",
    "also": "cách gọi khác",
    "number": "số hiệu",
    "type": "loại văn bản",
    "issuer": "cơ quan ban hành",
    "date": "ngày ban hành",
    "title": "trích yếu",
    "name": "tên",
    "source": "nguồn",
    "sources": "nguồn",
    "purpose": "câu nói mục đích",
    "icon": "biểu tượng",
    "colour": "màu",
    "slug": "địa chỉ trang",
    "notice": "thông báo",
    "roles": "vai trò",
    "headline": "câu lớn ở trang chủ",
    "home": "bố cục trang chủ",
    "brand": "màu chủ đạo",
    "gold": "màu đường kẻ",
    "search_examples": "ví dụ tìm kiếm",
    "kind": "loại",
    "id": "mã",
    "recurrence": "kiểu lặp lại",
    "month": "tháng",
    "day": "ngày",
    "year": "năm",
    "who": "bên phải làm",
    "why": "lý do",
    "reason": "lý do",
    "provision": "điều khoản",
    "here": "chữ làm căn cứ ở trách nhiệm",
    "there": "chữ làm căn cứ ở nhiệm vụ",
    "quote": "chữ được ghi chú",
    "url": "địa chỉ nguồn",
    "since": "ngày bắt đầu",
    "takes": "phần việc tiếp nhận",
    "duties": "trách nhiệm tiếp nhận",
    "certain": "mức chắc chắn",
    "effective": "ngày có hiệu lực",
    "action": "cách thay đổi",
    "after": "chỗ đứng sau",
    "clause": "chỗ nói việc ấy",
    "to": "nơi thay",
    "old": "mã, địa chỉ cũ",
    "new": "nơi chuyển tới",
    "gone": "việc không còn",
    "weekly": "lịch hằng tuần",
    "where": "nơi tổ chức",
    "mark": "dấu",
    "light": "màu trên nền sáng",
    "dark": "màu trên nền tối",
    "as_of": "ngày viết",
    "detail": "câu nói rõ thêm",
    "file": "tệp bản gốc",
    "sha256": "mã sha256 của bản gốc",
}
"""Keys of the data -> what they are called in a sentence; a key without an entry is told by its own name."""
PARTS = {**NOUNS, "text": "lời", "title": "tên nguồn", "name": "tên", "weekly.title": "tên hoạt động", "weekly.day": "thứ"}
"""The same for keys inside an entry of a list."""
LISTS = {
    "plan": "Thông tin chung của văn bản",
    "site": "Trang",
    "document": "Văn bản được viện dẫn",
    "group": "Nhóm đối tượng",
    "body": "Các bên được nhắc tên",
    "abbreviation": "Chữ viết tắt",
    "term": "Thuật ngữ",
    "saying": "Từ tìm kiếm",
    "redirect": "Mã và địa chỉ đã chuyển",
}
"""Kinds without an owner -> the heading their changes stand under."""
ENTITIES = {
    "document": "văn bản", "group": "nhóm", "body": "bên", "abbreviation": "chữ viết tắt", "term": "thuật ngữ",
    "saying": "mục từ tìm kiếm", "redirect": "chỗ chuyển của", "amendment": "văn bản sửa đổi", "agency": "cơ quan",
    "area": "nhiệm vụ", PROVISION: "điều khoản", MODIFICATION: "thay đổi",
}  # fmt: skip


_OWNERS = ("agency", "body", "document", "group", "term", "saying", "abbreviation", "redirect", "amendment")
"""Kinds whose entries are of them, rather than stand in them."""


DEEDS = {"replaced": "thay lời", "inserted": "bổ sung", "repealed": "bãi bỏ"}
"""What an amendment does to a provision."""


def per_entry(changes: Iterable[Change]) -> Iterable[Change]:
    """One change for each entry, several keys of which may have changed."""
    return {(c.kind, c.id, c.field, c.item): c for c in changes}.values()


def done(change: Change) -> tuple[str, str]:
    """Verb and noun: what was done, to what kind of thing; an entry of which a key changed was itself changed."""
    return VERBS["changed" if change.part else change.action], noun(change)


def noun(change: Change) -> str:
    """What kind of thing changed."""
    return NOUNS.get(change.field, f"'{change.field}'") if change.field else ENTITIES.get(change.kind, "mục").removesuffix(" của")


@dataclass(frozen=True, slots=True)
class Told:
    """A change and what it is in words; the words begin small and end without a full stop."""

    change: Change
    words: str


class Teller:
    """Calls everything as the plans given call it; the first plan that knows a thing decides."""

    def __init__(self, *plans: Plan) -> None:
        self.plans = plans

    # -- names -------------------------------------------------------------------------------------------------

    def provision(self, provision_id: str) -> str:
        states = (state for plan in self.plans for state in (plan, *(edition.plan for edition in reversed(plan.past))))
        plan = next((state for state in states if provision_id in state.by_id), None)
        return plan.short_path(plan.by_id[provision_id]).removeprefix("Mục ") if plan else provision_id

    def party(self, party_id: str) -> str:
        return self._named((a.name for plan in self.plans for a in plan.parties if a.id == party_id), party_id)

    def document(self, document_id: str) -> str:
        return self._named((d.name for plan in self.plans for d in plan.documents if d.id == document_id), document_id)

    def group(self, group_id: str) -> str:
        return self._named((g.name for plan in self.plans for g in plan.groups if g.id == group_id), group_id)

    def term(self, term_id: str) -> str:
        return self._named((t.term for plan in self.plans for t in plan.terms if t.id == term_id), term_id)

    def amendment(self, amendment_id: str) -> str:
        return self._named((a.name for plan in self.plans for a in plan.amendments if a.id == amendment_id), amendment_id)

    def area(self, area_id: str) -> str:
        return self._named((plan.area_name(a.id) for plan in self.plans for a in plan.task_areas if a.id == area_id), area_id)

    def _deadline(self, deadline_id: str) -> str:
        return self._named((due.deadline.text for p in self.plans for due in p.deadlines if due.deadline.id == deadline_id), "")

    @staticmethod
    def _named(names: Iterable[str], otherwise: str) -> str:
        return next(iter(names), otherwise)

    def subject(self, change: Change) -> str:
        """The heading a change stands under."""
        kind, name = change.owner or (change.kind, change.id)
        if kind == "agency":
            return self.party(name)
        if kind == AMENDMENT:
            return self.amendment(name)
        if kind == "area":
            return f"Nhiệm vụ {self.area(name)}"
        return LISTS.get(kind, "Phần chung của văn bản")

    def of(self, change: Change) -> str:
        """What the changed entity itself is called."""
        bare = {"plan": lambda _: "văn bản", "site": lambda _: "trang", "document": self.document, "amendment": self.amendment}
        quoted = {"agency": self.party, "body": self.party, "group": self.group, "term": self.term}
        if change.provision:
            return self.provision(change.provision)
        if change.kind == "area":
            return f"nhiệm vụ {self.area(change.id)}"
        if change.kind in bare:
            return bare[change.kind](change.id)
        return f"“{quoted.get(change.kind, cut)(change.id)}”"

    # -- sentences ---------------------------------------------------------------------------------------------

    def tell(self, change: Change) -> Told:
        return Told(change, self._words(change))

    def _words(self, change: Change) -> str:
        verb, where = VERBS[change.action], self.of(change)
        if not change.field:
            if change.kind == MODIFICATION:
                return f"{verb} thay đổi ở {where}"
            named = change.kind == PROVISION and " " in where  # its path says what it is
            return f"{verb} {where}" if named else f"{verb} {ENTITIES.get(change.kind, 'mục')} {where}"
        if change.field == "text" and change.provision:
            return f"sửa nguyên văn của {where}"
        if change.item:
            inside = f": {part_of(change)}" if change.part else ""
            return f"{verb if not change.part else 'sửa'} {self._item(change, noun(change))}{self._tie(change)} {where}{inside}"
        part = f" ({part_of(change)})" if change.part else ""
        return f"{verb} {noun(change)}{part} của {where}"

    def _item(self, change: Change, what: str) -> str:
        """An entry of a list by its name."""
        item = change.item
        match change.field:
            case "partners":
                return f"phối hợp với {self.party(item)}"
            case "supports":
                return f"liên kết với {self.provision(item)}"
            case "groups":
                return f"nhóm “{self.group(item)}”"
            case "documents":
                return f"{what} {self.document(item)}"
            case "binds":
                return f"nghĩa vụ cho {', '.join(self.party(who) for who in item.split(', '))}"
            case "members" | "doubtful":
                return f"{what} “{self.party(item)}”"
            case "notes":
                return f"{what} về “{cut(item)}”"
            case "deadlines":
                return f"{what} “{cut(self._deadline(item) or change.before or change.after)}”"
        return f"{what} “{cut(item)}”"

    @staticmethod
    def _tie(change: Change) -> str:
        return " của" if change.kind in _OWNERS else " ở"


def part_of(change: Change) -> str:
    """What the changed key inside an entry of a list is called."""
    return PARTS.get(change.part) or PARTS.get(change.part.rpartition(".")[2], change.part)


def cut(text: str, words: int = 12) -> str:
    """The first words of a text."""
    found = text.split()
    return text if len(found) <= words else " ".join(found[:words]) + " …"


def grouped(teller: Teller, changes: Iterable[Change]) -> Mapping[str, tuple[Told, ...]]:
    """Changes in words under their headings, both in the order they came."""
    found: dict[str, list[Told]] = {}
    for change in changes:
        found.setdefault(teller.subject(change), []).append(teller.tell(change))
    return {subject: tuple(told) for subject, told in found.items()}


