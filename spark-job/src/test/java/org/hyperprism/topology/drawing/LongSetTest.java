package org.hyperprism.topology.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class LongSetTest {

  @Property(tries = 300)
  void aLongSetIsASet(@ForAll @Size(max = 300) List<@IntRange(max = 60) Integer> steps) {
    LongSet set = new LongSet(61);
    Set<Long> oracle = new HashSet<>();
    for (int step : steps) {
      long value = 61L * step;
      if (oracle.contains(value)) {
        assertThat(set.add(value)).isFalse();
        set.remove(value);
        oracle.remove(value);
      } else {
        assertThat(set.contains(value)).isFalse();
        assertThat(set.add(value)).isTrue();
        oracle.add(value);
      }
      assertThat(set.sorted())
          .containsExactly(oracle.stream().mapToLong(Long::longValue).sorted().toArray());
    }
  }
}
