package org.hyperprism.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.trace.TraceLink;

/** How well the recorded links of a round were received, each direction for itself. */
public final class LinkReceptions {

  private record Direction(int source, int destination) {}

  private final Map<Direction, TraceLink.Reception> byDirection = new HashMap<>();

  /**
   * @param links of one round; those without a reception are left out
   */
  public LinkReceptions(List<TraceLink> links) {
    for (TraceLink link : links) {
      link.reception()
          .ifPresent(
              reception ->
                  byDirection.put(new Direction(link.source(), link.destination()), reception));
    }
  }

  /** What the destination received from the source, where that was measured. */
  public Optional<TraceLink.Reception> of(int source, int destination) {
    return Optional.ofNullable(byDirection.get(new Direction(source, destination)));
  }
}
