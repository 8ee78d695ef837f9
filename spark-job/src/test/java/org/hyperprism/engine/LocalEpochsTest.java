package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hyperprism.method.ExampleMethods.inEpochs;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.baseline.Local;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;

/** Local work in epochs, against a loop over the passes of each device. */
class LocalEpochsTest {

  private static final long SEED = 9;
  private static final int BATCH = 16;
  private static final int EPOCHS = 3;
  private static final double ETA = 0.1;
  private static final ModelDefinition MODEL = ModelZoo.definition("lr", 1, 4, 5, 3);

  /** Two, one, one and three steps in an epoch. */
  private static final int[] SIZES = {20, 16, 5, 40};

  @Test
  void everyDevicePassesOverItsOwnSamples() {
    List<Samples> shards = new ArrayList<>();
    Samples all = GaussianClasses.samples(1, IntStream.of(SIZES).sum(), 4, 5);
    int from = 0;
    for (int size : SIZES) {
      shards.add(all.select(IntStream.range(from, from + size).toArray()));
      from += size;
    }
    LocalTraining training = inEpochs(LocalTraining.plain(ETA, 1), EPOCHS);
    OneBlock block =
        new OneBlock(
            RoundProgram.of(
                new RoundDefinition(
                    new Local(training),
                    new Training(MODEL, new ReferenceSoftmax(), BATCH),
                    Communication.over(new RandomDensity(SIZES.length, 0.5, SEED)),
                    SEED)),
            shards);
    block.round(1);
    block.round(2);
    DeviceBlock devices = block.devices();
    for (int device = 0; device < SIZES.length; device++) {
      int stepsOfAnEpoch = (SIZES[device] + BATCH - 1) / BATCH;
      float[] expected = trained(device, shards.get(device), stepsOfAnEpoch);
      assertThat(devices.model(device)).containsExactly(expected, within(1e-6f));
      assertThat(training.steps(SIZES[device], BATCH)).isEqualTo(EPOCHS * stepsOfAnEpoch);
    }
  }

  private static float[] trained(int device, Samples own, int stepsOfAnEpoch) {
    float[] weights = MODEL.initialParameters(new RandomStreams(SEED));
    BatchSampler sampler = new BatchSampler(new RandomStreams(SEED), Purpose.BATCH, true);
    Batch batch = new Batch(BATCH, MODEL.features());
    float[] gradient = new float[weights.length];
    try (GradientOracle oracle = new ReferenceSoftmax().oracle(MODEL, BATCH)) {
      for (int round = 1; round <= 2; round++) {
        sampler.begin(device, round);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
          int seen = 0;
          for (int step = 0; step < stepsOfAnEpoch; step++) {
            sampler.next(own, batch);
            seen += batch.size();
            oracle.gradient(weights, 0, batch, gradient, 0);
            for (int k = 0; k < weights.length; k++) {
              weights[k] = (float) (weights[k] - ETA * gradient[k]);
            }
          }
          assertThat(seen).isEqualTo(own.count());
        }
      }
    }
    return weights;
  }
}
