"""The files of the new tree: the template, a page, the generator's settings. Only what every successor reads alike is used."""

from __future__ import annotations

import re
from collections.abc import Sequence

import yaml

from .documents import VALUES, Document
from .frame import PLACE, Common, Frame, Gap

_NAMED = {
    "root": "{{ page.meta.root }}",
    "home": '{{ page.meta.root or "./" }}',
    **{name: f"{{{{ page.meta.{name} | e }}}}" for name in VALUES},
}
"""What stands in the template for a value that is the page's own."""
HEADING = """\
# A finished site as plain files. Nothing here needs the code that made them.
# One page: docs/<address>/index.md, its official wording inside raw HTML. What stands around all pages: theme/main.html.
"""


def config(name: str, address: str) -> str:
    """Settings for MkDocs 1.x and what reads its settings: no theme but ours, no plugin, no extension of Markdown."""
    settings = {
        "site_name": name,
        "site_url": address,
        "docs_dir": "docs",
        "use_directory_urls": True,
        "theme": {"name": None, "custom_dir": "theme"},
        "plugins": [],
        "exclude_docs": "!.*\n!/templates/\n",  # what it leaves out unless told otherwise
        "validation": {"omitted_files": "ignore"},
    }
    return HEADING + yaml.dump(settings, allow_unicode=True, sort_keys=False)


def template(frames: Sequence[Frame]) -> str:
    """The whole document around `<main>`."""
    head, top, foot = ("".join(map(_place, frame.places)) for frame in frames)
    return f"{head}{top}{{{{ page.content }}}}{foot}"


def markdown(page: Document, frames: Sequence[Frame]) -> str:
    """One page: what is its own, and its `<main>` untouched."""
    head = {name: value for name, value in page.values.items() if value and name != "root"}
    for frame, text in zip(frames, page.regions, strict=True):
        head |= frame.own(text)
    head |= {"address": page.values["address"], "root": page.values["root"]}  # ends in a plain line, else YAML closes with `...`
    return f"---\n{yaml.dump(head, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=2**20)}---\n\n{page.main}\n"


def _place(place: Common | Gap) -> str:
    if isinstance(place, Gap):
        return _choice(place)
    found = PLACE.search(place.general)
    if not place.rule or not found:
        return _jinja(place.general)
    return _jinja(place.general[: found.end()]) + _mark(place.rule, found[1] or "") + _jinja(place.general[found.end() :])


def _choice(gap: Gap) -> str:
    """What a page has in a gap: one of the texts several pages share, or its own."""
    own = f"{{{{ page.meta.{gap.name} }}}}"
    if not gap.shared:
        return own
    cases = [f'if page.meta.{gap.name} == "{number}" %}}{_jinja(text)}' for number, text in enumerate(gap.shared, 1)]
    return "{% " + "{% el".join(cases) + f"{{% else %}}{own}{{% endif %}}"


def _mark(rule: str, place: str) -> str:
    """What marks a link to a page: on that page, and where the rule says so on every page below it."""
    on = f'{{% if page.meta.address == "{place}" %}} aria-current="page"'
    below = f'{{% elif page.meta.address[:{len(place)}] == "{place}" %}} aria-current="true"'
    return f"{on}{below if rule == 'within' and place else ''}{{% endif %}}"


def _jinja(general: str) -> str:
    """Text for a template: braces of its own stay text, names become values."""
    quoted = re.sub(r"\{(?=[{%#])", '{{ "{" }}', general)
    return re.sub(r"\x02(\w+)\x03", lambda found: _NAMED[found[1]], quoted)


class _Dumper(yaml.SafeDumper):
    """Writes several lines as lines."""


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _text)
