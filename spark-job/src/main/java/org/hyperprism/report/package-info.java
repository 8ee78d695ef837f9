/**
 * Results as pictures: accuracy and exponents over the rounds.
 *
 * <pre>{@code
 * List<Curve.Point> points =
 *     List.of(new Curve.Point(5, 0.3, 0.4, 0.5), new Curve.Point(10, 0.6, 0.7, 0.8));
 * byte[] png =
 *     CurvePicture.png(
 *         "base setting", "accuracy", List.of(new Curve("hyperprism", CurveColour.BLUE, points)));
 * }</pre>
 *
 * <p>A picture that cannot be drawn, on a machine without fonts, is told of in the log and does not
 * end a run.
 *
 * <p>What may come in: other ways to show results, as pictures, pages or for other programs, from
 * the tables of {@code results} alone. {@code report.links} shows graphs.
 */
@NullMarked
package org.hyperprism.report;

import org.jspecify.annotations.NullMarked;
