package org.hyperprism.results;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.ToDoubleFunction;
import org.hyperprism.model.ModelPart;

/**
 * What one round of one method gave: a row of {@code metrics.csv}.
 *
 * @param method the method
 * @param round from 1
 * @param evaluation present in rounds after which the devices were evaluated
 * @param trainingLoss mean over devices of the loss of the round's mini-batches, as far as it is
 *     finite
 * @param edges links of the round's graph; half of those that carry one way
 * @param smallestWeight the smallest mixing weight of the round, own ones included: zeta
 * @param traffic what the devices sent
 * @param exponents the devices' p for each part that the model has
 * @param effectiveStep mean over devices of |change of the model| / |gradient| in the local step
 * @param bytesShuffled bytes that Spark wrote to its shuffle; 0 in local mode
 * @param timing seconds of each phase
 * @param simulated what the round takes on simulated devices; empty unless asked for
 * @param present devices that were there; empty if all always are
 */
public record RoundMetrics(
    String method,
    int round,
    Optional<EvaluationMetrics> evaluation,
    double trainingLoss,
    long edges,
    double smallestWeight,
    Traffic traffic,
    Map<ModelPart, DeviceStatistics> exponents,
    double effectiveStep,
    long bytesShuffled,
    Timing timing,
    Optional<Simulated> simulated,
    OptionalInt present) {

  /**
   * Every device's own model on the test or validation samples.
   *
   * @param accuracy top-1, in [0, 1]
   * @param loss mean cross-entropy in nats
   * @param consensusDistance sqrt((1/m) sum_i ||w_i - wbar||^2)
   * @param fractionOfSmallWeights share of all devices' trained weights in [-0.01, 0.01]
   * @param samples how many of them each device was evaluated on
   * @param localAccuracy top-1 on samples as each device has them; empty unless asked for
   */
  public record EvaluationMetrics(
      DeviceStatistics accuracy,
      DeviceStatistics loss,
      double consensusDistance,
      double fractionOfSmallWeights,
      int samples,
      Optional<DeviceStatistics> localAccuracy) {

    /** Mean top-1 accuracy over devices, in [0, 1]. */
    public double accuracyMean() {
      return accuracy.mean();
    }
  }

  /**
   * What the devices sent, as the method counts it.
   *
   * @param messages vectors, or bundles of them, from one device to one neighbour
   * @param lostMessages messages that were lost on their way
   * @param droppedMessages messages that the receiver dropped because they were not finite
   * @param bytes bytes of all messages
   */
  public record Traffic(long messages, long lostMessages, long droppedMessages, long bytes) {}

  /**
   * Seconds of each phase.
   *
   * @param round wall-clock time of the round without evaluation and checkpoint
   * @param localSteps core time of the local steps, over all blocks
   * @param aggregation core time of the aggregation, over all blocks
   * @param evaluation wall-clock time of the evaluation; 0 without one
   */
  public record Timing(double round, double localSteps, double aggregation, double evaluation) {}

  /**
   * What a round takes on simulated devices.
   *
   * @param seconds until the slowest device is done
   * @param joules of all devices; NaN where they are not reckoned
   * @param lateDevices devices that missed the round
   * @param silentEdges pairs of a sender and a receiver over which therefore nothing was sent
   * @param stalenessRounds mean over gradients of those that others brought since it was begun, as
   *     a share of the devices; NaN with a common clock
   * @param stalenessSeconds mean age of the model at which a gradient was taken; NaN with one
   */
  public record Simulated(
      double seconds,
      double joules,
      int lateDevices,
      long silentEdges,
      double stalenessRounds,
      double stalenessSeconds) {}

  public static final String METHOD = "method";
  public static final String ROUND = "round";
  public static final String ACCURACY_MEAN = "accuracy_mean";
  public static final String ACCURACY_DEVIATION = "accuracy_std";
  public static final String ACCURACY_MINIMUM = "accuracy_min";
  public static final String ACCURACY_MAXIMUM = "accuracy_max";
  public static final String LOSS_MEAN = "loss_mean";
  public static final String LOSS_DEVIATION = "loss_std";
  public static final String CONSENSUS_DISTANCE = "consensus_distance";
  public static final String EDGES = "edges";
  public static final String BYTES_SENT = "bytes_sent";
  public static final String TRAINING_LOSS = "training_loss_mean";
  public static final String MESSAGES = "messages";
  public static final String P_REPRESENTATION = "p_representation";
  public static final String P_REPRESENTATION_DEVIATION = "p_representation_std";
  public static final String P_DECISION = "p_decision";
  public static final String P_DECISION_DEVIATION = "p_decision_std";
  public static final String EFFECTIVE_STEP = "effective_step_mean";
  public static final String SMALLEST_WEIGHT = "smallest_weight";
  public static final String SECONDS = "seconds";
  public static final String SECONDS_LOCAL_STEPS = "seconds_local_steps";
  public static final String SECONDS_AGGREGATION = "seconds_aggregation";
  public static final String SECONDS_EVALUATION = "seconds_evaluation";
  public static final String SECONDS_SIMULATED = "seconds_simulated";
  public static final String JOULES_SIMULATED = "joules_simulated";
  public static final String DEVICES_PRESENT = "devices_present";
  public static final String STALENESS_ROUNDS = "staleness_rounds";
  public static final String STALENESS_SECONDS = "staleness_seconds";

  /** The columns; the first eleven, by name and order, are fixed for good. */
  public static final List<Column<RoundMetrics>> COLUMNS =
      List.of(
          Column.text(METHOD, row -> row.method),
          Column.whole(ROUND, row -> row.round),
          evaluated(ACCURACY_MEAN, EvaluationMetrics::accuracyMean),
          evaluated(ACCURACY_DEVIATION, e -> e.accuracy.standardDeviation()),
          evaluated(ACCURACY_MINIMUM, e -> e.accuracy.smallest()),
          evaluated(ACCURACY_MAXIMUM, e -> e.accuracy.largest()),
          evaluated(LOSS_MEAN, e -> e.loss.mean()),
          evaluated(CONSENSUS_DISTANCE, e -> e.consensusDistance),
          Column.whole(EDGES, row -> row.edges),
          Column.whole(BYTES_SENT, row -> row.traffic.bytes),
          Column.number(SECONDS, row -> row.timing.round),
          evaluated(LOSS_DEVIATION, e -> e.loss.standardDeviation()),
          evaluated("loss_min", e -> e.loss.smallest()),
          evaluated("loss_max", e -> e.loss.largest()),
          evaluated("evaluation_samples", e -> e.samples),
          Column.number(TRAINING_LOSS, row -> row.trainingLoss),
          exponent(P_REPRESENTATION, ModelPart.REPRESENTATION, DeviceStatistics::mean),
          exponent(P_DECISION, ModelPart.DECISION, DeviceStatistics::mean),
          Column.whole("bytes_shuffled", row -> row.bytesShuffled),
          Column.number(SECONDS_LOCAL_STEPS, row -> row.timing.localSteps),
          Column.number(SECONDS_AGGREGATION, row -> row.timing.aggregation),
          Column.number(SECONDS_EVALUATION, row -> row.timing.evaluation),
          exponent(
              P_REPRESENTATION_DEVIATION,
              ModelPart.REPRESENTATION,
              DeviceStatistics::standardDeviation),
          exponent(P_DECISION_DEVIATION, ModelPart.DECISION, DeviceStatistics::standardDeviation),
          Column.number(EFFECTIVE_STEP, row -> row.effectiveStep),
          Column.whole(MESSAGES, row -> row.traffic.messages),
          Column.whole("messages_dropped", row -> row.traffic.droppedMessages),
          evaluated("fraction_small_weights", EvaluationMetrics::fractionOfSmallWeights),
          Column.whole("messages_lost", row -> row.traffic.lostMessages),
          Column.number(SMALLEST_WEIGHT, row -> row.smallestWeight),
          local("local_accuracy_mean", DeviceStatistics::mean),
          local("local_accuracy_std", DeviceStatistics::standardDeviation),
          simulated(SECONDS_SIMULATED, Simulated::seconds),
          simulated(JOULES_SIMULATED, Simulated::joules),
          simulated("devices_late", Simulated::lateDevices),
          Column.optionalNumber(
              DEVICES_PRESENT,
              row ->
                  row.present.isPresent()
                      ? OptionalDouble.of(row.present.getAsInt())
                      : OptionalDouble.empty()),
          simulated(STALENESS_ROUNDS, Simulated::stalenessRounds),
          simulated(STALENESS_SECONDS, Simulated::stalenessSeconds));

  private static Column<RoundMetrics> evaluated(
      String name, ToDoubleFunction<EvaluationMetrics> value) {
    return Column.optionalNumber(
        name,
        row ->
            row.evaluation
                .map(e -> OptionalDouble.of(value.applyAsDouble(e)))
                .orElse(OptionalDouble.empty()));
  }

  private static Column<RoundMetrics> local(String name, ToDoubleFunction<DeviceStatistics> value) {
    return Column.optionalNumber(
        name,
        row ->
            row.evaluation
                .flatMap(EvaluationMetrics::localAccuracy)
                .map(devices -> OptionalDouble.of(value.applyAsDouble(devices)))
                .orElse(OptionalDouble.empty()));
  }

  private static Column<RoundMetrics> simulated(String name, ToDoubleFunction<Simulated> value) {
    return Column.optionalNumber(
        name,
        row ->
            row.simulated.stream()
                .mapToDouble(value)
                .filter(number -> !Double.isNaN(number))
                .findFirst());
  }

  private static Column<RoundMetrics> exponent(
      String name, ModelPart part, ToDoubleFunction<DeviceStatistics> value) {
    return Column.optionalNumber(
        name,
        row -> {
          DeviceStatistics devices = row.exponents.get(part);
          return devices == null
              ? OptionalDouble.empty()
              : OptionalDouble.of(value.applyAsDouble(devices));
        });
  }
}
