"""Search: what can be found, the index of it, and the client that answers from it in the reader's browser.

Reads the model; writes nothing. `README.md` beside this file says why the engine is our own.
"""

from __future__ import annotations

from ..model import Plan
from . import client
from .entries import entries, facet_values
from .index import index_files
from .syllables import fold_text

__all__ = ["entries", "facet_values", "files", "fold_text"]


def files(plan: Plan) -> dict[str, bytes]:
    """File name -> content: the clients and the whole index of a plan."""
    scripts = {name: client.script(first) for name, first in client.BEGINNINGS.items()}
    return {**scripts, **index_files(plan, entries(plan))}
