package org.hyperprism.engine;

import java.util.List;
import java.util.function.Consumer;
import org.hyperprism.dataset.Crc32Combination;
import org.hyperprism.dataset.Samples;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;

/**
 * Holds the devices of one method's run and carries its rounds out. Every engine gives the same
 * bits; only metrics leave it.
 */
public abstract class Engine implements AutoCloseable {

  /** Carries out one round; rounds are called in ascending order. */
  public abstract RoundReport round(int round);

  /** Each device's own model on all of {@code test}, in ascending device id. */
  public abstract List<Evaluation> evaluate(Samples test);

  /**
   * The same evaluations, and what honest devices' own models make of each class of {@code test},
   * summed over these devices.
   */
  public abstract ModelEvaluations evaluateByClass(Samples test);

  /**
   * Of each class of {@code test}, how many samples each device's own model knows: int32[classes]
   * for each device, in ascending device id.
   */
  public abstract List<int[]> known(Samples test);

  /** See {@link ConsensusDistance}. */
  public abstract double consensusDistance();

  /** Share of all devices' trained weights in [-0.01, 0.01]. */
  public abstract double fractionOfSmallWeights();

  /** CRC-32 of each device's model as little-endian float32, in ascending device id. */
  abstract long[] checksums();

  /** Length of the model. */
  abstract int parameters();

  /**
   * Writes the devices' state after {@code round} to the run's checkpoint store and forgets how it
   * came about.
   */
  public abstract void checkpoint(int round);

  /** The devices' models as they are now, kept beyond the engine's end. */
  public abstract DeviceModels models();

  /**
   * Does work with the devices' models as they are now; once more where they were lost with an
   * executor meanwhile, so that the work must not mind what it has done before.
   */
  public void withModels(Consumer<DeviceModels> work) {
    try (DeviceModels models = models()) {
      work.accept(models);
    }
  }

  /**
   * Messages in a round between the devices and a centre; 0 where there is none, and devices talk
   * to each other.
   */
  public long messagesOfACentre() {
    return 0;
  }

  /** Bytes that Spark wrote to its shuffle in the latest round; 0 where there is no shuffle. */
  public abstract long shuffledBytes();

  /**
   * CRC-32 of all devices' models as little-endian float32, one behind the other in ascending
   * device id.
   */
  public final long checksum() {
    long combined = 0;
    for (long checksum : checksums()) {
      combined = Crc32Combination.combine(combined, checksum, 4L * parameters());
    }
    return combined;
  }

  @Override
  public abstract void close();
}
