package org.hyperprism.topology.schedule;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * One trip of a device under random waypoint, and the rest after it. Trip n draws from its own
 * stream ({@link Purpose#MOBILITY} by device and n), so a trip is all that is needed to go on from
 * it.
 *
 * @param number 0 for the one that time 0 is in
 * @param startX where it starts, in metres
 * @param startY where it starts, in metres
 * @param endX where it ends, in metres
 * @param endY where it ends, in metres
 * @param start time in seconds; of trip 0 at most 0
 * @param arrival time in seconds
 */
record Trip(
    int number,
    double startX,
    double startY,
    double endX,
    double endY,
    double start,
    double arrival) {

  /**
   * What a device does at time 0, in the stationary regime (Navidi and Camp, IEEE Transactions on
   * Mobile Computing 3(1), 2004): it rests with the share of time that rests take, at a uniform
   * place and for a uniform part of the rest; otherwise it is a uniform part along a trip with a
   * density proportional to its length, at a speed with a density proportional to 1 / speed.
   */
  static Trip first(WaypointMobility mobility, RandomStreams streams, int device) {
    UniformRandomProvider random = streams.stream(Purpose.MOBILITY, device, 0);
    double side = mobility.side();
    if (random.nextDouble() < mobility.shareResting()) {
      double x = side * random.nextDouble();
      double y = side * random.nextDouble();
      double arrival = -mobility.pause() * random.nextDouble();
      return new Trip(0, x, y, x, y, arrival, arrival);
    }
    double startX;
    double startY;
    double endX;
    double endY;
    double length;
    do {
      startX = side * random.nextDouble();
      startY = side * random.nextDouble();
      endX = side * random.nextDouble();
      endY = side * random.nextDouble();
      length = length(startX, startY, endX, endY);
    } while (random.nextDouble() * side * Math.sqrt(2) >= length);
    double ratio = mobility.maximumSpeed() / mobility.minimumSpeed();
    double speed =
        mobility.minimumSpeed() * StrictMath.exp(random.nextDouble() * StrictMath.log(ratio));
    double seconds = length / speed;
    double start = -seconds * random.nextDouble();
    return new Trip(0, startX, startY, endX, endY, start, start + seconds);
  }

  /** The trip after this one. */
  Trip next(WaypointMobility mobility, RandomStreams streams, int device) {
    UniformRandomProvider random = streams.stream(Purpose.MOBILITY, device, number + 1L);
    double x = mobility.side() * random.nextDouble();
    double y = mobility.side() * random.nextDouble();
    double speed =
        mobility.minimumSpeed()
            + random.nextDouble() * (mobility.maximumSpeed() - mobility.minimumSpeed());
    double departure = arrival + mobility.pause();
    return new Trip(
        number + 1, endX, endY, x, y, departure, departure + length(endX, endY, x, y) / speed);
  }

  /** When the rest after this trip ends, in seconds. */
  double departure(WaypointMobility mobility) {
    return arrival + mobility.pause();
  }

  /** Metres from the left edge at a time of this trip or of the rest after it. */
  double x(double time) {
    return time >= arrival ? endX : startX + share(time) * (endX - startX);
  }

  /** Metres from the lower edge at a time of this trip or of the rest after it. */
  double y(double time) {
    return time >= arrival ? endY : startY + share(time) * (endY - startY);
  }

  /** Metres per second at a time of this trip; 0 in the rest after it. */
  double speed(double time) {
    return time >= arrival ? 0 : length(startX, startY, endX, endY) / (arrival - start);
  }

  private double share(double time) {
    return (time - start) / (arrival - start);
  }

  private static double length(double startX, double startY, double endX, double endY) {
    double dx = endX - startX;
    double dy = endY - startY;
    return Math.sqrt(dx * dx + dy * dy);
  }
}
