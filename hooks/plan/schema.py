"""What an editor may write: the shape of every data file, key by key, with the Vietnamese that explains it.

Shapes only. Whether a reference resolves, a quotation is literal or the wording is true to its source is
`checks`' affair. Entries are frozen and hold text exactly as typed, white space folded.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from .vietnamese import slug, squeeze


def _fail(message: str) -> PydanticCustomError:
    return PydanticCustomError("told", message.replace("{", "{{").replace("}", "}}"))


def _not_blank(text: str) -> str:
    if not squeeze(text):
        raise _fail("để trống (gợi ý: viết nội dung hoặc bỏ cả khóa)")
    return squeeze(text)


def _matching(pattern: str, rule: str, mend: Callable[[str], str] = str) -> AfterValidator:
    """Text of a form. `mend` makes of another text the one that was probably meant."""

    def check(text: str) -> str:
        if not re.fullmatch(pattern, text):
            meant = mend(text)
            hint = f"'{meant}'?" if meant != text and re.fullmatch(pattern, meant) else rule
            raise _fail(f"'{text}' không hợp lệ" + (f": {rule} (gợi ý: {hint})" if hint != rule else f" (gợi ý: {rule})"))
        return text

    return AfterValidator(check)


def _at_most(limit: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text) > limit:
            raise _fail(f"dài {len(text)} ký tự, tối đa {limit} (gợi ý: rút gọn)")
        return text

    return AfterValidator(check)


def _iso_date(value: object) -> object:
    if isinstance(value, str):
        try:
            if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
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


Text = Annotated[str, AfterValidator(_not_blank)]
Slug = Annotated[
    Text, _at_most(80), _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "chỉ dùng chữ thường không dấu, số và dấu '-', ví dụ mot-hai", slug)
]
ShortTitle = Annotated[Text, _at_most(60)]
Reason = Annotated[Text, _at_most(160)]
Saying = Annotated[Text, _at_most(60), _matching(r".*\w.*", "phải có chữ hoặc số")]
IsoDate = Annotated[datetime.date, BeforeValidator(_iso_date)]
Colour = Annotated[Text, _matching(r"#[0-9a-fA-F]{6}", "viết màu dạng '#rrggbb' trong dấu nháy, ví dụ '#8f2f2b'")]
Icon = Annotated[Text, _matching(r"[a-z0-9]+(-[a-z0-9]+)*", "tên biểu tượng viết thường, ví dụ school")]
_WEB_ADDRESS = r"https://[\w.-]+(:\d+)?(/[^\s<>\"'\[\]]*)?"
WebAddress = Annotated[Text, _matching(_WEB_ADDRESS, "địa chỉ phải có dạng https://…, không có dấu cách")]
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


class Source(Entry):
    """Nguồn của một điều do biên tập ghi thêm."""

    title: Text = Field(description="Tên nguồn, đủ để tìm lại.")
    url: WebAddress | None = Field(None, description="Địa chỉ https của nguồn.")


class Colours(Entry):
    """Một màu cho nền sáng và một cho nền tối; độ tương phản được kiểm tra khi dựng trang."""

    light: Colour = Field(description="Màu trên nền sáng, dạng '#rrggbb'.")
    dark: Colour = Field(description="Màu trên nền tối, dạng '#rrggbb'.")


class Note(Entry):
    """Ghi chú biên tập về một chỗ trong nguyên văn; không bao giờ thay nguyên văn."""

    text: Text = Field(description="Lời ghi chú.")
    kind: Literal["nguyên văn", "giải thích"] = Field(
        "giải thích", description="'nguyên văn': bản gốc in như vậy, có lẽ ý khác; 'giải thích': nói rõ thêm."
    )
    quote: Text | None = Field(None, description="Đúng những chữ được ghi chú, chép từ nguyên văn.")
    source: Source | None = Field(None, description="Nguồn của ghi chú.")


class Deadline(Entry):
    """Thời hạn có ngày cụ thể, nêu trong nguyên văn."""

    id: Slug = Field(description="Mã của thời hạn, không đổi.")
    text: Text = Field(description="Đúng những chữ nêu thời hạn, chép từ nguyên văn.")
    recurrence: Literal["yearly", "once"] = Field(description="'yearly': lặp lại hằng năm; 'once': một lần.")
    month: int = Field(ge=1, le=12, description="Tháng, 1–12.")
    day: int = Field(ge=1, le=31, description="Ngày trong tháng.")
    year: int | None = Field(None, ge=1900, le=2999, description="Năm, chỉ khi thời hạn là một lần.")
    who: tuple[Slug, ...] = Field(
        (), description="Mã những bên phải làm; bỏ trống thì là cơ quan của mục, hoặc mọi bên ở khóa binds."
    )


class Weekly(Entry):
    """Việc mở cho mọi người vào một thứ trong tuần, thành một lịch riêng ai cũng theo dõi được."""

    id: Slug = Field(description="Mã của lịch, không đổi; cũng là tên tệp lịch.")
    day: Literal["thứ hai", "thứ ba", "thứ tư", "thứ năm", "thứ sáu", "thứ bảy", "chủ nhật"] = Field(
        description="Thứ trong tuần, như nguyên văn nêu."
    )
    title: ShortTitle = Field(description="Tên sự kiện trên lịch, lời biên tập.")
    where: Text | None = Field(None, description="Nơi tổ chức, đúng những chữ chép từ nguyên văn.")


class Timing(Entry):
    """Nhịp hoặc mốc không có ngày cụ thể ('định kỳ', 'hằng năm')."""

    text: Text = Field(description="Đúng những chữ chép từ nguyên văn.")
    meaning: Text = Field(description="Cách hiểu ngắn gọn, lời biên tập.")
    weekly: Weekly | None = Field(None, description="Chỉ khi nguyên văn nêu một thứ trong tuần: lịch hằng tuần.")


class Successor(Entry):
    """Cơ quan tiếp nhận sau khi sắp xếp lại, hoặc tên mới."""

    name: Text = Field(description="Tên cơ quan tiếp nhận, như nguồn viết.")
    also: tuple[Text, ...] = Field((), description="Những tên gọi khác của nơi tiếp nhận, để người ta gõ mà tìm.")
    since: IsoDate | None = Field(None, description="Ngày bắt đầu, năm-tháng-ngày.")
    takes: Text | None = Field(None, description="Phần việc tiếp nhận, khi không phải toàn bộ.")
    duties: tuple[Text, ...] = Field((), description="Mã những trách nhiệm thuộc phần việc ấy, khi không phải toàn bộ.")
    certain: Literal["chắc chắn", "chưa chắc"] = Field("chưa chắc", description="Mức chắc chắn.")
    note: Text | None = Field(None, description="Nói rõ thêm, hoặc vì sao chưa chắc.")
    source: Source = Field(description="Nguồn.")

    @property
    def is_certain(self) -> bool:
        return self.certain == "chắc chắn"


class Bind(Entry):
    """Nghĩa vụ mà một điều khoản đặt ra cho cơ quan không đứng tên ở mục giao việc của nó."""

    who: tuple[Slug, ...] = Field(min_length=1, description="Mã cơ quan hoặc mã trong bodies.yml.")
    why: Reason = Field(description="Vì sao ràng buộc, một câu ngắn.")


class Support(Entry):
    """Một trách nhiệm thực hiện một điều khoản của phần nhiệm vụ."""

    provision: Text = Field(description="Mã điều khoản được thực hiện, ví dụ II.2.b.")
    reason: Annotated[Text, _at_most(90)] = Field(description="Lý do liên kết, tối đa 90 ký tự.")
    here: Text = Field(description="Những chữ của trách nhiệm này làm căn cứ, chép đúng nguyên văn.")
    there: Text = Field(description="Những chữ của điều khoản kia làm căn cứ, chép đúng nguyên văn.")


class ProvisionEntry(Entry):
    """Một điều khoản: nguyên văn, rồi đến những gì biên tập ghi thêm."""

    id: Text = Field(description="Mã theo vị trí trong văn bản in, ví dụ II.3.c.2; không đổi một khi đã công bố.")
    text: Text = Field(description="Nguyên văn, cả nhãn ('a)', '-'), đúng từng chữ như bản gốc.")
    short_title: ShortTitle | None = Field(None, description="Tên ngắn do biên tập đặt, tối đa 60 ký tự.")
    lead: Annotated[Text, _at_most(300)] | None = Field(None, description="Một câu dễ hiểu do biên tập viết.")
    groups: tuple[Slug, ...] = Field((), description="Mã các nhóm đối tượng mà nguyên văn nhắc tới.")
    documents: tuple[Slug, ...] = Field(
        (), description="Mã văn bản được hiểu ngầm; văn bản nêu rõ số hiệu thì tự nhận ra, không ghi ở đây."
    )
    binds: tuple[Bind, ...] = Field((), description="Nghĩa vụ đặt ra cho cơ quan ngoài mục của cơ quan đó.")
    deadlines: tuple[Deadline, ...] = Field((), description="Thời hạn có ngày.")
    timings: tuple[Timing, ...] = Field((), description="Nhịp, mốc không có ngày.")
    notes: tuple[Note, ...] = Field((), description="Ghi chú biên tập.")


class ResponsibilityEntry(ProvisionEntry):
    """Điều khoản trong tệp của một cơ quan; trách nhiệm thì có vai trò."""

    role: Text | None = Field(None, description="Vai trò, một trong các từ ở site.yml.")
    partners: tuple[Slug, ...] = Field((), description="Mã những bên phối hợp mà nguyên văn nêu tên.")
    supports: tuple[Support, ...] = Field((), description="Những điều khoản của phần nhiệm vụ mà trách nhiệm này thực hiện.")


class SourceText(Entry):
    """Bản gốc làm chuẩn đối chiếu."""

    file: Text = Field(description="Đường dẫn tệp bản gốc, tính từ thư mục dữ liệu.")
    sha256: Annotated[Text, _matching(r"[0-9a-f]{64}", "mã sha256 gồm 64 chữ số thập lục phân viết thường")] = Field(
        description="Mã sha256 của tệp bản gốc."
    )


class PlanEntry(Entry):
    """plan.yml: thông tin chung và mọi điều khoản không thuộc tệp nhiệm vụ hay tệp cơ quan."""

    type: Text = Field(description="Loại văn bản, ví dụ Kế hoạch.")
    issuer: Text = Field(description="Cơ quan ban hành, viết thường theo lối quen dùng.")
    title: Text = Field(description="Trích yếu, viết thường; phải khớp với tên in trong văn bản.")
    purpose: Text = Field(description="Mục đích, một câu dễ hiểu do biên tập viết.")
    source: SourceText = Field(description="Bản gốc.")
    provisions: tuple[ProvisionEntry, ...] = Field(min_length=1, description="Các điều khoản theo thứ tự in.")


class TaskAreaEntry(Entry):
    """task-areas/N-….yml: một lĩnh vực nhiệm vụ; điều khoản đầu tiên là tiêu đề của lĩnh vực."""

    slug: Slug = Field(description="Phần địa chỉ của trang, không đổi.")
    icon: Icon | None = Field(None, description="Tên biểu tượng Material Design.")
    colour: Colours | None = Field(None, description="Màu của lĩnh vực.")
    provisions: tuple[ProvisionEntry, ...] = Field(min_length=1, description="Tiêu đề rồi các điều khoản theo thứ tự in.")


class AgencyEntry(Entry):
    """agencies/NN-….yml: một cơ quan; điều khoản đầu tiên là tiêu đề nêu tên cơ quan."""

    id: Slug = Field(description="Mã cơ quan, cũng là địa chỉ trang, không đổi.")
    name: Text | None = Field(None, description="Tên như in, chỉ ghi khi khác tiêu đề bỏ số thứ tự.")
    short_names: tuple[Text, ...] = Field((), description="Các tên gọi ngắn.")
    icon: Icon | None = Field(None, description="Tên biểu tượng Material Design.")
    successors: tuple[Successor, ...] = Field((), description="Cơ quan tiếp nhận; để trống khi chưa xác định.")
    provisions: tuple[ResponsibilityEntry, ...] = Field(min_length=1, description="Tiêu đề rồi các trách nhiệm theo thứ tự in.")


class Doubt(Entry):
    """Cơ quan mà văn bản không nói rõ có thuộc tập thể hay không."""

    agency: Slug = Field(description="Mã cơ quan.")
    why: Text = Field(description="Vì sao chưa chắc.")


class BodyEntry(Entry):
    """bodies.yml: tập thể ('các cơ quan liên quan') và cơ quan khác được nhắc tên mà không có mục riêng."""

    id: Slug = Field(description="Mã, không đổi.")
    kind: Literal["collective", "other"] = Field(description="'collective': tập thể; 'other': cơ quan khác.")
    name: Text = Field(description="Tên như in.")
    also: tuple[Text, ...] = Field((), description="Các cách in khác.")
    short_title: ShortTitle | None = Field(None, description="Tên ngắn do biên tập đặt.")
    lead: Text = Field(description="Một câu dễ hiểu do biên tập viết.")
    members: tuple[Slug, ...] = Field((), description="Mã các cơ quan thuộc tập thể.")
    members_with_role: Text | None = Field(None, description="Thay cho members: mọi cơ quan có vai trò này.")
    everyone: Literal["có"] | None = Field(None, description="Thay cho members: 'có' nghĩa là mọi cơ quan.")
    doubtful: tuple[Doubt, ...] = Field((), description="Những cơ quan chưa chắc thuộc tập thể.")
    successors: tuple[Successor, ...] = Field((), description="Cơ quan tiếp nhận; để trống khi chưa xác định.")


class Act(BaseModel):
    """What is done to a provision: the keys an editor writes first."""

    action: Literal["replaced", "inserted", "repealed"] = Field(
        description="'replaced': thay lời; 'inserted': bổ sung; 'repealed': bãi bỏ."
    )
    id: Text = Field(description="Mã điều khoản; điều khoản bổ sung thì theo nhãn của nó, ví dụ II.1.b1.")
    after: Text | None = Field(None, description="Bổ sung vào sau điều khoản cùng cấp nào; bỏ trống thì đứng đầu điều khoản cha.")
    clause: Text = Field(description="Chỗ trong văn bản sửa đổi, ví dụ khoản 1 Điều 1.")
    to: Text | None = Field(None, description="Điều khoản nay nói việc ấy thay điều khoản bị bãi bỏ.")


class ChangeEntry(ResponsibilityEntry, Act):
    """Một chỗ mà văn bản sửa đổi thay lời, bổ sung hoặc bãi bỏ; điều khoản bổ sung có mọi khóa của một điều khoản."""

    text: Text | None = Field(None, description="Lời mới, cả nhãn, đúng từng chữ như văn bản sửa đổi in; bãi bỏ thì không ghi.")


class AmendmentEntry(Entry):
    """amendments/…yml: một văn bản chính thức sửa đổi, bổ sung hoặc bãi bỏ lời của văn bản đang trình bày."""

    id: Slug = Field(description="Mã, cũng là địa chỉ trang: số hiệu viết thường không dấu.")
    number: Text = Field(description="Số, ký hiệu, đúng như in.")
    type: Text = Field(description="Loại văn bản, ví dụ Quyết định.")
    issuer: Text = Field(description="Cơ quan ban hành, viết thường theo lối quen dùng.")
    date: IsoDate = Field(description="Ngày ban hành, năm-tháng-ngày.")
    effective: IsoDate = Field(description="Ngày có hiệu lực, năm-tháng-ngày.")
    title: Text = Field(description="Trích yếu, viết thường; phải khớp với tên in trong văn bản.")
    lead: Text = Field(description="Văn bản này thay đổi điều gì, một câu dễ hiểu do biên tập viết.")
    source: SourceText = Field(description="Bản gốc của văn bản sửa đổi.")
    changes: tuple[ChangeEntry, ...] = Field(min_length=1, description="Những chỗ thay đổi, theo thứ tự văn bản sửa đổi nêu.")


class DocumentEntry(Entry):
    """documents.yml: một văn bản được viện dẫn; chỉ ghi điều mà văn bản này nêu."""

    id: Slug = Field(description="Mã, cũng là địa chỉ trang; với văn bản có số hiệu là số hiệu viết không dấu.")
    number: Text | None = Field(None, description="Số, ký hiệu.")
    type: Text = Field(description="Loại văn bản.")
    issuer: Text | None = Field(None, description="Cơ quan ban hành như văn bản nêu.")
    date: IsoDate | None = Field(None, description="Ngày ban hành, năm-tháng-ngày.")
    title: Text | None = Field(None, description="Trích yếu, đúng những chữ văn bản dùng.")
    aliases: tuple[Text, ...] = Field((), description="Tên gọi khác dùng trong nguyên văn.")
    short_title: ShortTitle = Field(description="Tên ngắn do biên tập đặt, tối đa 60 ký tự.")
    lead: Text = Field(description="Một câu dễ hiểu do biên tập viết.")
    notes: tuple[Note, ...] = Field((), description="Ghi chú biên tập.")


class GroupEntry(Entry):
    """groups.yml: một nhóm đối tượng được nguyên văn nhắc tới."""

    id: Slug = Field(description="Mã, cũng là địa chỉ trang, không đổi.")
    name: Text = Field(description="Tên nhóm.")
    words: tuple[Text, ...] = Field(min_length=1, description="Những chữ trong nguyên văn chỉ nhóm này.")
    lead: Text = Field(description="Một câu dễ hiểu do biên tập viết.")
    icon: Icon | None = Field(None, description="Tên biểu tượng Material Design.")


class AbbreviationEntry(Entry):
    """abbreviations.yml: một chữ viết tắt."""

    short: Text = Field(description="Chữ viết tắt, đúng như in.")
    full: Text = Field(description="Viết đầy đủ.")
    note: Text | None = Field(None, description="Nói rõ thêm, hoặc chỗ chưa chắc.")


class TermEntry(Entry):
    """terms.yml: một thuật ngữ, giải thích bằng lời thường."""

    id: Slug = Field(description="Mã, không đổi.")
    term: Text = Field(description="Thuật ngữ.")
    words: tuple[Text, ...] = Field((), description="Các cách in trong nguyên văn.")
    meaning: Text = Field(description="Giải thích, lời biên tập.")
    source: Source | None = Field(None, description="Nguồn.")


class ThesaurusEntry(Entry):
    """thesaurus.yml: những chữ người ta hay gõ, và những chữ của nguyên văn nên tìm thêm."""

    say: tuple[Saying, ...] = Field(min_length=1, description="Những chữ người ta gõ; mỗi cách gõ một mục, tối đa 60 ký tự.")
    mean: tuple[Text, ...] = Field(
        (), min_length=1, description="Những chữ có trong nguyên văn nên tìm thêm; chữ hợp nhất đứng trước."
    )
    asks: Literal["ai", "khi nào", "ở đâu", "bỏ qua"] | None = Field(
        None, description="Thay cho mean: chữ để hỏi, không tìm; 'ai', 'khi nào', 'ở đâu', hoặc 'bỏ qua' khi chỉ là chữ đệm."
    )


class RedirectEntry(Entry):
    """redirects.yml: một mã hoặc địa chỉ đã công bố nay không còn, và chỗ thay nó."""

    old: Published = Field(description="Mã hoặc địa chỉ đã công bố nay không còn; những gì nằm dưới nó cũng theo mục này.")
    new: Published | None = Field(None, description="Mã hoặc địa chỉ hiện có thay chỗ ấy.")
    gone: Literal["có"] | None = Field(None, description="Thay cho new: 'có' nghĩa là không có gì thay.")
    why: Reason = Field(description="Vì sao, một câu ngắn; người tới địa chỉ cũ đọc được câu này.")
    since: IsoDate | None = Field(None, description="Ngày đổi, năm-tháng-ngày.")


class RoleEntry(Entry):
    """Một vai trò: từ ngữ, thứ tự (theo thứ tự trong tệp), dấu và màu."""

    id: Text = Field(description="Từ chỉ vai trò, dùng ở khóa role.")
    mark: Literal["disc", "half", "square", "frame", "diamond"] = Field(
        description="Hình dấu: disc ●, half ◐, square ■, frame □, diamond ◇."
    )
    colour: Colours = Field(description="Màu chữ và dấu.")
    meaning: Text = Field(description="Giải thích, lời biên tập.")


class NoticeEntry(Entry):
    """Thông báo hiện trên mọi trang."""

    title: Text = Field(description="Mấy chữ in đậm mở đầu.")
    text: Text = Field(description="Lời thông báo.")
    as_of: IsoDate = Field(description="Ngày viết thông báo, năm-tháng-ngày.")
    detail: tuple[Text, ...] = Field((), description="Các câu nói rõ thêm, đặt ở trang giới thiệu.")
    sources: tuple[Source, ...] = Field((), description="Các nguồn.")


class SiteEntry(Entry):
    """site.yml: tên trang, thông báo, vai trò, màu và bố cục trang chủ."""

    name: Text = Field(description="Tên trang, hiện cạnh số văn bản.")
    headline: Text = Field(description="Câu lớn ở đầu trang chủ.")
    notice: NoticeEntry = Field(description="Thông báo hiện trên mọi trang.")
    roles: tuple[RoleEntry, ...] = Field(min_length=1, description="Các vai trò theo thứ tự trình bày.")
    brand: Colours = Field(description="Màu chủ đạo (dải đầu trang); chữ trắng phải đọc được trên đó.")
    gold: Colours = Field(description="Màu đường kẻ dưới dải đầu trang.")
    search_examples: tuple[Text, ...] = Field((), description="Ví dụ tìm kiếm ở trang chủ.")
    home: tuple[Literal["hero", "figures", "band", "doors", "areas", "matrix", "groups"], ...] = Field(
        ("hero", "figures", "doors", "band", "areas", "matrix"), description="Các phần của trang chủ, theo thứ tự."
    )
    email: Mailbox | None = Field(None, description="Hòm thư nhận góp ý của người không có tài khoản ở nơi lưu mã nguồn.")


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
SINGLE = ("plan.yml", "site.yml")
OPTIONAL = ("thesaurus.yml", "redirects.yml", "amendments")
"""A plan may do without: its readers are then found only in the document's own words, nothing of it ever moved, and nothing
has amended it."""
