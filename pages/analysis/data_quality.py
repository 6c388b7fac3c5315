"""Who is silent, whose data is wrong, and what became of each file?"""

import pandas as pd

from pages import cached
from pages.components import figures, picking, quality_parts, receipts, source_parts
from pages.components.filters import current_scope, open_region
from pages.components.views import View

scope = current_scope()
view = View(scope)
quality_parts.draw_numbers(cached.reporting(scope), cached.meta())

figures.show_table(
    "silent_regions",
    view,
    key="quality_silent",
    columns=quality_parts.SILENT,
    on_select=lambda row: open_region(row["region_code"]),
)
figures.show("silence_calendar", view, key="quality_calendar", on_pick=picking.narrow_to_province)
figures.show_brief("flags", view, key="quality_flags", columns=quality_parts.FLAGS, most=8)

chosen: list[pd.Series] = []
figures.show_table(
    "deliveries",
    view,
    key="quality_receipts",
    columns=quality_parts.RECEIPTS,
    on_select=chosen.append,
)
delivery = source_parts.asked(figures.table_of("deliveries", view).frame, chosen)
if delivery is not None:
    sha256, file = delivery["delivery_sha256"], delivery["file_name"]
    quality_parts.draw_receipt(delivery)
    source_parts.draw_line(delivery)
    of_file = View(scope, narrowed=file, choices={"delivery_sha256": sha256})
    figures.show_table("refused_rows", of_file, key="quality_refused", columns=receipts.REFUSED)
    receipts.offer_correction(cached.refused_rows(sha256), file, key="quality_correction")
else:
    figures.show("refusal_reasons", view, key="quality_reasons")
