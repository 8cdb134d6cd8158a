"""A finished site as plain files that any generator of sites from Markdown builds again, without any code of ours.

Each document becomes a Markdown file: a head (YAML) and its `<main>` as one block of raw HTML, which Markdown hands through
untouched. What stands around `<main>` on every page becomes one template; what only some pages have there goes with them,
in their heads. Reads documents, knows nothing of plans nor of how the documents were made.
"""

from __future__ import annotations

from collections.abc import Mapping

from .documents import REGIONS, is_page, parted
from .frame import framed
from .writing import HEADING, config, markdown, template

PAGES = "docs/"
TEMPLATE = "theme/main.html"
CONFIG = "mkdocs.yml"

__all__ = ["CONFIG", "HEADING", "PAGES", "TEMPLATE", "is_page", "tree"]


def tree(documents: Mapping[str, str], name: str, address: str = "") -> dict[str, str]:
    """Path -> text of the new tree, from a site's documents by their paths (`a/index.html`), its name and address."""
    pages = [parted(path, text) for path, text in sorted(documents.items()) if is_page(path, text)]
    urls = [page.url for page in pages]
    frames = [framed(region, [page.regions[at] for page in pages], urls) for at, region in enumerate(REGIONS)]
    return {
        CONFIG: config(name, address),
        TEMPLATE: template(frames),
        **{f"{PAGES}{path}": text for path, text in sorted(documents.items()) if not is_page(path, text)},
        **{f"{PAGES}{page.url}index.md": markdown(page, frames) for page in pages},
    }
