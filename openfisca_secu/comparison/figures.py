"""Figures of the report, as SVG whose colours the page chooses: they follow its light, dark and paper styles."""

import io
import re

import matplotlib as mpl
import numpy
from matplotlib.figure import Figure

_WIDTH, _HEIGHT = 7.2, 3.0
_ACROSS = 3  # small figures in a row
# matplotlib needs colours; each of these stands for a variable of the page's style sheet
_COLOURS = {
    "ink": "#112233",
    "grid": "#445566",
    "main": "#010199",
    "gain": "#019901",
    "loss": "#990101",
    "paper": "#fefdfc",
}
_SETTINGS = {
    "svg.fonttype": "none",
    "svg.hashsalt": "openfisca-secu",
    "font.family": "sans-serif",
    "font.size": 9,
    "text.color": _COLOURS["ink"],
    "axes.edgecolor": _COLOURS["grid"],
    "axes.labelcolor": _COLOURS["ink"],
    "xtick.color": _COLOURS["ink"],
    "ytick.color": _COLOURS["ink"],
    "grid.color": _COLOURS["grid"],
    "grid.alpha": 0.25,
    "axes.spines.top": False,
    "axes.spines.right": False,
}


def bars(labels, values, *, errors=None, axis, shown, title):
    """Vertical bars, above zero in the colour of gains and below in that of losses.

    Args:
        labels: of the bars.
        values: their heights; NaN draws none.
        errors: half-widths of the intervals drawn on them, or None.
        axis: what is measured.
        shown: writes a value as text.
        title: what the figure says, for who cannot see it.
    """
    figure, axes = _axes()
    values = numpy.nan_to_num(numpy.asarray(values, dtype=float))
    colours = [_COLOURS["gain" if value >= 0 else "loss"] for value in values]
    places = numpy.arange(len(labels))
    axes.bar(places, values, color=colours, width=0.65)
    if errors is not None and numpy.isfinite(errors).any():
        axes.errorbar(places, values, yerr=errors, fmt="none", ecolor=_COLOURS["ink"], capsize=2, linewidth=0.8)
    axes.set_xticks(places, labels)
    return _finished(figure, axes, axis, shown, title)


def pairs(labels, first, second, *, axis, shown, title, names):
    """Two bars beside each other for each label.

    Args:
        labels: of the pairs.
        first, second: their heights.
        axis, shown, title: as in `bars`.
        names: of the two, for the legend.
    """
    figure, axes = _axes()
    places = numpy.arange(len(labels))
    for values, name, colour, side in ((first, names[0], "grid", -1), (second, names[1], "main", 1)):
        heights = numpy.nan_to_num(numpy.asarray(values, dtype=float))
        axes.bar(places + side * 0.19, heights, color=_COLOURS[colour], width=0.36, label=name)
    axes.set_xticks(places, labels)
    _legend(axes)
    return _finished(figure, axes, axis, shown, title)


def two_ways(labels, up, down, *, axis, shown, title, names):
    """Bars of two shares, one above zero and the other below it.

    Args:
        labels: of the bars.
        up: drawn above zero.
        down: drawn below zero; not negative.
        axis, shown, title: as in `bars`.
        names: of the two, for the legend.
    """
    figure, axes = _axes()
    places = numpy.arange(len(labels))
    up, down = (numpy.nan_to_num(numpy.asarray(values, dtype=float)) for values in (up, down))
    axes.bar(places, up, color=_COLOURS["gain"], width=0.65, label=names[0])
    axes.bar(places, -down, color=_COLOURS["loss"], width=0.65, label=names[1])
    axes.set_xticks(places, labels)
    _legend(axes)
    return _finished(figure, axes, axis, lambda value: shown(abs(value)), title)


def curves(panels, *, axis, abscissa, shown, title):
    """Small figures side by side, each of two curves over one abscissa.

    Args:
        panels: `(heading, abscissae, {name: values})` of each; the first curve in the colour of the text.
        axis: what the curves measure.
        abscissa: what the abscissa measures.
        shown, title: as in `bars`.
    """
    columns = min(len(panels), _ACROSS)
    rows = -(-len(panels) // columns)
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(_WIDTH, _HEIGHT * 0.8 * rows), layout="constrained")
        grid = figure.subplots(rows, columns, sharex=True, sharey=True, squeeze=False)
        for axes, (heading, abscissae, named) in zip(grid.flat, panels, strict=False):
            for colour, (name, values) in zip(("ink", "main"), named.items(), strict=True):
                axes.plot(abscissae, values, color=_COLOURS[colour], linewidth=1.5, label=name)
            axes.set_title(heading, fontsize="medium")
            axes.grid(axis="y")
            axes.margins(x=0.01)
            axes.yaxis.set_major_formatter(lambda value, _: shown(value))
        for axes in grid.flat[len(panels) :]:
            axes.set_visible(False)
        figure.legend(
            *grid.flat[0].get_legend_handles_labels(), frameon=False, ncols=2, loc="outside upper center", fontsize=9
        )
        figure.supxlabel(abscissa, fontsize="medium")
        figure.supylabel(axis, fontsize="medium")
    return _svg(figure, title)


def _legend(axes):
    with mpl.rc_context(_SETTINGS):  # the colour of its text
        axes.legend(frameon=False, ncols=2, loc="lower center", bbox_to_anchor=(0.5, 1.0), fontsize=9)


def _axes():
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(_WIDTH, _HEIGHT), layout="constrained")
        axes = figure.subplots()
        axes.grid(axis="y")
        axes.set_axisbelow(True)
    return figure, axes


def _finished(figure, axes, axis, shown, title):
    with mpl.rc_context(_SETTINGS):
        axes.axhline(0, color=_COLOURS["ink"], linewidth=0.8)
        if numpy.ptp(axes.dataLim.intervaly) == 0:  # nothing to show: no scale made of nothing
            axes.set_yticks([0])
        axes.set_ylabel(axis)
        axes.yaxis.set_major_formatter(lambda value, _: shown(value))
    return _svg(figure, title)


def _svg(figure, title):
    with mpl.rc_context(_SETTINGS):
        text = io.StringIO()
        figure.savefig(text, format="svg", transparent=True, metadata={"Date": None, "Creator": None, "Title": title})
    svg = text.getvalue()
    svg = svg[svg.index("<svg") :]
    for name, colour in _COLOURS.items():
        svg = svg.replace(colour, f"var(--{name})")
    svg = re.sub(r'(<svg [^>]*?)width="[^"]*" height="[^"]*"', r"\1", svg)
    svg = re.sub(r"font: [^;\"]*?(\d+(\.\d+)?)px[^;\"]*", r"font: \1px system-ui, sans-serif", svg)
    return svg.replace("<svg ", '<svg role="img" ', 1)
