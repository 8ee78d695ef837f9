package org.hyperprism.topology.schedule;

import java.io.Serializable;
import org.hyperprism.topology.LinkChecks;

/**
 * How devices move by random waypoint: each goes straight to a place chosen uniformly in a square,
 * at a speed chosen uniformly for the trip, rests there, and goes on.
 *
 * @param side of the square in metres, > 0
 * @param minimumSpeed in metres per second, > 0: at 0 the mean speed would fall for ever (Yoon, Liu
 *     and Noble, INFOCOM 2003)
 * @param maximumSpeed in metres per second, >= minimumSpeed
 * @param pause how long a device rests at the end of each trip, in seconds, >= 0
 * @param roundSeconds length of a round, in seconds, > 0
 */
public record WaypointMobility(
    double side, double minimumSpeed, double maximumSpeed, double pause, double roundSeconds)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Mean distance of two uniform points of a square of side 1: (2 + sqrt 2 + 5 asinh 1) / 15. */
  private static final double MEAN_DISTANCE = 0.5214054331647207;

  private static final double MOST_TRIPS_PER_ROUND = 1000;

  public WaypointMobility {
    LinkChecks.positive("links.mobility.side", side, "the side of the square in metres");
    LinkChecks.positive("links.mobility.minimumSpeed", minimumSpeed, "in metres per second");
    LinkChecks.require(
        maximumSpeed >= minimumSpeed && maximumSpeed < Double.POSITIVE_INFINITY,
        "links.mobility.maximumSpeed",
        maximumSpeed,
        "links.mobility.minimumSpeed = " + minimumSpeed + " metres per second or more");
    LinkChecks.require(
        pause >= 0 && pause < Double.POSITIVE_INFINITY,
        "links.mobility.pause",
        pause,
        "0 seconds or more");
    LinkChecks.positive(
        "links.mobility.roundSeconds", roundSeconds, "the length of a round in seconds");
    double trips = roundSeconds / (pause + meanSeconds(side, minimumSpeed, maximumSpeed));
    LinkChecks.require(
        trips <= MOST_TRIPS_PER_ROUND,
        "links.mobility.roundSeconds",
        roundSeconds,
        "a round of at most %.0f trips of a device, not %.3g: make the square larger, the speeds lower or the round shorter"
            .formatted(MOST_TRIPS_PER_ROUND, trips));
  }

  /** Share of its time that a device rests. */
  public double shareResting() {
    return pause / (pause + meanSeconds(side, minimumSpeed, maximumSpeed));
  }

  /** Mean time of a trip: mean distance times the mean of 1 / speed. */
  private static double meanSeconds(double side, double minimumSpeed, double maximumSpeed) {
    double slowness =
        minimumSpeed == maximumSpeed
            ? 1 / minimumSpeed
            : StrictMath.log(maximumSpeed / minimumSpeed) / (maximumSpeed - minimumSpeed);
    return MEAN_DISTANCE * side * slowness;
  }

  /** Seconds from the start to the middle of a round. */
  double middleOf(int round) {
    return (round - 0.5) * roundSeconds;
  }
}
