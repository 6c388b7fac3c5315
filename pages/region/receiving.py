"""Right district, kind, place, seal, quantity? What arrived against what the waybill says."""

from pages.components import figures, filters, receiving_parts, region_parts

scope = filters.current_scope()
region_parts.follow_link()
region_code = filters.current_region()
kinds = receiving_parts.choose_kinds()
view = receiving_parts.view_of(scope, region_code, kinds)
receiving_parts.draw_numbers(view, region_code)

figures.show_table(
    "receipts",
    view,
    key="receiving_table",
    columns=receiving_parts.COLUMNS,
    on_select=lambda row: filters.open_region(row["region_code"]),
)
figures.show("receipt_kinds", receiving_parts.of_place(view), key="receiving_kinds")
