"""Where do we stand? The page in plain Streamlit: st.cache_data, Plotly Express, st.dataframe."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from benchmarks.peers import board, charts
from benchmarks.peers.board import GEOMETRY, Frames

# Streamlit serves a folder of static files: the boundaries go to the browser once, by address.
MAP_URL = f"app/static/{GEOMETRY.name}"


@st.cache_data(max_entries=2)
def frames_of(shown: int) -> Frames:
    return board.load(shown)


@st.cache_data(max_entries=100)
def goods_of(shown: int, region_code: str) -> pd.DataFrame:
    return board.goods(shown, region_code)


@st.fragment(run_every=5.0)
def follow(shown: int) -> None:
    """A new board runs the page again."""
    if board.version() != shown:
        st.rerun()


st.set_page_config(page_title="Election logistics", layout="wide")
version = board.version()
everything = frames_of(version)
st.title("Election logistics")
st.caption(f"Board v{version}")
follow(version)
frames = everything.of(st.selectbox("Province", everything.provinces))

metrics = {**frames.counts, "ballots short": frames.short_ballots}
for place, (name, value) in zip(st.columns(5), metrics.items(), strict=True):
    place.metric(name, f"{value:,}")

left, right = st.columns([1.6, 1])
left.plotly_chart(charts.status_map(frames, MAP_URL), key="map")
right.plotly_chart(charts.bars(frames), key="bars")
st.plotly_chart(charts.gantt(frames), key="gantt")
st.dataframe(frames.regencies, hide_index=True, height=400, key="regencies")

names = dict(zip(frames.regencies["region_code"], frames.regencies["regency"], strict=True))
regency = st.selectbox("Regency", list(names), index=None, format_func=names.__getitem__)
if regency:
    st.dataframe(goods_of(version, regency), hide_index=True, key="goods")
