package org.hyperprism.dataset.table;

import java.util.List;
import java.util.Optional;

/**
 * Which columns of a DataFrame hold samples.
 *
 * @param features a vector, dense or sparse, or an array of numbers; read as float32
 * @param label a number
 * @param device the device that holds the sample, a whole number from 0; empty if none says so
 * @param weight how much a training sample counts, a number from 0; empty if all count alike
 * @param test true for the samples of the test; empty if none says so
 */
public record FrameColumns(
    String features,
    String label,
    Optional<String> device,
    Optional<String> weight,
    Optional<String> test) {

  /**
   * The usual names: {@code features}, {@code label} and, if {@code names} has it, {@code device}.
   */
  public static FrameColumns usual(List<String> names) {
    return new FrameColumns(
        "features",
        "label",
        Optional.of("device").filter(name -> names.contains(name)),
        Optional.empty(),
        Optional.empty());
  }

  /** Those of a DataFrame of test samples alone. */
  FrameColumns ofTest() {
    return new FrameColumns(features, label, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
