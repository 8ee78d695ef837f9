package org.hyperprism.sweep.axis;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.OptionalInt;
import org.hyperprism.setting.Problem;
import org.hyperprism.setting.Setting;
import org.jspecify.annotations.Nullable;

/**
 * How values are drawn from distributions.
 *
 * @param cells how many combinations, at least 1; each is held in memory
 * @param seed of the draws
 */
public record RandomSettings(
    @Setting(
            defaultValue = "20",
            range = "1 to 100000",
            documentation =
                "Combinations of values drawn from the distributions of the section, all different;"
                    + " a larger number keeps those of a smaller one.")
        int cells,
    @Setting(
            defaultValue = "1",
            documentation =
                "The seed that these values are drawn by, whatever the seeds of the experiments.")
        long seed) {

  /** The key of the section that has them. */
  public static final String KEY = "random";

  /**
   * Adds to the problems that nothing is drawn, or fewer different values than are wanted.
   *
   * @param section that they are of, {@code sweep} or {@code tune}
   * @param values of the section
   * @param draws how many different ones there are; empty where no setting has a distribution
   * @param example of a setting with one
   */
  public void check(
      String section,
      ConfigObject values,
      OptionalInt draws,
      String example,
      Collection<Problem> problems) {
    @Nullable ConfigValue random = values.get(KEY);
    if (draws.isEmpty()) {
      if (random != null) {
        problems.add(
            Problem.at(
                random.origin(),
                "%s.random says how values are drawn, and no setting has a distribution; expected one, such as %s"
                    .formatted(section, example)));
      }
    } else if (draws.getAsInt() < cells) {
      problems.add(
          Problem.at(
              random == null ? values.origin() : random.origin(),
              "%s.random.cells is %d, expected at most %d: the distributions give no more different values"
                  .formatted(section, cells, draws.getAsInt())));
    }
  }
}
