"""What stands on the page that makes a briefing? Choices, files, and what they will say."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from data_pipeline import house, text
from data_pipeline.access.roles import EXPORT
from data_pipeline.briefing import archive, pack, templates
from data_pipeline.briefing.archive import Entry
from data_pipeline.briefing.document import Block, Document, Number, Numbers, Paragraph, Section
from data_pipeline.briefing.order import Order
from data_pipeline.briefing.templates import Template
from data_pipeline.errors import TepatError
from data_pipeline.figures.chart import Chart, Table
from data_pipeline.text import LANGUAGES
from pages import access, audited, cached
from pages.cached import Scope
from pages.components import briefs, filters
from pages.components.text import language, moment, number, plain, say

MADE: Final = "_briefing_made"
SHOWN_OF_HASH: Final = 12
PREVIEW_ROWS: Final = 3
PREVIEW_COLUMNS: Final = 5
FIXED: Final = ("country", "abroad")
SHEET: Final = "region"  # what a link with a region in it asks for


def choose(scope: Scope) -> Order | None:
    """Draw the choices; the order they make, or None while something is missing."""
    with st.container(border=True, key="briefing_choices"):
        with st.grid(3, min_column_width=280):
            template = _template()
            place = _place(template, scope)
            tongue = _tongue()
        sections = _sections(template)
        kinds = _kinds()
    if place is None:
        st.info(say(f"briefing.builder.choose_{template.reach}"))
        return None
    if not sections or not kinds:
        st.info(say("briefing.builder.choose_something"))
        return None
    provinces, region = place
    chosen = tuple(sections) if len(sections) < len(template.section_codes) else ()
    return Order(
        template.code, tongue, Scope(scope.as_of, provinces), region, chosen, pack.checked(kinds)
    )


def _template() -> Template:
    names = {code: say(f"briefing.names.{code}") for code in templates.TEMPLATES}
    with st.container(gap="xxsmall"):
        code = st.selectbox(
            say("briefing.builder.template"),
            list(names),
            index=list(names).index(SHEET) if filters.REGION_KEY in st.query_params else 0,
            format_func=lambda code: names.get(code, code),
            key="briefing_template",
        )
        st.caption(say(f"briefing.templates.{code}.help"))
    return templates.template(code)


def _place(template: Template, scope: Scope) -> tuple[tuple[str, ...], str] | None:
    """Province codes and region code; None until the reader has chosen."""
    if template.reach == "region":
        region = filters.current_region()
        return ((), region) if region else None
    if template.reach == "province":
        province = _province(scope)
        return ((province,), "") if province else None
    return (() if template.reach in FIXED else scope.province_codes, "")


def _province(scope: Scope) -> str | None:
    """One province: the filter's, where it names just one, until another is chosen here."""
    labels = cached.province_labels()
    codes = [code for code in labels if code in scope.province_codes] or list(labels)
    return st.selectbox(
        say("briefing.builder.province"),
        codes,
        index=0 if len(codes) == 1 else None,
        format_func=lambda code: labels.get(code, code),
        placeholder=say("briefing.builder.province_placeholder"),
        key=f"briefing_province_{'_'.join(scope.province_codes)}",
    )


def _tongue() -> str:
    names = {code: say(f"briefing.builder.tongue_{code}") for code in LANGUAGES}
    chosen = st.segmented_control(
        say("briefing.builder.language"),
        list(names),
        default=language(),
        required=True,
        format_func=names.__getitem__,
        key=f"briefing_language_{language()}",
    )
    return str(chosen)


def _sections(template: Template) -> Sequence[str]:
    codes = template.section_codes
    names = {code: say(f"briefing.sections.{code}.title") for code in codes}
    return st.pills(
        say("briefing.builder.sections"),
        codes,
        default=codes,
        selection_mode="multi",
        format_func=lambda code: names.get(code, code),
        key=f"briefing_sections_{template.code}",
    )


def _kinds() -> Sequence[str]:
    names = {kind: say(f"briefing.builder.kind_{kind}") for kind in pack.FORMATS}
    return st.pills(
        say("briefing.builder.formats"),
        pack.FORMATS,
        default=pack.FORMATS,
        selection_mode="multi",
        format_func=names.__getitem__,
        key="briefing_formats",
    )


def offer_making(order: Order, document: Document) -> None:
    """What it will be about, and the button that writes and archives the files."""
    told = "about" if templates.template(order.template).reach == "any" else "about_fixed"
    is_everywhere = document.facts.scope == text.say(order.language, "briefing.everywhere")
    place = say("filters.all_provinces") if is_everywhere else plain(document.facts.scope)
    st.markdown(say(f"briefing.builder.{told}", place=place, as_of=moment(document.facts.as_of)))
    if st.button(
        say("briefing.builder.make"),
        type="primary",
        icon=":material/slideshow:",
        key="briefing_make",
    ):
        bar = st.progress(0.0)
        try:
            st.session_state[MADE] = _make(order, document, bar)
        except TepatError as error:
            st.error(say("briefing.builder.failed", error=error))
        bar.empty()


