package org.hyperprism.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.Samples;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which samples a mini-batch has: here each sample is known by its only feature, its number. */
class BatchSamplerTest {

  private static final RandomStreams STREAMS = new RandomStreams(5);

  private static Samples samples(int count) {
    float[] numbers = new float[count];
    for (int i = 0; i < count; i++) {
      numbers[i] = i;
    }
    return Samples.ofFloats(new FeatureShape(1, 1, 1), 2, numbers, new int[count]);
  }

  /** The next {@code batches} batches of device 3 in a round. */
  private static List<int[]> batches(
      BatchSampler sampler, int round, int count, int capacity, int batches) {
    Batch batch = new Batch(capacity, 1);
    sampler.begin(3, round);
    List<int[]> drawn = new ArrayList<>();
    for (int i = 0; i < batches; i++) {
      sampler.next(samples(count), batch);
      drawn.add(IntStream.range(0, batch.size()).map(k -> (int) batch.features()[k]).toArray());
    }
    return drawn;
  }

  @ParameterizedTest
  @CsvSource({"10, 4, 3", "8, 4, 2", "5, 4, 2", "4, 4, 1", "3, 4, 1", "1, 4, 1"})
  void aPassHasEverySampleOnce(int count, int capacity, int batchesOfAPass) {
    BatchSampler sampler = new BatchSampler(STREAMS, Purpose.BATCH, true);
    List<int[]> drawn = batches(sampler, 1, count, capacity, 3 * batchesOfAPass);
    for (int pass = 0; pass < 3; pass++) {
      List<int[]> own = drawn.subList(pass * batchesOfAPass, (pass + 1) * batchesOfAPass);
      assertThat(own.stream().flatMapToInt(Arrays::stream).sorted().toArray())
          .containsExactly(IntStream.range(0, count).toArray());
      for (int[] whole : own.subList(0, batchesOfAPass - 1)) {
        assertThat(whole).hasSize(capacity);
      }
    }
  }

  @Test
  void passesRoundsAndDevicesDifferAndTheSameOnesDoNot() {
    BatchSampler sampler = new BatchSampler(STREAMS, Purpose.BATCH, true);
    Set<String> orders = new HashSet<>();
    for (int round = 1; round <= 3; round++) {
      List<int[]> drawn = batches(sampler, round, 30, 10, 6);
      orders.add(Arrays.deepToString(drawn.subList(0, 3).toArray()));
      orders.add(Arrays.deepToString(drawn.subList(3, 6).toArray()));
    }
    assertThat(orders).hasSize(6);
    // Left in the middle of a pass, a sampler begins the next round as a new one does.
    batches(sampler, 1, 30, 10, 2);
    BatchSampler fresh = new BatchSampler(STREAMS, Purpose.BATCH, true);
    assertThat(Arrays.deepToString(batches(sampler, 2, 30, 10, 3).toArray()))
        .isEqualTo(Arrays.deepToString(batches(fresh, 2, 30, 10, 3).toArray()));
  }

  @Test
  void weightsComeWithTheirSamples() {
    float[] weights = new float[30];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i / 4f;
    }
    Samples weighted = samples(30).weighted(weights);
    for (int capacity : new int[] {10, 30}) {
      Batch batch = new Batch(capacity, 1);
      BatchSampler sampler = new BatchSampler(STREAMS);
      sampler.begin(3, 1);
      sampler.next(weighted, batch);
      assertThat(batch.isWeighted()).isTrue();
      for (int k = 0; k < capacity; k++) {
        assertThat(batch.weights()[k]).isEqualTo(batch.features()[k] / 4);
      }
      float[] drawn = batch.features().clone();
      sampler.begin(3, 1);
      sampler.next(samples(30), batch);
      assertThat(batch.isWeighted()).isFalse();
      assertThat(batch.features()).as("the same draw without weights").isEqualTo(drawn);
    }
  }

  /** In passes the first batch is the one without them: the rest of a pass follows from it. */
  @Test
  void everyBatchWithoutPassesIsADrawOfItsOwn() {
    List<int[]> drawn = batches(new BatchSampler(STREAMS), 1, 30, 10, 6);
    for (int[] batch : drawn) {
      assertThat(Arrays.stream(batch).distinct().count()).isEqualTo(10);
    }
    assertThat(drawn.subList(0, 3).stream().flatMapToInt(Arrays::stream).distinct().count())
        .isLessThan(30);
    BatchSampler inPasses = new BatchSampler(STREAMS, Purpose.BATCH, true);
    assertThat(batches(inPasses, 1, 30, 10, 1).get(0)).isEqualTo(drawn.get(0));
  }

  /** By the chi-squared statistic of where sample 0 comes in 3,000 passes, 9 degrees of freedom. */
  @Test
  void everyOrderIsAsLikely() {
    BatchSampler sampler = new BatchSampler(STREAMS, Purpose.BATCH, true);
    int[] places = new int[10];
    int passes = 3000;
    for (int round = 1; round <= passes; round++) {
      int[] order =
          batches(sampler, round, 10, 4, 3).stream().flatMapToInt(Arrays::stream).toArray();
      for (int place = 0; place < 10; place++) {
        places[place] += order[place] == 0 ? 1 : 0;
      }
    }
    double expected = passes / 10.0;
    double statistic =
        Arrays.stream(places).mapToDouble(n -> (n - expected) * (n - expected) / expected).sum();
    assertThat(statistic).isLessThan(27.9); // one in a thousand
  }
}
