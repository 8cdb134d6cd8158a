"""A government plan as data: loaded, checked, asked, and rendered to pages and exports.

The core knows nothing of the site generator that drives it, of the clock, the network or the environment.
Flow, one way only: folder -> tree, fidelity, checks -> model -> pages | exports.
"""

from .load import examine, load
from .model import Plan
from .source import DataError, Problem

__all__ = ["DataError", "Plan", "Problem", "examine", "load"]
