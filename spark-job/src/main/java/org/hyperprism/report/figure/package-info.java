/**
 * Figures for pages and papers: lines with bands, clouds of marks, rows of dots, stacked bars,
 * shades and graphs, each with its axes, its legend off the data and the table of its numbers.
 *
 * <pre>{@code
 * SeriesStyle style = new SeriesStyle(CurveColour.BLUE, 0);
 * List<LinePlot.Point> points = List.of(LinePlot.Point.of(5, 38.2), LinePlot.Point.of(10, 55.1));
 * LinePlot.Line line = new LinePlot.Line("hyperprism", style, points);
 * Plot plot = new LinePlot("round", "accuracy in %", List.of(line), false, false);
 * Figure figure = new Figure("accuracy", "Accuracy over rounds", "It rises.", "", plot);
 * String svg = figure.svgFile(FigureSize.ofPaper(8.5, 8));
 * }</pre>
 *
 * <p>These are drawn by classes of our own, not by XChart, which draws a run's PNG files. XChart
 * writes SVG by way of VectorGraphics2D, and a line of three points came out as 84 kB: letters are
 * outlines, so that nothing can be read aloud, searched or made larger than the picture; colours
 * stand in each shape's {@code style}, so that a page cannot turn them for a dark screen; names of
 * clip paths are hash codes, other ones in every JVM, where a page has to have the same bytes. Two
 * kinds of axes and five kinds of plots are less than mending that afterwards. Pixels and SVG come
 * from the same drawing on a {@code report.drawing} canvas.
 *
 * <p>What may come in: another kind of plot. What is shown in it is decided in {@code report.page}.
 */
@NullMarked
package org.hyperprism.report.figure;

import org.jspecify.annotations.NullMarked;
