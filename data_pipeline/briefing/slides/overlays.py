"""How does the need lie over a stack of bars? As a bar chart on a hidden second scale."""

from __future__ import annotations

from typing import Any, Final

from pptx.oxml import parse_xml

from data_pipeline.briefing.slides import marks
from data_pipeline.house import PAGE

NAMESPACE: Final = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
CATEGORY_ID, VALUE_ID = 50010, 50020


def last_series(drawn: Any) -> None:
    """Move the last series over the stack, as PowerPoint does with 'secondary axis'."""
    plot = drawn.plots[0]
    stack, moved = plot._element, list(plot.series)[-1]._element
    overlay = parse_xml(
        f'<c:barChart {NAMESPACE}><c:barDir val="bar"/><c:grouping val="clustered"/>'
        f'<c:varyColors val="0"/><c:gapWidth val="{plot.gap_width}"/><c:overlap val="100"/>'
        f'<c:axId val="{CATEGORY_ID}"/><c:axId val="{VALUE_ID}"/></c:barChart>'
    )
    overlay.insert(3, moved)
    stack.addnext(overlay)
    last_axis = list(stack.getparent().iterchildren("{*}catAx", "{*}valAx"))[-1]
    value = drawn.value_axis
    for axis in reversed(_hidden_axes(value.minimum_scale, value.maximum_scale)):
        last_axis.addnext(axis)


def on_paper(labels: Any) -> None:
    """A paper ground behind the numbers: the outline of the need must not run through them."""
    ground = marks.solid(PAGE["light"]["paper"])
    shape = f"<c:spPr {NAMESPACE} {marks.NAMESPACES}>{ground}<a:ln><a:noFill/></a:ln></c:spPr>"
    labels._element.find("{*}numFmt").addnext(parse_xml(shape))


def _hidden_axes(lowest: float, highest: float) -> tuple[Any, Any]:
    """The second pair of axes: the same scale, nothing drawn."""
    category = (
        f'<c:catAx {NAMESPACE}><c:axId val="{CATEGORY_ID}"/>'
        '<c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="1"/>'
        '<c:axPos val="l"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="{VALUE_ID}"/>'
        '<c:crosses val="autoZero"/></c:catAx>'
    )
    value = (
        f'<c:valAx {NAMESPACE}><c:axId val="{VALUE_ID}"/>'
        '<c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{highest!r}"/><c:min val="{lowest!r}"/></c:scaling><c:delete val="1"/>'
        '<c:axPos val="t"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:crossAx val="{CATEGORY_ID}"/>'
        '<c:crosses val="max"/></c:valAx>'
    )
    return parse_xml(category), parse_xml(value)
