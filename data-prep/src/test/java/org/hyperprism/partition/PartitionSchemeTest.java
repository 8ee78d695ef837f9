package org.hyperprism.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.hyperprism.random.RandomStreams;

/** What holds for every scheme, whatever the labels. */
class PartitionSchemeTest {

  @Property(tries = 300)
  void everySampleIsOnExactlyOneDevice(
      @ForAll("schemes") PartitionScheme scheme,
      @ForAll long seed,
      @ForAll @IntRange(min = 120, max = 700) int count,
      @ForAll @IntRange(min = 1, max = 12) int classes,
      @ForAll @IntRange(min = 1, max = 30) int devices) {
    int[] labels = new Random(seed).ints(count, 0, classes).toArray();
    Assignment assignment = scheme.assign(labels, classes, devices, new RandomStreams(seed));
    assertThat(assignment.devices()).isEqualTo(devices);
    assertThat(Arrays.stream(assignment.samples()).flatMapToInt(IntStream::of).sorted())
        .containsExactlyElementsOf(IntStream.range(0, count).boxed().toList());
    for (int[] own : assignment.samples()) {
      assertThat(own).isSorted();
    }
  }

  @Property(tries = 100)
  void theSameSeedGivesTheSameAssignment(
      @ForAll("schemes") PartitionScheme scheme, @ForAll long seed) {
    int[] labels = new Random(seed).ints(200, 0, 5).toArray();
    Assignment first = scheme.assign(labels, 5, 10, new RandomStreams(seed));
    Assignment second = scheme.assign(labels.clone(), 5, 10, new RandomStreams(seed));
    Assignment other = scheme.assign(labels, 5, 10, new RandomStreams(seed + 1));
    assertThat(second).isEqualTo(first).hasSameHashCodeAs(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Property(tries = 200)
  void noDeviceHoldsLessThanTheMinimum(
      @ForAll("concentrations") double alpha,
      @ForAll boolean balanced,
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 10) int minimum) {
    int[] labels = new Random(seed).ints(200, 0, 4).toArray();
    Assignment assignment =
        new Dirichlet(alpha, minimum, balanced).assign(labels, 4, 20, new RandomStreams(seed));
    assertThat(Arrays.stream(assignment.samples()).mapToInt(own -> own.length))
        .allMatch(size -> size >= minimum);
  }

  @Provide
  Arbitrary<PartitionScheme> schemes() {
    Arbitrary<PartitionScheme> dirichlet =
        concentrations()
            .flatMap(
                alpha ->
                    Arbitraries.of(
                        new Dirichlet(alpha, 0, false),
                        new Dirichlet(alpha, 0, true),
                        new Dirichlet(alpha, 4, true)));
    Arbitrary<PartitionScheme> others = Arbitraries.of(new Iid(), new Shards(1), new Shards(4));
    Arbitrary<PartitionScheme> sizes = concentrations().map(alpha -> new QuantitySkew(alpha, 1));
    return Arbitraries.oneOf(dirichlet, others, sizes);
  }

  /** From the least double, where shares underflow, to practically equal shares. */
  @Provide
  Arbitrary<Double> concentrations() {
    return Arbitraries.of(Double.MIN_VALUE, 1e-300, 1e-9, 1e-3, 0.00999, 0.01, 0.1, 1.0, 10.0, 1e6);
  }
}
