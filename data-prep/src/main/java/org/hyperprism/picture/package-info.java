/**
 * Drawing as the bytes of a file, without a display.
 *
 * <p>Java needs fonts to draw letters, and small machines have none; that becomes a message with
 * the packages to install instead of an error from deep within the drawing library.
 *
 * <pre>{@code
 * XYChart chart = new XYChartBuilder().title("accuracy").build();
 * chart.addSeries("hyperprism", new double[] {1, 2}, new double[] {0.4, 0.7});
 * byte[] png = PngPicture.of(() -> chart);
 * }</pre>
 *
 * <p>What may come in: what every picture needs, whatever it shows. The pictures themselves stand
 * beside what they show: {@code partition}, {@code report}.
 */
@NullMarked
package org.hyperprism.picture;

import org.jspecify.annotations.NullMarked;
