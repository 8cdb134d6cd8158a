"""What must hold between the wording and the links: whom and what the wording names, the entries say, and no more.

Like `checks`, generators of problems named after their rule; these need the model, which finds the names.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from . import references
from .folder import Data
from .model import Plan
from .source import Problem
from .tree import PROVISION_FILES, Row
from .vietnamese import nearest


def check(data: Data, rows: list[Row], plan: Plan, earlier: Iterable[Row] = ()) -> list[Problem]:
    """What the wording names against what the entries say. Documents may be cited by an earlier wording only."""
    problems = [*_head(data, rows, plan), *_listed_itself(data, plan), *_uncited(data, [*rows, *earlier], plan)]
    numbers = [document.entry.number for document in plan.documents if document.entry.number]
    for row in rows:
        if row.official or row.doubtful:
            continue
        if data.knows("documents.yml"):
            problems += _unknown_symbols(row, numbers)
            problems += _derivable(row, plan)
        if data.knows("agencies", "bodies.yml"):
            problems += _partners(row, plan)
    return problems


def _head(data: Data, rows: list[Row], plan: Plan) -> Iterator[Problem]:
    """Type and title are those the document prints, capitals aside."""
    head = data.one("plan.yml")
    printed = [p.text.casefold() for p in plan.provisions if p.kind == "title"]
    if head is None or not printed or any(row.official for row in rows if row.kind == "title"):
        return
    for key, value in (("type", plan.type), ("title", plan.title)):
        if value.casefold() not in printed:
            yield head.place(key).problem(
                f"'{key}' không khớp tên in trong văn bản (gợi ý: chép lại, chỉ đổi chữ hoa thành chữ thường)"
            )


def _listed_itself(data: Data, plan: Plan) -> Iterator[Problem]:
    """The plan is a document of its own without being listed."""
    itself = next(document.id for document in plan.documents if document.is_self)
    for item in data.all("amendments"):
        if item.entry.id == itself:
            told = f"văn bản này là chính {plan.type.lower()} đang trình bày, không tự sửa đổi mình (gợi ý: sửa số hiệu)"
            yield item.place("id").problem(told)
    for item in data.all("documents.yml"):
        if item.entry.id == itself:
            told = f"văn bản này là chính {plan.type.lower()} đang trình bày, đã tự có trang (gợi ý: bỏ khỏi documents.yml)"
            yield item.place("id").problem(told)


def _unknown_symbols(row: Row, numbers: list[str]) -> Iterator[Problem]:
    """Every document symbol in the wording has an entry in documents.yml."""
    for start, _, symbol in references.symbols(row.entry.text):
        if not any(references.same_symbol(symbol, number) for number in numbers):
            near = nearest(symbol, numbers)
            place = row.word_place(len(row.entry.text[:start].split()))
            yield place.problem(
                f"{row.entry.id} viện dẫn '{symbol}' mà documents.yml không có (gợi ý: thêm văn bản"
                + (f", hoặc '{near}'?)" if near else ")"),
                kin=f"viện dẫn {symbol}",
            )


def _uncited(data: Data, rows: list[Row], plan: Plan) -> Iterator[Problem]:
    """Every document is cited somewhere, and says of itself only what the wording says."""
    if not data.knows(*PROVISION_FILES, "amendments") or any(row.official for row in rows):
        return
    texts = " ".join(row.entry.text for row in rows)
    folded, dates = texts.casefold(), set(references.dates(texts))
    cited = {m.target for row in rows for m in plan.find_mentions(row.entry.text)} | {
        d for row in rows for d in row.entry.documents
    }
    for item in data.all("documents.yml"):
        entry = item.entry
        if entry.id not in cited and not item.unsure:
            yield item.place("id").problem(
                f"văn bản '{entry.id}' không được viện dẫn ở đâu (gợi ý: sửa số hiệu, thêm 'aliases', hoặc bỏ văn bản)"
            )
        for key in ("type", "issuer", "title"):
            value = getattr(entry, key)
            if value and value.casefold() not in folded:
                yield item.place(key).problem(
                    f"'{value}' không có trong nguyên văn (gợi ý: chép đúng những chữ văn bản dùng, hoặc bỏ khóa)"
                )
        if entry.date and entry.date not in dates:
            yield item.place("date").problem(
                f"ngày {entry.date} không có trong nguyên văn (gợi ý: sửa theo nguyên văn, hoặc bỏ khóa)"
            )


def _partners(row: Row, plan: Plan) -> Iterator[Problem]:
    """Partners are the agencies and collectives the wording names, no more and no fewer; another body may be one."""
    if row.agency is None or row.entry.role is None:
        return
    others = {body.id for body in plan.bodies if body.kind == "other"} - {row.agency, *row.entry.partners}
    found = plan.find_mentions(row.entry.text)
    named = [m.target for m in found if m.kind in ("agency", "body") and m.target != row.agency and m.target not in others]
    known = {agency.id for agency in plan.agencies} | {body.id for body in plan.bodies}
    for i, party in enumerate(row.entry.partners):
        if party not in known or party in named or party == row.agency:
            continue
        body = next((body for body in plan.bodies if body.id == party), None)
        if body is None or not any(name in row.entry.text for name in (body.name, *body.also)):
            yield row.place("partners", i).problem(
                f"nguyên văn của {row.entry.id} không nêu tên '{party}' (gợi ý: bỏ khỏi partners)",
                kin=f"không nêu tên '{party}'",
            )
    for party in dict.fromkeys(named):
        if party not in row.entry.partners and "partners" not in row.unsure:
            yield row.place("id").problem(
                f"nguyên văn của {row.entry.id} nêu '{plan.party_name(party)}' mà partners không có (gợi ý: thêm '{party}')",
                kin=f"partners không có '{party}'",
            )


def _derivable(row: Row, plan: Plan) -> Iterator[Problem]:
    """A document literally cited is found by grammar and not listed again."""
    cited = {m.target for m in plan.find_mentions(row.entry.text) if m.kind == "document"}
    for i, document in enumerate(row.entry.documents):
        if document in cited:
            yield row.place("documents", i).problem(
                f"'{document}' đã nêu trong nguyên văn nên tự nhận ra (gợi ý: bỏ khỏi documents)"
            )
