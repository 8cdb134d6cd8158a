"""`api/v1/plan.json`: the whole plan for programs in one file, and the JSON Schema of its shape."""

from __future__ import annotations

from ..duties import register
from ..model import Plan
from ..moves import Moves
from . import file_shapes, records, shapes


def document(plan: Plan) -> bytes:
    """The whole plan as UTF-8 JSON."""
    return record(plan).encoded()


def record(plan: Plan) -> file_shapes.PlanFile:
    return file_shapes.PlanFile(
        schema_version=shapes.SCHEMA_VERSION,
        plan=records.head(plan),
        provisions=[records.provision(plan, p) for p in plan.provisions],
        task_areas=[records.task_area(plan, area) for area in plan.task_areas],
        agencies=[records.agency(plan, agency) for agency in plan.agencies],
        responsibilities=[records.responsibility(plan, p) for p in plan.responsibilities],
        documents=[records.document(plan, d) for d in plan.documents],
        deadlines=[records.deadline(plan, due) for due in plan.deadlines],
        groups=[records.group(plan, group) for group in plan.groups],
        bodies=[records.body(plan, body) for body in plan.bodies],
        roles=[records.role(role) for role in plan.site.roles],
        register=[records.duty(duty) for duty in register(plan)],
        gaps=records.open_questions(plan),
        abbreviations=[records.abbreviation(plan, entry) for entry in plan.abbreviations],
        terms=[records.term(plan, entry) for entry in plan.terms],
        amendments=[records.amendment(plan, a) for a in plan.amendments],
        repealed=[records.repealed(plan, gone) for gone in plan.repealed],
        editions=[records.edition(plan, edition) for edition in plan.editions],
        redirects=[records.redirect(move) for move in Moves(plan).all.values()],
    )


def schema() -> bytes:
    """The JSON Schema (2020-12) of `document`."""
    return shapes.schema_of(file_shapes.PlanFile)
