/**
 * What pictures are drawn on: one drawing serves SVG and pixels.
 *
 * <pre>{@code
 * SvgCanvas svg = new SvgCanvas(480, 300);
 * svg.line(10, 290, 470, 290, CurveColour.BLUE.line(), 2);
 * svg.text("round", 240, 280, Canvas.Anchor.MIDDLE, Canvas.Letters.plain(13, java.awt.Color.BLACK));
 * String file = svg.svg();
 * }</pre>
 *
 * <p>What may come in: another canvas, or another shape that all canvases draw. What is drawn is
 * the business of {@code report.links} and {@code report.figure}.
 */
@NullMarked
package org.hyperprism.report.drawing;

import org.jspecify.annotations.NullMarked;
