package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperprism.engine.AsynchronousQuadratics.DEVICES;
import static org.hyperprism.engine.AsynchronousQuadratics.MODEL;
import static org.hyperprism.engine.AsynchronousQuadratics.SEED;
import static org.hyperprism.engine.AsynchronousQuadratics.data;
import static org.hyperprism.engine.AsynchronousQuadratics.quadratics;
import static org.hyperprism.engine.AsynchronousQuadratics.unequal;
import static org.hyperprism.engine.AsynchronousQuadratics.waves;
import static org.hyperprism.method.ExampleMethods.dpsgd;

import java.util.Arrays;
import java.util.List;
import org.hyperprism.asynchrony.FixedPace;
import org.hyperprism.asynchrony.WaveSchedule;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.StepOrder;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;

/** How fast devices without a common clock reach the minimum of quadratics. */
class AsynchronousRateTest {

  /**
   * AD-PSGD's corollary 2: with a step length in proportion to 1 / sqrt(K), the mean over K
   * gradients of the squared gradient norm at the mean of all models is O(1 / sqrt(K)): it halves
   * when K is four times as large, whatever the bounded staleness.
   */
  @Test
  void onQuadraticsTheRateIsThatOfTheTheorem() {
    double[] means = new double[3];
    for (int i = 0; i < means.length; i++) {
      means[i] = meanSquaredGradient(64 << (2 * i));
    }
    assertThat(means[1] / means[0]).isBetween(0.4, 0.62);
    assertThat(means[2] / means[1]).isBetween(0.4, 0.62);
  }

  private static double meanSquaredGradient(int rounds) {
    double rate = 3.2 / Math.sqrt(rounds);
    FixedPace pace = unequal();
    WaveSchedule waves = WaveSchedule.of(pace, new RandomDensity(DEVICES, 0.5, SEED), SEED);
    assertThat(waves.round(40).staleness().meanRounds()).isGreaterThan(0.5);
    TrainingData data = data(DEVICES, 40);
    Method method = dpsgd(StepOrder.CTA, LocalTraining.plain(rate, 1), 1);
    OneBlock block = OneBlock.of(RoundProgram.of(quadratics(method, 2, waves)), data);
    double[] optimum = optimum(pace, data);
    double sum = 0;
    int wave = 0;
    for (int round = 1; round <= rounds; round++) {
      sum += squaredGradient(block.devices(), optimum);
      int last = waves.round(round).lastWave();
      while (wave < last) {
        block.round(++wave);
      }
    }
    return sum / rounds;
  }

  /** The paper's objective: devices weigh as much as they bring gradients. */
  private static double[] optimum(FixedPace pace, TrainingData data) {
    double[] optimum = new double[MODEL.layout().parameters()];
    double[] speeds =
        Arrays.stream(pace.computing()).map(each -> 1 / (each + pace.exchanging())).toArray();
    double all = Arrays.stream(speeds).sum();
    List<Samples> shards = data.shards(0, DEVICES);
    float[] features = new float[MODEL.features()];
    for (int i = 0; i < DEVICES; i++) {
      Samples own = shards.get(i);
      for (int s = 0; s < own.count(); s++) {
        own.copyFeatures(s, features, 0);
        for (int k = 0; k < optimum.length; k++) {
          optimum[k] += speeds[i] / all * features[k % features.length] / own.count();
        }
      }
    }
    return optimum;
  }

  private static double squaredGradient(DeviceBlock devices, double[] optimum) {
    double squares = 0;
    for (int k = 0; k < optimum.length; k++) {
      double mean = 0;
      for (int i = 0; i < devices.count(); i++) {
        mean += (double) devices.vectors()[0][devices.offset(i) + k] / devices.count();
      }
      squares += (mean - optimum[k]) * (mean - optimum[k]);
    }
    return squares;
  }
}
