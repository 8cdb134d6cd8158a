"""Macros are a window on the plan: everything else stays shut, and no value is read as Markdown or HTML."""

from __future__ import annotations

import jinja2
import pytest
from jinja2.sandbox import SecurityError

from plan import Plan
from plan.macros import Macros
from plan.pages import Site


class Config:
    """What a site generator hands to its pages beside the plan."""

    docs_dir = "/secret"

    def get_env(self) -> jinja2.Environment:
        return jinja2.Environment(autoescape=True)


@pytest.fixture
def macros(small: Plan) -> Macros:
    made = Macros(Site(small))
    made.turn_to("gioi-thieu/")
    return made


def shown(macros: Macros, text: str) -> str:
    return macros.resolve(macros.environment().from_string(text).render(config=Config(), environment={"path": "/secret"}))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ plan.name }}", "Quyết định 05/2024/QĐ-UBND"),
        ("{{ plan.agencies | length | words }}", "bốn"),
        ("{{ plan.date | short_date }}", "03/02/2024"),
        ("{{ plan.agencies[0].name }}", "Sở Đường thủy"),
        ("{% for a in plan.agencies %}{{ loop.index }}{% endfor %}", "1234"),
        ("{{ plan.site.notice.title | length > 3 }}", "True"),
        ("{{ '<b>*x*</b>' }}", "&lt;b&gt;*x*&lt;/b&gt;"),
    ],
)
def test_what_a_page_may_ask(macros: Macros, text: str, expected: str) -> None:
    assert shown(macros, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{{ plan.site.parse_raw('x', proto='pickle', allow_pickle=True) }}",
        "{{ plan.site.model_fields }}",
        "{{ plan.site.__class__ }}",
        "{{ plan.agencies.__class__.__mro__ }}",
        "{{ config.get_env().from_string('x').render() }}",
        "{{ config.docs_dir }}",
        "{{ config }}",
        "{{ environment['path'] }}",
        "{{ environment.path }}",
        "{{ link.__globals__ }}",
        "{% set _ = plan.by_id.update({'I': 1}) %}",
        "{{ ''.join(['a']) }}",
        "{{ '{0.__class__}'.format(plan) }}",
        "{{ 'a' * 2000000000 }}",
        "{{ 9 ** 9999999 }}",
        "{{ '<b>x</b>' | safe }}",
        "{{ cycler }}",
        "{{ range(9) }}",
        "{{ khong_co }}",
    ],
)
def test_what_a_page_may_not(macros: Macros, text: str) -> None:
    with pytest.raises((SecurityError, jinja2.UndefinedError, jinja2.TemplateError)):
        shown(macros, text)


def test_a_forged_token_shows_nothing(macros: Macros) -> None:
    assert macros.resolve("a\ue00099999\ue001b") == "ab"
