"""Pages of a plan: every generated page, the shell around it, and what hand-written pages may call.

Reads the model, writes text; never files. Whoever drives the site gives the addresses it cannot know (`Options`).
"""

from .page import Options, Page
from .site import Site
from .styles import squeezed, stylesheet

__all__ = ["Options", "Page", "Site", "squeezed", "stylesheet"]
