package org.hyperprism.report.figure;

import java.util.ArrayList;
import java.util.List;

/** Long lists made short. */
public final class Thinned {

  private Thinned() {}

  /**
   * The list, or as many of its elements as are wanted, at even distances, the first and the last
   * among them.
   *
   * @param most at least 2
   */
  public static <T> List<T> of(List<T> all, int most) {
    if (all.size() <= most) {
      return List.copyOf(all);
    }
    List<T> kept = new ArrayList<>(most);
    for (long i = 0; i < most; i++) {
      kept.add(all.get((int) (i * (all.size() - 1) / (most - 1))));
    }
    return kept;
  }
}
