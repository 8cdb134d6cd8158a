"""What others made: how many packages, whether each has its reason, and whether the bill of materials of the site is sound."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import supply as built_with
from audit.table import Row
from plan.published import SBOM

MOST = 40


def rows(site: Path) -> Iterator[Row]:
    packages = built_with.read().packages
    reasons = sum(bool(package.why and package.licence) for package in packages)
    yield Row(what="packages the site is built with", value=str(len(packages)), bar=f"<= {MOST}", met=len(packages) <= MOST)
    yield Row(what="… with a reason and a licence", value=str(reasons), bar=str(len(packages)), met=reasons == len(packages))
    text = (site / SBOM).read_text("utf-8")
    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    yield Row(what="bill of materials, CycloneDX 1.6 strict", value="sound" if fault is None else str(fault)[:60], bar="sound", met=fault is None)
    told = {component["purl"] for component in json.loads(text)["components"] if component["scope"] == "excluded"}
    missing = len(told ^ {package.purl for package in packages})
    yield Row(what="… packages in only one of lock and bill", value=str(missing), bar="0", met=missing == 0)
