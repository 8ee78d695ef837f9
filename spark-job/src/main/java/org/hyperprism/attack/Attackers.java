package org.hyperprism.attack;

import java.io.Serializable;
import java.util.BitSet;
import java.util.Comparator;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;

/** The devices of a run that attack. */
final class Attackers implements Serializable {

  private static final long serialVersionUID = 1L;

  private final BitSet devices;

  private Attackers(BitSet devices) {
    this.devices = devices;
  }

  /** Nobody. */
  static Attackers nobody() {
    return new Attackers(new BitSet());
  }

  /** Those that the settings ask for, whatever they do. */
  static Attackers of(AttackSettings settings, LinkSchedule links, RandomStreams random) {
    return switch (settings.placement()) {
      case RANDOM ->
          lowest(
              settings,
              links.devices(),
              device -> random.stream(Purpose.ATTACKERS, device, 0).nextLong());
      case BEST_CONNECTED -> {
        Graph graph = links.graph(settings.from());
        yield lowest(settings, links.devices(), device -> -graph.reversed().degree(device));
      }
    };
  }

  /** The devices with the lowest keys; of equal ones the lowest devices. */
  private static Attackers lowest(AttackSettings settings, int all, IntToLongFunction key) {
    long[] keys = IntStream.range(0, all).mapToLong(key).toArray();
    BitSet chosen = new BitSet();
    IntStream.range(0, all)
        .boxed()
        .sorted(Comparator.<Integer>comparingLong(device -> keys[device]))
        .limit(settings.count(all))
        .forEach(chosen::set);
    return new Attackers(chosen);
  }

  boolean contains(int device) {
    return devices.get(device);
  }

  int count() {
    return devices.cardinality();
  }

  /** Their ids, ascending. */
  @Override
  public String toString() {
    return devices.stream().mapToObj(Integer::toString).collect(Collectors.joining(", "));
  }
}
