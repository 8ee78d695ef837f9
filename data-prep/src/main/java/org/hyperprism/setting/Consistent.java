package org.hyperprism.setting;

import java.util.Map;

/** A record of settings with demands beyond the range of each single one. */
public interface Consistent {

  /**
   * The demands that are violated: the key below the record's section, and what follows it in the
   * message, such as {@code is [5, 3], expected ascending numbers}.
   */
  Map<String, String> violations();
}
