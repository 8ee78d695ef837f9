package org.hyperprism.sweep;

import java.util.List;

/**
 * Several experiments that differ in some settings.
 *
 * @param keys the swept settings, in the order in which they were written
 * @param cells the experiments, in the order in which they run: variant by variant, the last swept
 *     setting varying fastest; at least one
 * @param hocon a file that describes the same sweep
 */
public record SweepConfiguration(List<String> keys, List<SweepCell> cells, String hocon) {

  public SweepConfiguration {
    keys = List.copyOf(keys);
    cells = List.copyOf(cells);
  }
}
