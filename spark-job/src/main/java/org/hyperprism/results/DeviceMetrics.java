package org.hyperprism.results;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One device after the last round: a row of {@code devices.csv}.
 *
 * @param method the method
 * @param device its id
 * @param samples training samples it holds
 * @param classes classes among them
 * @param accuracy top-1 of its own model on the whole test or validation set, in [0, 1]
 * @param loss mean cross-entropy on the same, in nats; its cell is empty if it is not finite
 * @param localAccuracy top-1 on samples as the device has them; empty unless asked for
 * @param secondsSimulated in which the device computed, sent and received, over all rounds; empty
 *     unless asked for
 * @param joulesSimulated what it drew, over all rounds; empty unless asked for
 */
public record DeviceMetrics(
    String method,
    int device,
    int samples,
    int classes,
    double accuracy,
    double loss,
    OptionalDouble localAccuracy,
    OptionalDouble secondsSimulated,
    OptionalDouble joulesSimulated) {

  public static final String DEVICE = "device";
  public static final String SAMPLES = "samples";
  public static final String ACCURACY = "accuracy";

  static final List<Column<DeviceMetrics>> COLUMNS =
      List.of(
          Column.text(RoundMetrics.METHOD, row -> row.method),
          Column.whole(DEVICE, row -> row.device),
          Column.whole(SAMPLES, row -> row.samples),
          Column.whole("classes", row -> row.classes),
          Column.number(ACCURACY, row -> row.accuracy),
          Column.optionalNumber(
              "loss",
              row ->
                  Double.isFinite(row.loss) ? OptionalDouble.of(row.loss) : OptionalDouble.empty()),
          Column.optionalNumber("local_accuracy", DeviceMetrics::localAccuracy),
          Column.optionalNumber(RoundMetrics.SECONDS_SIMULATED, DeviceMetrics::secondsSimulated),
          Column.optionalNumber(RoundMetrics.JOULES_SIMULATED, DeviceMetrics::joulesSimulated));
}
