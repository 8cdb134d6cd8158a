"""`api/v1/openapi.json`: everything that stands under `api/v1/`, described for programs (OpenAPI 3.1).

The files are static: every operation is a GET of a file, every value of a parameter is known when the site is built.
Shapes come from the classes that write the files, so the description cannot say something else than the files do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode, models_json_schema

from .. import published
from ..model import Plan
from . import file_shapes, shapes

_COMPONENT = "#/components/schemas/{model}"
_JSON = "application/json"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LICENCE = {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"}
"""Of the editors' part; the wording itself is nobody's property."""

Value = Mapping[str, object]


def description(plan: Plan, site_url: str) -> Value:
    """The whole description; without the site's address the files are sought beside it."""
    kinds: tuple[type[BaseModel], ...] = (file_shapes.PlanFile, *file_shapes.FILES.values())
    models: list[tuple[type[BaseModel], JsonSchemaMode]] = [(kind, "serialization") for kind in kinds]
    _, schemas = models_json_schema(models, ref_template=_COMPONENT)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"Dữ liệu mở: {plan.name}",
            "version": shapes.SCHEMA_VERSION,
            "description": (
                f"Nguyên văn {plan.cite_self} và mọi mối liên kết, dưới dạng tệp tĩnh: không cần đăng ký, không cần khóa"
                " truy cập. Khóa mới có thể được thêm; khóa, mã và địa chỉ đã công bố thì ở lại. Giấy phép nói ở đây là của"
                " phần biên tập; nguyên văn được dùng tự do."
            ),
            "license": _LICENCE,
        },
        "servers": [{"url": f"{site_url}{published.API}".rstrip("/") if site_url else "."}],
        "paths": dict((*_whole(), *_entities(plan), *_tables(), *_schemas())),
        "components": {"schemas": schemas["$defs"]},
    }


def _whole() -> Iterator[tuple[str, Value]]:
    """The plan in one file, in each of its forms."""
    yield _path(published.PLAN_JSON), _get("plan", "Toàn bộ dữ liệu trong một tệp", {_JSON: _of("PlanFile")})
    jsonld = {"application/ld+json": {"schema": {"type": "object"}}}
    yield _path(published.JSON_LD), _get("planLinkedData", "Toàn văn theo từ vựng schema.org (JSON-LD)", jsonld)
    akn = {"application/xml": {"schema": {"type": "string"}}}
    yield _path(published.AKOMA_NTOSO), _get("planAkomaNtoso", "Toàn văn theo chuẩn Akoma Ntoso 3.0", akn)


def _entities(plan: Plan) -> Iterator[tuple[str, Value]]:
    """A list and a file of each, kind by kind."""
    agencies = [agency.id for agency in plan.agencies]
    areas = [area.slug for area in plan.task_areas]
    provisions = [provision.fragment for provision in plan.provisions]
    documents = [document.id for document in plan.documents]
    rows = (
        ("agencies", "Agency", "Cơ quan", "id", "mã của cơ quan", agencies),
        ("task-areas", "TaskArea", "Nhiệm vụ", "slug", "phần cuối địa chỉ trang của nhiệm vụ", areas),
        ("provisions", "Provision", "Điều khoản", "fragment", "mã của điều khoản viết như ở địa chỉ trang", provisions),
        ("documents", "Document", "Văn bản được viện dẫn", "id", "mã của văn bản", documents),
    )
    for kind, shape, name, key, meaning, values in rows:
        yield _path(published.list_json(kind)), _get(f"list{shape}", f"{name}: danh sách", {_JSON: _of(f"{shape}List")})
        if values:
            one = _get(f"get{shape}", f"{name}: một mục, đủ mọi liên kết", {_JSON: _of(f"{shape}File")})
            yield f"/{kind}/{{{key}}}.json", {"parameters": [_parameter(key, meaning, values)], **one}
    for n, gone in enumerate(plan.repealed, 1):
        one = _get(f"getRepealed{n}", "Điều khoản đã bị bãi bỏ", {_JSON: _of("RepealedFile")})
        yield _path(published.provision_json(gone.provision)), one


def _tables() -> Iterator[tuple[str, Value]]:
    table = _parameter("table", "tên bảng", list(published.TABLES))
    for form, media, name in (("csv", "text/csv", "CSV"), ("xlsx", _SHEET, "XLSX (Excel)")):
        content = {media: {"schema": {"type": "string"}} if form == "csv" else {}}
        yield f"/{{table}}.{form}", {"parameters": [table], **_get(f"table{form.title()}", f"Một bảng ở dạng {name}", content)}


def _schemas() -> Iterator[tuple[str, Value]]:
    told = {_JSON: {"schema": {"type": "object"}}}
    yield _path(published.PLAN_SCHEMA), _get("planSchema", "JSON Schema của tệp có toàn bộ dữ liệu", told)
    kind = _parameter("kind", "loại tệp", list(file_shapes.FILES))
    path = _path(published.schema_json("{kind}"))
    yield path, {"parameters": [kind], **_get("schema", "JSON Schema của một loại tệp", told)}


def _path(address: str) -> str:
    return f"/{address.removeprefix(published.API)}"


def _of(component: str) -> Value:
    return {"schema": {"$ref": _COMPONENT.format(model=component)}}


def _parameter(name: str, meaning: str, values: list[str]) -> Value:
    schema = {"type": "string", "enum": values}
    return {"name": name, "in": "path", "required": True, "description": meaning, "schema": schema}


def _get(operation: str, summary: str, content: Value) -> Value:
    responses = {"200": {"description": "Tệp", "content": content}, "404": {"description": "Không có tệp này"}}
    return {"get": {"operationId": operation, "summary": summary, "responses": responses}}
