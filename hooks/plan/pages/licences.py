"""What the page on licences lists: the works of others in the site, and the packages it is built with.

The form editor's parts are listed on the sites that have one. Our own code and words stand on the page itself, in Markdown.
"""

from __future__ import annotations

from markupsafe import Markup

from .leaf import Leaf


def parts(leaf: Leaf) -> Markup:
    """Each work of others in this site with its licence."""
    shipped = leaf.options.inventory.shipped(form=bool(leaf.options.form))
    return leaf.render("licences-parts.html.j2", parts=shipped)


def packages(leaf: Leaf) -> Markup:
    """Each package with its licence and why it is there; a licence of many words may break only between them."""
    return leaf.render("licences-packages.html.j2", packages=leaf.options.inventory.packages)