def _make(order: Order, document: Document, bar: DeltaGenerator) -> Entry:
    """Write each file in a process of its own, then keep them all; a bar shows how far it is."""
    settings, pointer, asks = cached.settings(), cached.pointer(), access.demand(EXPORT)
    files = {}
    with archive.hold(settings, pointer):
        written = pack.write_apart(document, order.formats)
        for done, kind in enumerate(order.formats):
            bar.progress(
                done / len(order.formats), say("briefing.builder.making", kind=kind.upper())
            )
            name, content = next(written)
            files[name] = content
        return archive.store(
            settings, order, document, files, pointer, who=asks.signature, grant=asks.grant
        )


def draw_made() -> None:
    """The files of the briefing made last, as long as this data directory is shown."""
    made: Entry | None = st.session_state.get(MADE)
    if made is None or not archive.folder_of(cached.settings(), made.id).exists():
        return
    with st.container(border=True, key="briefing_made"):
        facts = {"title": plain(made.title), "fingerprint": made.fingerprint[:SHOWN_OF_HASH]}
        st.success(say("briefing.builder.made", **facts), icon=":material/task_alt:")
        offer_files(made, key="made")
        st.page_link(
            "briefing/archive.py",
            label=say("briefing.builder.to_archive"),
            icon=":material/arrow_forward:",
        )


def offer_files(made: Entry, *, key: str) -> None:
    """A download button for each archived file, and the message to copy."""
    settings = cached.settings()
    with st.container(horizontal=True):
        for file in made.files:
            kind = file.name.rpartition(".")[2]
            st.download_button(
                say("briefing.builder.download", kind=kind.upper(), size=size(file.byte_count)),
                data=audited.exported(
                    access.guarded(EXPORT, partial(archive.content, settings, made, file.name)),
                    f"briefing:{made.id}",
                    kind,
                    None,
                    made.order.scope,
                ),
                file_name=file.name,
                mime=pack.MIME[kind],
                key=f"{key}_{kind}",
                icon=":material/download:",
                on_click="ignore",
            )
    message = next((file.name for file in made.files if file.name.endswith(".txt")), "")
    if message:
        with st.expander(say("briefing.builder.chat"), icon=":material/chat:"):
            st.code(
                archive.content(settings, made, message).decode(), language=None, wrap_lines=True
            )


def size(byte_count: int) -> str:
    """'1,2 MB' or '84 kB'."""
    if byte_count >= 1_000_000:
        return f"{number(byte_count / 1e6, decimals=1)} MB"
    return f"{number(max(1, byte_count / 1e3))} kB"


def preview(document: Document) -> None:
    """What the files will say: each section's answer, its numbers, the first rows of its tables."""
    st.header(say("briefing.builder.preview"), anchor=False)
    st.subheader(plain(document.title), anchor=False)
    st.caption(plain(document.subtitle))
    for place, section in enumerate(document.sections, start=1):
        _section(place, section)


def _section(place: int, section: Section) -> None:
    """The answer is always read, what it rests on is a click away; the first stands open."""
    title = say("briefing.builder.section_of", n=place, title=plain(section.title))
    told = f"**{title}** {plain(section.lead)}"
    if not section.blocks:
        st.container(border=True).markdown(told)
        return
    with st.expander(told, expanded=place == 1):
        for block in section.blocks:
            _block(block)


def _block(block: Block) -> None:
    if isinstance(block, Numbers):
        with st.grid(4, min_column_width=150):
            for shown in block.numbers:
                _number(shown)
    elif isinstance(block, Paragraph):
        st.markdown(plain(block.text))
    elif isinstance(block, Chart):
        picture = say("briefing.builder.picture", title=plain(block.title))
        st.caption(f":material/bar_chart: {picture}")
    else:
        _table(block)


def _number(shown: Number) -> None:
    with st.container(border=True, height="stretch", gap="xxsmall"):
        st.caption(plain(shown.label))
        st.markdown(f"**{plain(_marked(shown))}**")
        if shown.basis:
            st.caption(plain(shown.basis))


def _marked(shown: Number) -> str:
    return f"{house.SHAPES[shown.status]} {shown.value}" if shown.status else shown.value


def _table(table: Table) -> None:
    first = table.frame.head(PREVIEW_ROWS)
    briefs.draw(first, table.columns[:PREVIEW_COLUMNS], alt=table.alt, empty=table.empty)
    facts = {"shown": number(len(first)), "rows": number(len(table.frame))}
    st.caption(say("briefing.builder.first_rows", **facts))
