"""The read models: each answers one question from the feed, in a schema of its own, and can be rebuilt at any time."""

from projections import (
    costing,
    genealogy,
    labor_hours,
    material_list,
    oee,
    review_queue,
    sales_order_list,
    spc,
    stock,
    work_order_board,
)

ALL = (
    work_order_board.PROJECTION,
    genealogy.PROJECTION,
    oee.PROJECTION,
    spc.PROJECTION,
    sales_order_list.PROJECTION,
    review_queue.PROJECTION,
    costing.PROJECTION,
    stock.PROJECTION,
    material_list.PROJECTION,
    labor_hours.PROJECTION,
)
