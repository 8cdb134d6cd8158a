"""The bill of materials (CycloneDX 1.6): what lies in the site and what it was built with, for programs that seek faults.

No time and no serial number: the same inventory gives the same bytes. What is only needed to build is marked `excluded`,
as the standard has it for what is not delivered. A package is found by its purl and known by its sums: no registry is named.
"""

from __future__ import annotations

from ..inventory import Inventory, Package, Part
from ..model import Plan
from .shapes import encode

_ROOT = "site"


def document(plan: Plan, inventory: Inventory, form: bool) -> bytes:
    """Of a plan's site, with or without a form editor."""
    parts, packages = inventory.shipped(form), inventory.packages
    return encode({
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": {"type": "application", "bom-ref": _ROOT, "name": plan.name, "description": plan.site.name},
        },
        "components": [*map(_part, parts), *map(_package, packages)],
        "dependencies": _graph(parts, packages),
    })  # fmt: skip


def _part(part: Part) -> dict[str, object]:
    kind = "file" if part.files and all(file.endswith((".woff2", ".json")) for file in part.files) else "library"
    where = {"evidence": {"occurrences": [{"location": file} for file in part.files]}} if part.files else {}
    return {
        "type": kind, "bom-ref": part.id, "name": part.name, "version": part.version, "description": part.what,
        "scope": "required", "licenses": _licences(part.licence), "purl": part.purl, **where,
    }  # fmt: skip


def _package(package: Package) -> dict[str, object]:
    sums = [{"alg": "SHA-256", "content": one} for one in package.sums]
    files = {"type": "distribution", "url": package.purl, "hashes": sums}
    return {
        "type": "library", "bom-ref": package.purl, "name": package.name, "version": package.version, "description": package.why,
        "scope": "excluded", "licenses": _licences(package.licence), "purl": package.purl, "externalReferences": [files],
    }  # fmt: skip


def _licences(expression: str) -> list[dict[str, object]]:
    return [{"expression": expression}] if " " in expression else [{"license": {"id": expression}}]


def _graph(parts: tuple[Part, ...], packages: tuple[Package, ...]) -> list[dict[str, object]]:
    """Who needs whom; what no package needs, the site itself does."""
    needed = {package.purl: set(package.needed_by) for package in packages}
    asked = [package.purl for package in packages if package.direct]
    needs = {package.purl: [other for other, by in needed.items() if package.name in by] for package in packages}
    whole: dict[str, list[str]] = {_ROOT: [*(part.id for part in parts), *asked], **{part.id: [] for part in parts}, **needs}
    return [{"ref": ref, **({"dependsOn": others} if others else {})} for ref, others in whole.items()]
