"""From facts to costs: each fact writes what was told (`facts`), and what that changes is calculated again (`engine`)."""

from projections.costing.projector.facts import PROJECTED
from projections.costing.projector.recalculating import recalculate_touched
from unison.infrastructure.projection.engine import Projection
from unison.infrastructure.sql import statements

PROJECTION = Projection(
    "costing", "projections.costing", statements("projections.costing"), on=PROJECTED, after_batch=recalculate_touched
)
