package org.hyperprism.experiment.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.hyperprism.engine.Divergence;
import org.hyperprism.engine.NonFinite;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.ResultTable;
import org.hyperprism.results.RoundMetrics;

/**
 * Whether a method's losses are finite, and what a user is told when it has diverged.
 *
 * @param method its name
 * @param exchanges of the method in a round
 * @param nonFinite what becomes of vectors with numbers that are not finite
 * @param learningRate of the method
 * @param canDrop whether such vectors can be left out at all
 */
public record LossCheck(
    String method, int exchanges, NonFinite nonFinite, double learningRate, boolean canDrop) {

  /** That of a method in which devices receive vectors, and can leave some out. */
  public LossCheck(String method, int exchanges, NonFinite nonFinite, double learningRate) {
    this(method, exchanges, nonFinite, learningRate, true);
  }

  /**
   * The first device whose loss is not finite although its weights are; where such devices are
   * tolerated, only if no device has a finite one.
   *
   * @param losses float64[devices]
   * @param what which loss, in words
   */
  public Optional<Divergence> divergence(double[] losses, String what) {
    if (nonFinite == NonFinite.DROP && Arrays.stream(losses).anyMatch(Double::isFinite)) {
      return Optional.empty();
    }
    for (int device = 0; device < losses.length; device++) {
      if (!Double.isFinite(losses[device])) {
        return Optional.of(new Divergence(1 + exchanges, device, what + " is " + losses[device]));
      }
    }
    return Optional.empty();
  }

  /**
   * What ends the run of a method that has diverged.
   *
   * @param metrics the rows of the rounds before
   * @param metricsFile where a user finds them; empty if the run has no files
   */
  public ConfigurationException failure(
      int round,
      Divergence divergence,
      ResultTable<RoundMetrics> metrics,
      Optional<String> metricsFile) {
    String hint =
        nonFinite == NonFinite.DROP
            ? "; such vectors are dropped already (train.onDivergence), but no neighbour had others to offer"
            : ", or set train.onDivergence to drop to go on without such vectors";
    return new ConfigurationException(
        "%s diverged in round %d: device %d: %s; %s. Lower its learning rate, %s.learningRate (now %s)%s"
            .formatted(
                method,
                round,
                divergence.device(),
                divergence.what(),
                lastRow(metrics, metricsFile),
                method,
                learningRate,
                canDrop ? hint : ""));
  }

  /** Where the finite metrics are, and the last of them. */
  private String lastRow(ResultTable<RoundMetrics> metrics, Optional<String> metricsFile) {
    String last = "there are none of the method";
    String accuracy = "";
    for (List<String> row : metrics.rows()) {
      if (row.get(metrics.column(RoundMetrics.METHOD)).equals(method)) {
        String round = row.get(metrics.column(RoundMetrics.ROUND));
        String mean = row.get(metrics.column(RoundMetrics.ACCURACY_MEAN));
        last =
            "the last are training loss %s in round %s"
                .formatted(row.get(metrics.column(RoundMetrics.TRAINING_LOSS)), round);
        accuracy =
            mean.isEmpty() ? accuracy : ", mean accuracy %s in round %s".formatted(mean, round);
      }
    }
    return metricsFile
        .map(file -> "the metrics of the rounds before are in %s, ".formatted(file))
        .orElse("of the metrics of the rounds before, ")
        .concat(last + accuracy);
  }
}
