package org.hyperprism.sweep;

import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;

/**
 * One experiment of a sweep.
 *
 * @param name unique in the sweep and fit for a directory, such as {@code lr-mnist_alpha-0.1}
 * @param variant name of the variant it belongs to, if the sweep has variants
 * @param values its values of the swept settings, as text, in the order of {@link
 *     SweepConfiguration#keys}; empty for one whose condition does not hold
 * @param configuration all its settings
 */
public record SweepCell(
    String name,
    Optional<String> variant,
    List<String> values,
    ExperimentConfiguration configuration) {

  public SweepCell {
    values = List.copyOf(values);
  }
}
