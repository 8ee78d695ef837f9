package org.hyperprism.report.links;

import java.util.List;
import java.util.Optional;
import org.hyperprism.report.drawing.RoundNumber;
import org.hyperprism.topology.DevicePositions;

/**
 * From places in metres to pixels, with the same scale in both directions and the same in all
 * pictures of a trace; without places, a circle.
 *
 * @param left pixels from the left edge to the lower left corner of the area
 * @param bottom pixels from the upper edge to that corner
 * @param x metres at that corner
 * @param y metres at that corner
 * @param scale pixels per metre; 0 for the circle
 * @param side pixels of the square to draw in
 */
record Plane(double left, double bottom, double x, double y, double scale, double side) {

  /** Space between the outermost places and the frame, as a share of the square. */
  private static final double MARGIN = 0.04;

  /** The plane that holds all the places, in a square with this lower left corner. */
  static Plane of(List<DevicePositions> places, double left, double bottom, double side) {
    if (places.isEmpty()) {
      return new Plane(left, bottom, 0, 0, 0, side);
    }
    double leastX = Double.POSITIVE_INFINITY;
    double mostX = Double.NEGATIVE_INFINITY;
    double leastY = Double.POSITIVE_INFINITY;
    double mostY = Double.NEGATIVE_INFINITY;
    for (DevicePositions place : places) {
      for (int device = 0; device < place.x().length; device++) {
        leastX = Math.min(leastX, place.x()[device]);
        mostX = Math.max(mostX, place.x()[device]);
        leastY = Math.min(leastY, place.y()[device]);
        mostY = Math.max(mostY, place.y()[device]);
      }
    }
    double span = Math.max(mostX - leastX, mostY - leastY);
    double scale = side * (1 - 2 * MARGIN) / (span > 0 ? span : 1);
    double width = side / scale;
    return new Plane(
        left, bottom, (leastX + mostX - width) / 2, (leastY + mostY - width) / 2, scale, side);
  }

  boolean isCircle() {
    return scale == 0;
  }

  /** Pixels from the left and from the upper edge, as {@code float64[devices][2]}. */
  double[][] pixels(int devices, Optional<DevicePositions> places) {
    double[][] pixels = new double[devices][2];
    for (int device = 0; device < devices; device++) {
      if (isCircle() || places.isEmpty()) {
        // Device 0 at the top, the others clockwise.
        double angle = 2 * Math.PI * device / devices;
        pixels[device][0] = left + side * (0.5 + 0.46 * StrictMath.sin(angle));
        pixels[device][1] = bottom - side * (0.5 + 0.46 * StrictMath.cos(angle));
      } else {
        pixels[device][0] = left + (places.get().x()[device] - x) * scale;
        pixels[device][1] = bottom - (places.get().y()[device] - y) * scale;
      }
    }
    return pixels;
  }

  /** A round length in metres (1, 2 or 5 times a power of ten), about a sixth of the square. */
  double barMetres() {
    return RoundNumber.atMost(side / 6 / scale);
  }
}
