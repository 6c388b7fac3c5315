"""Are the posts abroad ready, whose pouch must leave first, and who mailed outside the window?"""

import streamlit as st

from pages import cached
from pages.components import consignments, figures, maps, overseas_parts, region_card, status
from pages.components.filters import current_scope, open_region
from pages.components.text import number, say

view = overseas_parts.everywhere_abroad(current_scope())
numbers = cached.overview_numbers(view.scope)
if not numbers["unit_count"]:
    st.info(say("overseas.none"))
    st.stop()

chart = figures.chart_of("status_map", view)
with st.container(border=True):
    figures.head(chart, view, key="overseas_map")
    st.markdown(" ".join(status.chip(k, number(numbers[f"{k}_units"])) for k in status.ORDER))
    chosen = maps.draw(
        chart,
        view.scope,
        bounds=maps.WORLD,
        posts=consignments.posts(chart.rows),
        key="overseas_map",
        guess=1260,
    )
    if chosen:
        region_card.draw(chart.data, chosen)

figures.show_table(
    "pouches",
    view,
    key="overseas_pouches",
    columns=overseas_parts.POUCHES,
    on_select=lambda row: open_region(str(row["region_code"])),
)

figures.show("mail_curve", view, key="overseas_mail_curve")
figures.show_table(
    "overseas_mail",
    overseas_parts.choose_mail(view),
    key="overseas_mail",
    columns=overseas_parts.MAIL,
    titled=False,
    on_select=lambda row: open_region(str(row["region_code"])),
)

figures.show_brief("closed_posts", view, key="overseas_closed", columns=overseas_parts.CLOSED)
figures.show("overseas_countries", view, key="overseas_countries")
figures.show_table(
    "overseas_posts",
    view,
    key="overseas_posts",
    columns=overseas_parts.POSTS,
    titled=False,
    on_select=lambda row: open_region(str(row["region_code"])),
)
