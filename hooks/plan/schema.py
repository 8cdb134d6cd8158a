"""What an editor may write: the shape of every data file, key by key, with the Vietnamese that explains it.

Shapes only. Whether a reference resolves, a quotation is literal or the wording is true to its source is
`checks`' affair. Entries are frozen and hold text exactly as typed, white space folded.
"""

from __future__ import annotations

import datetime
import re
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .vietnamese import slug, squeeze


def _fail(message: str) -> PydanticCustomError:
    return PydanticCustomError("told", message.replace("{", "{{").replace("}", "}}"))


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """What must hold of a text: our own check, and the same said in the words of JSON Schema for whoever types it."""

    check: Callable[[str], str]
    shape: dict[str, object]

    def __get_pydantic_core_schema__(self, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(self.check, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, object]:
        return {**handler(schema), **self.shape}


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """What each value of an enumeration means, for whoever chooses one."""

    of: dict[str, str]

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, object]:
        return {**handler(schema), "enum": list(self.of), "enumDescriptions": list(self.of.values())}


def _not_blank(text: str) -> str:
    if not squeeze(text):
        raise _fail("để trống (gợi ý: viết nội dung hoặc bỏ cả khóa)")
    return squeeze(text)


def _matching(pattern: str, rule: str, typed: str = "", *, mend: Callable[[str], str] = str) -> Rule:
    r"""Text of a form. `typed`: the pattern for tools that write JavaScript, where `\w` would leave out Vietnamese letters.
    `mend` makes of another text the one that was probably meant."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            meant = mend(text)
            hint = f"'{meant}'?" if meant != text and re.fullmatch(pattern, meant) else rule
            raise _fail(f"'{text}' không hợp lệ" + (f": {rule} (gợi ý: {hint})" if hint != rule else f" (gợi ý: {rule})"))
        return text

    return Rule(check, {"pattern": typed or f"^(?:{pattern})$", "patternErrorMessage": f"Không hợp lệ: {rule}."})


def _at_most(limit: int) -> Rule:
    def check(text: str) -> str:
        if len(text) > limit:
            raise _fail(f"dài {len(text)} ký tự, tối đa {limit} (gợi ý: rút gọn)")
        return text

    return Rule(check, {"maxLength": limit})


DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


def _iso_date(value: object) -> object:
    if isinstance(value, str):
        try:
            if re.fullmatch(DATE, value):
                return datetime.date.fromisoformat(value)
        except ValueError:
            pass
        hint = _reversed_date(value) or "năm-tháng-ngày, ví dụ 2024-09-02"
        raise _fail(f"ngày '{value}' không có thật hoặc sai dạng (gợi ý: {hint})")
    return value


def _reversed_date(text: str) -> str:
    """`2/9/2024`, as people write it, in the form of the data."""
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    try:
        return f"'{datetime.date(*(int(part) for part in reversed(found.groups())))}'?" if found else ""
    except ValueError:
        return ""


Text = Annotated[str, Rule(_not_blank, {"pattern": r"\S", "patternErrorMessage": "Để trống: viết nội dung hoặc bỏ cả khóa."})]
Slug = Annotated[
    Text,
    _at_most(80),
    _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "chỉ dùng chữ thường không dấu, số và dấu '-', ví dụ mot-hai", mend=slug),
]
ShortTitle = Annotated[Text, _at_most(60)]
Reason = Annotated[Text, _at_most(160)]
Saying = Annotated[Text, _at_most(60), _matching(r".*\w.*", "phải có chữ hoặc số", r"[^\s!-/:-@\[-`{-~]")]
IsoDate = Annotated[
    datetime.date,
    BeforeValidator(_iso_date),
    WithJsonSchema(
        {
            "type": "string",
            "format": "date",
            "pattern": f"^{DATE}$",
            "patternErrorMessage": "Ngày viết năm-tháng-ngày, ví dụ 2024-09-02.",
        }
    ),
]
Colour = Annotated[Text, _matching(r"#[0-9a-fA-F]{6}", "viết màu dạng '#rrggbb' trong dấu nháy, ví dụ '#8f2f2b'")]
Icon = Annotated[Text, _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "tên biểu tượng viết thường, ví dụ school")]
_PATH = r"""(:\d+)?(/[^\s<>"'\[\]]*)?"""
WebAddress = Annotated[
    Text,
    _matching(
        rf"https://[\w.-]+{_PATH}", "địa chỉ phải có dạng https://…, không có dấu cách", rf"""^https://[^\s/:<>"'\[\]]+{_PATH}$"""
    ),
]
Mailbox = Annotated[
    Text,
    _at_most(100),
    _matching(r"[A-Za-z0-9._+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}", "viết địa chỉ thư dạng ten@noi-nhan.vn"),
]

PUBLISHED = r"[0-9A-Za-zĐđ-]+(\.[0-9A-Za-zĐđ-]+)*|([a-z0-9-]+/)+(#[a-z0-9-]+|[0-9A-Za-z_-]+(\.[0-9A-Za-z_-]+)+)?"
"""The form of what was published: the id of a provision (no `/`), or an address from the root of the site."""
_PLACES = "viết một mã (II.3.c) hoặc địa chỉ tính từ trang chủ, không có '/' ở đầu (van-ban/so-hieu/)"
Published = Annotated[Text, _at_most(200), _matching(PUBLISHED, _PLACES)]


class Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Source(Entry, title="Nguồn"):
    """Nguồn của một điều do biên tập ghi thêm."""

    title: Text = Field(title="Tên nguồn", description="Tên nguồn, đủ để tìm lại.")
    url: WebAddress | None = Field(None, title="Địa chỉ", description="Địa chỉ https của nguồn.")


class Colours(Entry, title="Màu"):
    """Một màu cho nền sáng và một cho nền tối; độ tương phản được kiểm tra khi dựng trang."""

    light: Colour = Field(title="Màu trên nền sáng", description="Màu trên nền sáng, dạng '#rrggbb'.")
    dark: Colour = Field(title="Màu trên nền tối", description="Màu trên nền tối, dạng '#rrggbb'.")


class Note(Entry, title="Ghi chú"):
    """Ghi chú biên tập về một chỗ trong nguyên văn; không bao giờ thay nguyên văn."""

    quote: Text | None = Field(None, title="Chữ được ghi chú", description="Đúng những chữ được ghi chú, chép từ nguyên văn.")
    text: Text = Field(title="Lời ghi chú", description="Lời ghi chú của biên tập, không phải nguyên văn.")
    kind: Annotated[
        Literal["nguyên văn", "giải thích"],
        Meanings({"nguyên văn": "Bản gốc in như vậy; ghi chú nói có lẽ ý là gì.", "giải thích": "Nói rõ thêm một chỗ khó hiểu."}),
    ] = Field("giải thích", title="Loại ghi chú", description="Loại ghi chú; bỏ trống là 'giải thích'.")
    source: Source | None = Field(None, title="Nguồn", description="Nguồn của ghi chú.")


class Deadline(Entry, title="Thời hạn"):
    """Thời hạn có ngày cụ thể, nêu trong nguyên văn."""

    id: Slug = Field(title="Mã", description="Mã của thời hạn, không đổi.")
    text: Text = Field(title="Chữ nêu thời hạn", description="Đúng những chữ nêu thời hạn, chép từ nguyên văn.")
    recurrence: Annotated[
        Literal["yearly", "once"],
        Meanings({"yearly": "Lặp lại hằng năm; không ghi khóa year.", "once": "Một lần; phải ghi khóa year."}),
    ] = Field(title="Lặp lại", description="Lặp lại hằng năm hay chỉ một lần.")
    year: int | None = Field(None, ge=1900, le=2999, title="Năm", description="Năm, chỉ khi thời hạn là một lần.")
    month: int = Field(ge=1, le=12, title="Tháng", description="Tháng, 1–12.")
    day: int = Field(ge=1, le=31, title="Ngày", description="Ngày trong tháng.")
    who: tuple[Slug, ...] = Field(
        (), title="Bên phải làm", description="Mã những bên phải làm; bỏ trống thì là cơ quan của mục, hoặc mọi bên ở khóa binds."
    )


class Weekly(Entry, title="Lịch hằng tuần"):
    """Việc mở cho mọi người vào một thứ trong tuần, thành một lịch riêng ai cũng theo dõi được."""

    id: Slug = Field(title="Mã", description="Mã của lịch, không đổi; cũng là tên tệp lịch.")
    day: Annotated[
        Literal["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"],
        Meanings(
            {
                "thứ hai": "Thứ hai hằng tuần.",
                "thứ ba": "Thứ ba hằng tuần.",
                "thứ tư": "Thứ tư hằng tuần.",
                "thứ năm": "Thứ năm hằng tuần.",
                "thứ sáu": "Thứ sáu hằng tuần.",
                "thứ bảy": "Thứ bảy hằng tuần.",
                "chủ nhật": "Chủ nhật hằng tuần.",
            }
        ),
    ] = Field(title="Thứ trong tuần", description="Thứ trong tuần, như nguyên văn nêu.")
    title: ShortTitle = Field(title="Tên sự kiện", description="Tên sự kiện trên lịch, lời biên tập.")
    where: Text | None = Field(None, title="Nơi tổ chức", description="Nơi tổ chức, đúng những chữ chép từ nguyên văn.")


class Timing(Entry, title="Nhịp, mốc"):
    """Nhịp hoặc mốc không có ngày cụ thể ('định kỳ', 'hằng năm')."""

    text: Text = Field(title="Chữ nêu nhịp, mốc", description="Đúng những chữ chép từ nguyên văn.")
    meaning: Text = Field(title="Cách hiểu", description="Cách hiểu ngắn gọn, lời biên tập.")
    weekly: Weekly | None = Field(
        None, title="Lịch hằng tuần", description="Chỉ khi nguyên văn nêu một thứ trong tuần: lịch hằng tuần."
    )


class Successor(Entry, title="Nơi tiếp nhận"):
    """Cơ quan tiếp nhận sau khi sắp xếp lại, hoặc tên mới."""

    name: Text = Field(title="Tên nơi tiếp nhận", description="Tên cơ quan tiếp nhận, như nguồn viết.")
    also: tuple[Text, ...] = Field(
        (), title="Tên gọi khác", description="Những tên gọi khác của nơi tiếp nhận, để người ta gõ mà tìm."
    )
    since: IsoDate | None = Field(None, title="Từ ngày", description="Ngày bắt đầu, năm-tháng-ngày.")
    takes: Text | None = Field(None, title="Phần việc tiếp nhận", description="Phần việc tiếp nhận, khi không phải toàn bộ.")
    duties: tuple[Text, ...] = Field(
        (), title="Trách nhiệm thuộc phần ấy", description="Mã những trách nhiệm thuộc phần việc ấy, khi không phải toàn bộ."
    )
    certain: Annotated[
        Literal["chắc chắn", "chưa chắc"],
        Meanings({"chắc chắn": "Nguồn nói thẳng về cơ quan này.", "chưa chắc": "Nguồn nói chung, hoặc chỉ suy ra."}),
    ] = Field("chưa chắc", title="Mức chắc chắn", description="Nguồn chắc tới đâu; bỏ trống là 'chưa chắc'.")
    note: Text | None = Field(None, title="Nói rõ thêm", description="Nói rõ thêm, hoặc vì sao chưa chắc.")
    source: Source = Field(title="Nguồn", description="Nguồn.")

    @property
    def is_certain(self) -> bool:
        return self.certain == "chắc chắn"


class Bind(Entry, title="Nghĩa vụ"):
    """Nghĩa vụ mà một điều khoản đặt ra cho cơ quan không đứng tên ở mục giao việc của nó."""

    who: tuple[Slug, ...] = Field(min_length=1, title="Bên bị ràng buộc", description="Mã cơ quan hoặc mã trong bodies.yml.")
    why: Reason = Field(title="Vì sao", description="Vì sao ràng buộc, một câu ngắn.")


class Support(Entry, title="Liên kết với nhiệm vụ"):
    """Một trách nhiệm thực hiện một điều khoản của phần nhiệm vụ."""

    provision: Text = Field(title="Điều khoản được thực hiện", description="Mã điều khoản được thực hiện, ví dụ II.2.b.")
    reason: Annotated[Text, _at_most(90)] = Field(title="Lý do", description="Lý do liên kết, tối đa 90 ký tự.")
    here: Text = Field(
        title="Căn cứ ở trách nhiệm này", description="Những chữ của trách nhiệm này làm căn cứ, chép đúng nguyên văn."
    )
    there: Text = Field(
        title="Căn cứ ở điều khoản kia", description="Những chữ của điều khoản kia làm căn cứ, chép đúng nguyên văn."
    )


class Worded(Entry):
    """Đầu một điều khoản; các lớp tách ra để thứ tự khóa ở đây là thứ tự viết trong tệp."""

    id: Text = Field(title="Mã", description="Mã theo vị trí trong văn bản in, ví dụ II.3.c.2; không đổi một khi đã công bố.")
    text: Text = Field(title="Nguyên văn", description="Nguyên văn, cả nhãn ('a)', '-'), đúng từng chữ như bản gốc.")
    short_title: ShortTitle | None = Field(None, title="Tên ngắn", description="Tên ngắn do biên tập đặt, tối đa 60 ký tự.")
    lead: Annotated[Text, _at_most(300)] | None = Field(None, title="Câu dẫn", description="Một câu dễ hiểu do biên tập viết.")


class Assigned(Worded):
    """Phần chỉ trách nhiệm mới có."""

    role: Text | None = Field(None, title="Vai trò", description="Vai trò, một trong các từ ở site.yml.")
    partners: tuple[Slug, ...] = Field((), title="Bên phối hợp", description="Mã những bên phối hợp mà nguyên văn nêu tên.")
    supports: tuple[Support, ...] = Field(
        (), title="Liên kết với nhiệm vụ", description="Những điều khoản của phần nhiệm vụ mà trách nhiệm này thực hiện."
    )


class ProvisionEntry(Worded, title="Điều khoản"):
    """Một điều khoản: nguyên văn, rồi đến những gì biên tập ghi thêm."""

    groups: tuple[Slug, ...] = Field((), title="Nhóm đối tượng", description="Mã các nhóm đối tượng mà nguyên văn nhắc tới.")
    documents: tuple[Slug, ...] = Field(
        (),
        title="Văn bản hiểu ngầm",
        description="Mã văn bản được hiểu ngầm; văn bản nêu rõ số hiệu thì tự nhận ra, không ghi ở đây.",
    )
    binds: tuple[Bind, ...] = Field(
        (), title="Nghĩa vụ của bên khác", description="Nghĩa vụ đặt ra cho cơ quan ngoài mục của cơ quan đó."
    )
    deadlines: tuple[Deadline, ...] = Field((), title="Thời hạn có ngày", description="Thời hạn có ngày.")
    timings: tuple[Timing, ...] = Field((), title="Nhịp, mốc", description="Nhịp, mốc không có ngày.")
    notes: tuple[Note, ...] = Field((), title="Ghi chú", description="Ghi chú biên tập.")


class ResponsibilityEntry(ProvisionEntry, Assigned, title="Trách nhiệm"):
    """Điều khoản trong tệp của một cơ quan; trách nhiệm thì có vai trò."""


class SourceText(Entry, title="Bản gốc"):
    """Bản gốc làm chuẩn đối chiếu."""

    file: Text = Field(title="Tệp", description="Đường dẫn tệp bản gốc, tính từ thư mục dữ liệu.")
    sha256: Annotated[Text, _matching(r"[0-9a-f]{64}", "mã sha256 gồm 64 chữ số thập lục phân viết thường")] = Field(
        title="Mã sha256", description="Mã sha256 của tệp bản gốc."
    )


class PlanEntry(Entry, title="Văn bản"):
    """plan.yml: thông tin chung và mọi điều khoản không thuộc tệp nhiệm vụ hay tệp cơ quan."""

    type: Text = Field(title="Loại văn bản", description="Loại văn bản, ví dụ Kế hoạch.")
    issuer: Text = Field(title="Cơ quan ban hành", description="Cơ quan ban hành, viết thường theo lối quen dùng.")
    title: Text = Field(title="Trích yếu", description="Trích yếu, viết thường; phải khớp với tên in trong văn bản.")
    purpose: Text = Field(title="Mục đích", description="Mục đích, một câu dễ hiểu do biên tập viết.")
    source: SourceText = Field(title="Bản gốc", description="Bản gốc.")
    provisions: tuple[ProvisionEntry, ...] = Field(
        min_length=1, title="Các điều khoản", description="Các điều khoản theo thứ tự in."
    )


class TaskAreaEntry(Entry, title="Lĩnh vực nhiệm vụ"):
    """task-areas/N-….yml: một lĩnh vực nhiệm vụ; điều khoản đầu tiên là tiêu đề của lĩnh vực."""

    slug: Slug = Field(title="Phần địa chỉ", description="Phần địa chỉ của trang, không đổi.")
    icon: Icon | None = Field(None, title="Biểu tượng", description="Tên biểu tượng Material Design.")
    colour: Colours | None = Field(None, title="Màu", description="Màu của lĩnh vực.")
    provisions: tuple[ProvisionEntry, ...] = Field(
        min_length=1, title="Các điều khoản", description="Tiêu đề rồi các điều khoản theo thứ tự in."
    )


class AgencyEntry(Entry, title="Cơ quan"):
    """agencies/NN-….yml: một cơ quan; điều khoản đầu tiên là tiêu đề nêu tên cơ quan."""

    id: Slug = Field(title="Mã", description="Mã cơ quan, cũng là địa chỉ trang, không đổi.")
    name: Text | None = Field(None, title="Tên", description="Tên như in, chỉ ghi khi khác tiêu đề bỏ số thứ tự.")
    short_names: tuple[Text, ...] = Field((), title="Tên gọi ngắn", description="Các tên gọi ngắn.")
    icon: Icon | None = Field(None, title="Biểu tượng", description="Tên biểu tượng Material Design.")
    successors: tuple[Successor, ...] = Field(
        (), title="Nơi tiếp nhận", description="Cơ quan tiếp nhận; để trống khi chưa xác định."
    )
    provisions: tuple[ResponsibilityEntry, ...] = Field(
        min_length=1, title="Các trách nhiệm", description="Tiêu đề rồi các trách nhiệm theo thứ tự in."
    )


class Doubt(Entry, title="Chỗ chưa chắc"):
    """Cơ quan mà văn bản không nói rõ có thuộc tập thể hay không."""

    agency: Slug = Field(title="Cơ quan", description="Mã cơ quan.")
    why: Text = Field(title="Vì sao chưa chắc", description="Vì sao chưa chắc.")


class BodyEntry(Entry, title="Tập thể hoặc nơi khác"):
    """bodies.yml: tập thể ('các cơ quan liên quan') và cơ quan khác được nhắc tên mà không có mục riêng."""

    id: Slug = Field(title="Mã", description="Mã, không đổi.")
    kind: Annotated[
        Literal["collective", "other"],
        Meanings(
            {"collective": "Tập thể: cách gọi chung nhiều cơ quan.", "other": "Nơi khác được nhắc tên mà không có mục riêng."}
        ),
    ] = Field(title="Loại", description="Tập thể, hay nơi khác được nhắc tên.")
    name: Text = Field(title="Tên", description="Tên như in.")
    also: tuple[Text, ...] = Field((), title="Cách in khác", description="Các cách in khác.")
    short_title: ShortTitle | None = Field(None, title="Tên ngắn", description="Tên ngắn do biên tập đặt.")
    lead: Text = Field(title="Câu dẫn", description="Một câu dễ hiểu do biên tập viết.")
    members: tuple[Slug, ...] = Field((), title="Thành viên", description="Mã các cơ quan thuộc tập thể.")
    members_with_role: Text | None = Field(
        None, title="Thành viên theo vai trò", description="Thay cho members: mọi cơ quan có vai trò này."
    )
    everyone: Annotated[Literal["có"], Meanings({"có": "Gồm mọi cơ quan."})] | None = Field(
        None, title="Mọi cơ quan", description="Thay cho members: 'có' nghĩa là mọi cơ quan."
    )
    doubtful: tuple[Doubt, ...] = Field((), title="Thành viên chưa chắc", description="Những cơ quan chưa chắc thuộc tập thể.")
    successors: tuple[Successor, ...] = Field(
        (), title="Nơi tiếp nhận", description="Cơ quan tiếp nhận; để trống khi chưa xác định."
    )


Deed = Literal["replaced", "inserted", "repealed"]


class Act(BaseModel):
    """What is done to a provision: the keys an editor writes first."""

    action: Annotated[
        Deed,
        Meanings({"replaced": "Thay lời.", "inserted": "Bổ sung.", "repealed": "Bãi bỏ."}),
    ] = Field(title="Thay đổi gì", description="Thay lời, bổ sung hay bãi bỏ.")
    id: Text = Field(title="Mã", description="Mã điều khoản; điều khoản bổ sung thì theo nhãn của nó, ví dụ II.1.b1.")
    after: Text | None = Field(
        None, title="Đứng sau", description="Bổ sung vào sau điều khoản cùng cấp nào; bỏ trống thì đứng đầu điều khoản cha."
    )
    clause: Text = Field(title="Chỗ nói việc ấy", description="Chỗ trong văn bản sửa đổi, ví dụ khoản 1 Điều 1.")
    to: Text | None = Field(None, title="Nay ở", description="Điều khoản nay nói việc ấy thay điều khoản bị bãi bỏ.")


class ChangeEntry(ResponsibilityEntry, Act, title="Chỗ thay đổi"):
    """Một chỗ mà văn bản sửa đổi thay lời, bổ sung hoặc bãi bỏ; điều khoản bổ sung có mọi khóa của một điều khoản."""

    text: Text = Field(
        "", title="Lời mới", description="Lời mới, cả nhãn, đúng từng chữ như văn bản sửa đổi in; bãi bỏ thì không ghi."
    )


class AmendmentEntry(Entry, title="Văn bản sửa đổi"):
    """amendments/…yml: một văn bản chính thức sửa đổi, bổ sung hoặc bãi bỏ lời của văn bản đang trình bày."""

    id: Slug = Field(title="Mã", description="Mã, cũng là địa chỉ trang: số hiệu viết thường không dấu.")
    number: Text = Field(title="Số, ký hiệu", description="Số, ký hiệu, đúng như in.")
    type: Text = Field(title="Loại văn bản", description="Loại văn bản, ví dụ Quyết định.")
    issuer: Text = Field(title="Cơ quan ban hành", description="Cơ quan ban hành, viết thường theo lối quen dùng.")
    date: IsoDate = Field(title="Ngày ban hành", description="Ngày ban hành, năm-tháng-ngày.")
    effective: IsoDate = Field(title="Ngày có hiệu lực", description="Ngày có hiệu lực, năm-tháng-ngày.")
    title: Text = Field(title="Trích yếu", description="Trích yếu, viết thường; phải khớp với tên in trong văn bản.")
    lead: Text = Field(title="Câu dẫn", description="Văn bản này thay đổi điều gì, một câu dễ hiểu do biên tập viết.")
    source: SourceText = Field(title="Bản gốc", description="Bản gốc của văn bản sửa đổi.")
    changes: tuple[ChangeEntry, ...] = Field(
        min_length=1, title="Các thay đổi", description="Những chỗ thay đổi, theo thứ tự văn bản sửa đổi nêu."
    )


class DocumentEntry(Entry, title="Văn bản được viện dẫn"):
    """documents.yml: một văn bản được viện dẫn; chỉ ghi điều mà văn bản này nêu."""

    id: Slug = Field(title="Mã", description="Mã, cũng là địa chỉ trang; với văn bản có số hiệu là số hiệu viết không dấu.")
    number: Text | None = Field(None, title="Số, ký hiệu", description="Số, ký hiệu.")
    type: Text = Field(title="Loại văn bản", description="Loại văn bản.")
    issuer: Text | None = Field(None, title="Cơ quan ban hành", description="Cơ quan ban hành như văn bản nêu.")
    date: IsoDate | None = Field(None, title="Ngày ban hành", description="Ngày ban hành, năm-tháng-ngày.")
    title: Text | None = Field(None, title="Trích yếu", description="Trích yếu, đúng những chữ văn bản dùng.")
    aliases: tuple[Text, ...] = Field((), title="Tên gọi khác", description="Tên gọi khác dùng trong nguyên văn.")
    short_title: ShortTitle = Field(title="Tên ngắn", description="Tên ngắn do biên tập đặt, tối đa 60 ký tự.")
    lead: Text = Field(title="Câu dẫn", description="Một câu dễ hiểu do biên tập viết.")
    notes: tuple[Note, ...] = Field((), title="Ghi chú", description="Ghi chú biên tập.")


class GroupEntry(Entry, title="Nhóm đối tượng"):
    """groups.yml: một nhóm đối tượng được nguyên văn nhắc tới."""

    id: Slug = Field(title="Mã", description="Mã, cũng là địa chỉ trang, không đổi.")
    name: Text = Field(title="Tên", description="Tên nhóm.")
    words: tuple[Text, ...] = Field(
        min_length=1, title="Chữ chỉ nhóm này", description="Những chữ trong nguyên văn chỉ nhóm này."
    )
    lead: Text = Field(title="Câu dẫn", description="Một câu dễ hiểu do biên tập viết.")
    icon: Icon | None = Field(None, title="Biểu tượng", description="Tên biểu tượng Material Design.")


class AbbreviationEntry(Entry, title="Chữ viết tắt"):
    """abbreviations.yml: một chữ viết tắt."""

    short: Text = Field(title="Viết tắt", description="Chữ viết tắt, đúng như in.")
    full: Text = Field(title="Viết đầy đủ", description="Viết đầy đủ.")
    note: Text | None = Field(None, title="Nói rõ thêm", description="Nói rõ thêm, hoặc chỗ chưa chắc.")


class TermEntry(Entry, title="Thuật ngữ"):
    """terms.yml: một thuật ngữ, giải thích bằng lời thường."""

    id: Slug = Field(title="Mã", description="Mã, không đổi.")
    term: Text = Field(title="Thuật ngữ", description="Thuật ngữ.")
    words: tuple[Text, ...] = Field((), title="Cách in khác", description="Các cách in trong nguyên văn.")
    meaning: Text = Field(title="Giải thích", description="Giải thích, lời biên tập.")
    source: Source | None = Field(None, title="Nguồn", description="Nguồn.")


class ThesaurusEntry(Entry, title="Cách gõ"):
    """thesaurus.yml: những chữ người ta hay gõ, và những chữ của nguyên văn nên tìm thêm."""

    say: tuple[Saying, ...] = Field(
        min_length=1, title="Người ta gõ", description="Những chữ người ta gõ; mỗi cách gõ một mục, tối đa 60 ký tự."
    )
    mean: tuple[Text, ...] = Field(
        (),
        min_length=1,
        title="Chữ của nguyên văn",
        description="Những chữ có trong nguyên văn nên tìm thêm; chữ hợp nhất đứng trước.",
    )
    asks: (
        Annotated[
            Literal["ai", "khi nào", "ở đâu", "bỏ qua"],
            Meanings(
                {
                    "ai": "Hỏi ai lo việc ấy.",
                    "khi nào": "Hỏi ngày, hạn.",
                    "ở đâu": "Hỏi nơi chốn.",
                    "bỏ qua": "Chỉ là chữ đệm, không hỏi gì.",
                }
            ),
        ]
        | None
    ) = Field(None, title="Chữ để hỏi", description="Thay cho mean: những chữ này để hỏi, không tìm.")


class RedirectEntry(Entry, title="Chỗ đã chuyển"):
    """redirects.yml: một mã hoặc địa chỉ đã công bố nay không còn, và chỗ thay nó."""

    old: Published = Field(
        title="Mã, địa chỉ cũ", description="Mã hoặc địa chỉ đã công bố nay không còn; những gì nằm dưới nó cũng theo mục này."
    )
    new: Published | None = Field(None, title="Nay ở", description="Mã hoặc địa chỉ hiện có thay chỗ ấy.")
    gone: Annotated[Literal["có"], Meanings({"có": "Không có gì thay."})] | None = Field(
        None, title="Không còn", description="Thay cho new: 'có' nghĩa là không có gì thay."
    )
    why: Reason = Field(title="Vì sao", description="Vì sao, một câu ngắn; người tới địa chỉ cũ đọc được câu này.")
    since: IsoDate | None = Field(None, title="Từ ngày", description="Ngày đổi, năm-tháng-ngày.")


class RoleEntry(Entry, title="Vai trò"):
    """Một vai trò: từ ngữ, thứ tự (theo thứ tự trong tệp), dấu và màu."""

    id: Text = Field(title="Từ chỉ vai trò", description="Từ chỉ vai trò, dùng ở khóa role.")
    mark: Annotated[
        Literal["disc", "half", "square", "frame", "diamond"],
        Meanings(
            {
                "disc": "Hình tròn ●",
                "half": "Nửa hình tròn ◐",
                "square": "Ô vuông ■",
                "frame": "Khung vuông □",
                "diamond": "Hình thoi ◇",
            }
        ),
    ] = Field(title="Hình dấu", description="Hình dấu đứng trước tên vai trò; mỗi vai trò một hình.")
    colour: Colours = Field(title="Màu", description="Màu chữ và dấu.")
    meaning: Text = Field(title="Giải thích", description="Giải thích, lời biên tập.")


class NoticeEntry(Entry, title="Thông báo"):
    """Thông báo hiện trên mọi trang."""

    title: Text = Field(title="Mấy chữ mở đầu", description="Mấy chữ in đậm mở đầu.")
    text: Text = Field(title="Lời thông báo", description="Lời thông báo.")
    as_of: IsoDate = Field(title="Ngày viết", description="Ngày viết thông báo, năm-tháng-ngày.")
    detail: tuple[Text, ...] = Field((), title="Nói rõ thêm", description="Các câu nói rõ thêm, đặt ở trang giới thiệu.")
    sources: tuple[Source, ...] = Field((), title="Nguồn", description="Các nguồn.")


_HOME = {
    "hero": "Mở đầu và ô tìm kiếm.", "figures": "Các con số.", "band": "Thời hạn và thông báo.", "doors": "Hai lối vào.",
    "areas": "Các lĩnh vực nhiệm vụ.", "matrix": "Bảng phân công.", "groups": "Các nhóm người.",
}  # fmt: skip


class SiteEntry(Entry, title="Trang"):
    """site.yml: tên trang, thông báo, vai trò, màu và bố cục trang chủ."""

    name: Text = Field(title="Tên trang", description="Tên trang, hiện cạnh số văn bản.")
    headline: Text = Field(title="Câu lớn trang chủ", description="Câu lớn ở đầu trang chủ.")
    notice: NoticeEntry = Field(title="Thông báo", description="Thông báo hiện trên mọi trang.")
    roles: tuple[RoleEntry, ...] = Field(min_length=1, title="Vai trò", description="Các vai trò theo thứ tự trình bày.")
    brand: Colours = Field(title="Màu chủ đạo", description="Màu chủ đạo (dải đầu trang); chữ trắng phải đọc được trên đó.")
    gold: Colours = Field(title="Màu đường kẻ", description="Màu đường kẻ dưới dải đầu trang.")
    search_examples: tuple[Text, ...] = Field((), title="Ví dụ tìm kiếm", description="Ví dụ tìm kiếm ở trang chủ.")
    home: tuple[Annotated[Literal["hero", "figures", "band", "doors", "areas", "matrix", "groups"], Meanings(_HOME)], ...] = (
        Field(
            ("hero", "figures", "doors", "band", "areas", "matrix"),
            title="Bố cục trang chủ",
            description="Các phần của trang chủ, theo thứ tự.",
        )
    )
    email: Mailbox | None = Field(
        None,
        title="Hòm thư nhận góp ý",
        description="Hòm thư nhận góp ý của người không có tài khoản ở nơi lưu mã nguồn.",
    )


FILES: dict[str, type[Entry]] = {
    "plan.yml": PlanEntry,
    "site.yml": SiteEntry,
    "documents.yml": DocumentEntry,
    "groups.yml": GroupEntry,
    "bodies.yml": BodyEntry,
    "abbreviations.yml": AbbreviationEntry,
    "terms.yml": TermEntry,
    "thesaurus.yml": ThesaurusEntry,
    "redirects.yml": RedirectEntry,
}
"""The single files. All but the first two hold a list of entries."""
FOLDERS: dict[str, type[Entry]] = {"task-areas": TaskAreaEntry, "agencies": AgencyEntry, "amendments": AmendmentEntry}
"""The folders, one entry a file."""
KINDS: dict[str, tuple[str, str]] = {
    "plan.yml": ("plan", ""),
    "site.yml": ("site", ""),
    "documents.yml": ("document", "id"),
    "groups.yml": ("group", "id"),
    "bodies.yml": ("body", "id"),
    "abbreviations.yml": ("abbreviation", "short"),
    "terms.yml": ("term", "id"),
    "thesaurus.yml": ("saying", "mean"),
    "redirects.yml": ("redirect", "old"),
    "task-areas": ("area", "slug"),
    "agencies": ("agency", "id"),
    "amendments": ("amendment", "id"),
}
"""What an entry of a file or folder is called, and the key that tells one from another; there is one plan and one site. An area
is known by the id of its heading, and by that key where it has none."""
SINGULAR = {"agencies": "agency"}
"""What one file of a folder is called, where it is not the folder's name without its `s`."""
SINGLE = ("plan.yml", "site.yml")
OPTIONAL = ("thesaurus.yml", "redirects.yml", "amendments")
"""A plan may do without: its readers are then found only in the document's own words, nothing of it ever moved, and nothing
has amended it."""


def kind_of(name: str) -> str:
    """What one file of these is called: `plan.yml` -> `plan`, a file in `agencies` -> `agency`."""
    return name.removesuffix(".yml") if name in FILES else SINGULAR.get(name, name.removesuffix("s"))


def is_list(name: str) -> bool:
    """The file holds a list of entries, not one entry."""
    return name in FILES and name not in SINGLE


def shape_in(annotation: object) -> type[BaseModel] | None:
    """The shape a key's value has, or each of its list; `None` for words and numbers."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in typing.get_args(annotation) if (found := shape_in(part))), None)
