package org.hyperprism.experiment.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntFunction;
import org.hyperprism.model.Evaluation;
import org.hyperprism.partition.PartitionSummary;
import org.hyperprism.results.DeviceMetrics;
import org.hyperprism.results.DeviceStatistics;
import org.hyperprism.results.RoundMetrics;

/**
 * What one evaluation of the devices' own models gave. Attackers are evaluated too, but have no
 * part in the statistics and no row; devices that have not joined or have left have a row alone.
 *
 * @param evaluations that of each device, in ascending device id
 * @param localAccuracies those on samples as each device has them; empty unless asked for
 * @param counted whose numbers the statistics are made of
 */
public record DeviceEvaluations(
    List<Evaluation> evaluations, double[] localAccuracies, Counted counted) {

  /**
   * Without accuracies on samples as each device has them.
   *
   * @param evaluations that of each device, in ascending device id
   * @param counted whose numbers the statistics are made of
   */
  public DeviceEvaluations(List<Evaluation> evaluations, Counted counted) {
    this(evaluations, new double[0], counted);
  }

  /**
   * The same with such accuracies.
   *
   * @param accuracies float64[devices]
   */
  public DeviceEvaluations with(double[] accuracies) {
    return new DeviceEvaluations(evaluations, accuracies, counted);
  }

  /** The mean loss of each device. */
  public double[] losses() {
    return evaluations.stream().mapToDouble(Evaluation::meanLoss).toArray();
  }

  /**
   * Over all devices that count.
   *
   * @param consensusDistance of the same models
   * @param fractionOfSmallWeights of the same models
   * @param samples how many each device was evaluated on
   */
  public RoundMetrics.EvaluationMetrics metrics(
      double consensusDistance, double fractionOfSmallWeights, int samples) {
    return new RoundMetrics.EvaluationMetrics(
        DeviceStatistics.of(
            counted.of(evaluations.stream().mapToDouble(Evaluation::accuracy).toArray())),
        DeviceStatistics.ofFinite(counted.of(losses())),
        consensusDistance,
        fractionOfSmallWeights,
        samples,
        localAccuracies.length == 0
            ? Optional.empty()
            : Optional.of(DeviceStatistics.ofFinite(counted.of(localAccuracies))));
  }

  /**
   * A row for each honest device.
   *
   * @param method that trained them
   * @param held their training samples
   * @param secondsSimulated in which each computed, sent and received; empty without simulated time
   * @param joulesSimulated what each drew
   */
  public List<DeviceMetrics> rows(
      String method,
      PartitionSummary held,
      IntFunction<OptionalDouble> secondsSimulated,
      IntFunction<OptionalDouble> joulesSimulated) {
    List<DeviceMetrics> rows = new ArrayList<>();
    for (int device = 0; device < evaluations.size(); device++) {
      if (counted.attack().isAttacker(device)) {
        continue;
      }
      Evaluation evaluation = evaluations.get(device);
      rows.add(
          new DeviceMetrics(
              method,
              device,
              held.samples(device),
              held.classesPresent(device),
              evaluation.accuracy(),
              evaluation.meanLoss(),
              localAccuracy(device),
              secondsSimulated.apply(device),
              joulesSimulated.apply(device)));
    }
    return rows;
  }

  private OptionalDouble localAccuracy(int device) {
    return localAccuracies.length == 0 || Double.isNaN(localAccuracies[device])
        ? OptionalDouble.empty()
        : OptionalDouble.of(localAccuracies[device]);
  }
}
