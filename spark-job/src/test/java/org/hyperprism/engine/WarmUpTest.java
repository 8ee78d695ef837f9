package org.hyperprism.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hyperprism.method.ExampleMethods.dpsgd;

import java.util.Optional;
import org.hyperprism.dataset.Samples;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.StepOrder;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.partition.Iid;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.schedule.RandomDensity;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  private static final long LONG_ENOUGH = 60_000;

  private static final Samples SAMPLES = GaussianClasses.samples(1, 90, 4, 5);

  /** Has no gradients to give. */
  private record NoBackend() implements GradientBackend {

    private static final long serialVersionUID = 1L;

    @Override
    public Optional<String> obstacle(ModelDefinition model) {
      return Optional.empty();
    }

    @Override
    public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
      throw new IllegalStateException("no gradients");
    }

    @Override
    public String describe() {
      return "nothing";
    }
  }

  private static RoundDefinition definition(GradientBackend backend) {
    return new RoundDefinition(
        dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1),
        new Training(ModelZoo.definition("lr", 1, 4, 5, GaussianClasses.CLASSES), backend, 16),
        Communication.over(new RandomDensity(9, 0.5, 1)),
        1);
  }

  private static long checksumOfTwoRounds(RoundDefinition definition) {
    try (Engine engine =
        Engines.onOneThread(
            definition,
            TrainingData.of(
                SAMPLES,
                new Iid()
                    .assign(SAMPLES.labels(), GaussianClasses.CLASSES, 9, new RandomStreams(1))))) {
      engine.round(1);
      engine.round(2);
      return engine.checksum();
    }
  }

  @Test
  void roundsAreRunUntilItIsClosedAndLeaveNothingBehind() {
    long alone = checksumOfTwoRounds(definition(new ReferenceSoftmax()));
    RoundDefinition definition = definition(new ReferenceSoftmax());
    WarmUp warmUp = WarmUp.begin(definition, SAMPLES);
    try (warmUp) {
      while (warmUp.rounds() < 3 && warmUp.thread().isAlive()) {
        Thread.onSpinWait();
      }
      assertThat(checksumOfTwoRounds(definition)).isEqualTo(alone);
    }
    assertThat(warmUp.thread().isAlive()).isFalse();
    assertThat(warmUp.rounds()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aFailureIsLeftToTheRun() throws InterruptedException {
    try (WarmUp warmUp = WarmUp.begin(definition(new NoBackend()), SAMPLES)) {
      warmUp.thread().join(LONG_ENOUGH);
      assertThat(warmUp.thread().isAlive()).isFalse();
      assertThat(warmUp.rounds()).isZero();
    }
  }

  @Test
  void largeModelsAreNotWarmedUp() {
    ModelDefinition large = ModelZoo.definition("cnn", 3, 64, 64, 10);
    assertThat(large.layout().parameters()).isGreaterThan(2_000_000);
    RoundDefinition definition =
        new RoundDefinition(
            dpsgd(StepOrder.ATC, LocalTraining.plain(0.05, 1), 1),
            new Training(large, new NoBackend(), 16),
            Communication.over(new RandomDensity(9, 0.5, 1)),
            1);
    try (WarmUp warmUp = WarmUp.begin(definition, SAMPLES)) {
      assertThat(warmUp.thread().getState()).isEqualTo(Thread.State.NEW);
    }
  }
}
