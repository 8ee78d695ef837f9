package org.hyperprism.experiment.links.picture;

import java.util.Optional;
import java.util.function.IntFunction;
import org.hyperprism.topology.DevicePositions;
import org.hyperprism.topology.LinkSchedule;

/** The graphs of consecutive rounds as a film. */
public final class GraphAnimation {

  /** Hundredths of a second that a round stays. */
  private static final int DELAY = 35;

  private GraphAnimation() {}

  /**
   * Draws the rounds as a GIF file.
   *
   * @param lastRound of the trace, for the titles
   * @throws org.hyperprism.failure.EnvironmentException if this Java cannot draw letters
   */
  public static byte[] gif(
      GraphPicture picture,
      LinkSchedule schedule,
      int first,
      int last,
      int lastRound,
      IntFunction<Optional<DevicePositions>> places) {
    return AnimatedGif.of(
        last - first + 1,
        DELAY,
        frame ->
            picture.bitmap(
                first + frame,
                lastRound,
                schedule.graph(first + frame),
                places.apply(first + frame)));
  }
}
