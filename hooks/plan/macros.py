"""What narrative pages may ask of the plan, and how the answers reach the page.

Macros are a window, not an engine: a sandbox, strict about names, opt-in per page. Every value a page asks for is
kept aside, a token stands for it while Markdown runs, and the value, escaped, takes its place afterwards; so no
data is ever read as Markdown or HTML.
"""

from __future__ import annotations

import datetime
import re
import traceback
from collections.abc import Callable
from typing import Any

import jinja2
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup, escape
from pydantic import BaseModel

from .pages import Site

_UNDEFINED = re.compile("'(.+)' is undefined")
_TOKEN = re.compile("\ue000(\\d+)\ue001")
_ALONE = re.compile(f"<p>\\s*({_TOKEN.pattern})\\s*</p>")
_BLOCK = re.compile(r"\s*<(?:div|section|figure|ul|ol|dl|table|blockquote|nav|p|h\d|details|form)\b")


_FILTERS = frozenset(
    {"length", "count", "first", "last", "join", "lower", "upper", "default", "d", "sort", "list", "sum", "min", "max"}
    | {"reverse", "trim", "round", "abs", "e", "escape", "capitalize", "title", "unique", "rejectattr", "selectattr", "map"}
)
"""What Jinja's own filters a page may use; none of them makes HTML."""
_SHOWN = (str, int, float, datetime.date)


class _Window(ImmutableSandboxedEnvironment):
    """Lets a page look at the plan and at nothing else: whatever else a generator hands to its pages stays shut."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, _value: Any) -> bool:
        if attr.startswith("_"):
            return False
        if isinstance(obj, BaseModel):
            return attr in type(obj).model_fields
        if isinstance(obj, datetime.date):
            return attr in ("day", "month", "year")
        return isinstance(obj, LoopContext) or type(obj).__module__.startswith("plan.")

    def getattr(self, obj: Any, attribute: str) -> Any:
        if not self.is_safe_attribute(obj, attribute, None):
            return self.unsafe_undefined(obj, attribute)
        return getattr(obj, attribute) if hasattr(obj, attribute) else self.undefined(obj=obj, name=attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        if isinstance(obj, (tuple, list)) and isinstance(argument, (int, slice)):
            return obj[argument]
        return self.getattr(obj, str(argument))

    def call_binop(self, _context: Any, operator: str, left: Any, right: Any) -> Any:
        if not (
            isinstance(left, int) and isinstance(right, int) and abs(left) < 10_000 and abs(right) < 10_000 and operator == "*"
        ):
            raise SecurityError(f"'{operator}'")
        return left * right


class Macros:
    """The values of one build's narrative pages. `turn_to` a page before it is rendered, `resolve` its HTML after."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.url = ""
        self.kept: list[Markup] = []
        self.names: dict[str, Callable[..., Any]] = {}
        self._window = self.environment()

    def turn_to(self, url: str) -> None:
        """Addresses from now on are relative to the page at `url`."""
        self.url = url
        self.names = self.site.macros(url)

    def environment(self) -> jinja2.Environment:
        """A sandbox that knows the plan and the macros and nothing else."""
        env = _Window(undefined=jinja2.StrictUndefined, finalize=self._keep)
        env.globals.clear()
        env.filters = {name: function for name, function in env.filters.items() if name in _FILTERS}
        env.filters.update(self.site.filters())
        env.globals["plan"] = self.site.plan
        for name in self.site.macros(""):
            env.globals[name] = self._at_page(name)
        return env

    def fault(self, markdown: str) -> tuple[int, str] | None:
        """What keeps a page from being filled with the plan's values: the line of its body, counted from 0, and why.

        Whoever limits its time does so by `TimeoutError`.
        """
        try:
            self._window.from_string(markdown).render()
        except jinja2.TemplateSyntaxError as error:
            hint = "gợi ý: xem lại cặp '{{ }}' hoặc '{% %}'"
            return error.lineno - 1, f"chỗ gọi dữ liệu viết chưa đúng: {error.message} ({hint})"
        except MemoryError:
            return 0, "trang cần quá nhiều bộ nhớ (gợi ý: bỏ chỗ ghép chữ lặp đi lặp lại)"
        except TimeoutError as error:
            return 0, str(error)
        except Exception as error:  # noqa: BLE001 -- an author's words are run: anything may come of it
            lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == "<template>"]
            name = _UNDEFINED.fullmatch(str(error))
            why = f"không có tên '{name[1]}'" if name else f"không lấy được dữ liệu: {error}"
            return (lines[-1] or 1) - 1 if lines else 0, f"{why} (gợi ý: xem các trang khác gọi dữ liệu ra sao)"
        finally:
            self.turn_to(self.url)  # what was only tried is not on the page
        return None

    def resolve(self, html: str) -> str:
        """Tokens to values; a block alone in its paragraph replaces the paragraph."""

        def alone(match: re.Match[str]) -> str:
            value = self._value(match[2])
            return value if _BLOCK.match(value) else match[0]

        return _TOKEN.sub(lambda match: self._value(match[1]), _ALONE.sub(alone, html))

    def resolve_text(self, text: str) -> str:
        """Tokens to plain words, for the id of a heading."""
        return _TOKEN.sub(lambda match: self._value(match[1]).striptags(), text)

    def _value(self, number: str) -> Markup:
        return self.kept[int(number)] if int(number) < len(self.kept) else Markup("")

    def _at_page(self, name: str) -> Callable[..., Any]:
        """What a name means on the page it is asked on."""

        def asked(*args: Any, **kwargs: Any) -> Any:
            return self.names[name](*args, **kwargs)

        return asked

    def _keep(self, value: object) -> str:
        if isinstance(value, jinja2.Undefined):
            return str(value)  # raises, naming what is missing
        if not isinstance(value, _SHOWN):
            raise SecurityError(f"{type(value).__name__} không phải là chữ hay số (gợi ý: viết rõ phần cần hiện)")
        self.kept.append(Markup(escape(value)))
        return f"\ue000{len(self.kept) - 1}\ue001"
