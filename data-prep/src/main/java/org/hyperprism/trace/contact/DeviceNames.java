package org.hyperprism.trace.contact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which name has which device id: the names in ascending order have the ids from 0 on. If all names
 * are whole numbers they are ordered as numbers, else as texts.
 */
final class DeviceNames {

  private DeviceNames() {}

  /** The names by device id. */
  static List<String> inOrder(Collection<String> names) {
    List<String> ordered = new ArrayList<>(new TreeSet<>(names));
    if (ordered.stream().allMatch(name -> name.matches("[+-]?[0-9]+"))) {
      ordered.sort(Comparator.comparing(BigInteger::new)); // stable: 1 and 01 as texts
    }
    return List.copyOf(ordered);
  }
}
