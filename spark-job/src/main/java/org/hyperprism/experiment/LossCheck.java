package org.hyperprism.experiment;

import java.util.Arrays;
import java.util.List;
import org.hyperprism.engine.Divergence;
import org.hyperprism.engine.NonFinite;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.ResultTable;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;

/** Whether a method's losses are finite, and what a user is told when it has diverged. */
final class LossCheck {

  private final String name;
  private final int exchanges;
  private final ExperimentConfiguration configuration;
  private final RunContext context;
  private final ResultTables tables;

  /**
   * @param name the method's
   * @param exchanges of the method in a round
   * @param tables the rows of the rounds before
   */
  LossCheck(
      String name,
      int exchanges,
      ExperimentConfiguration configuration,
      RunContext context,
      ResultTables tables) {
    this.name = name;
    this.exchanges = exchanges;
    this.configuration = configuration;
    this.context = context;
    this.tables = tables;
  }

  /**
   * Ends the run at a device whose loss is not finite although its weights are; where such devices
   * are tolerated, when there is no other.
   *
   * @param what which loss, in words
   */
  void check(int round, double[] losses, String what) {
    boolean tolerated =
        configuration.train().onDivergence() == NonFinite.DROP
            && Arrays.stream(losses).anyMatch(Double::isFinite);
    for (int device = 0; device < losses.length; device++) {
      if (!tolerated && !Double.isFinite(losses[device])) {
        throw diverged(
            round, new Divergence(1 + exchanges, device, what + " is " + losses[device]));
      }
    }
  }

  /** Writes the rows of the rounds before, and says what happened. */
  ConfigurationException diverged(int round, Divergence divergence) {
    context.keepRounds(tables);
    String hint =
        configuration.train().onDivergence() == NonFinite.DROP
            ? "; such vectors are dropped already (train.onDivergence), but no neighbour had others to offer"
            : ", or set train.onDivergence to drop to go on without such vectors";
    return new ConfigurationException(
        "%s diverged in round %d: device %d: %s; %s. Lower its learning rate, %s.learningRate (now %s)%s"
            .formatted(
                name,
                round,
                divergence.device(),
                divergence.what(),
                lastMetrics(),
                name,
                configuration.learningRate(name),
                hint));
  }

  /** Where the finite metrics are, and the last of them. */
  private String lastMetrics() {
    ResultTable<RoundMetrics> metrics = tables.metrics();
    String last = "there are none of the method";
    String accuracy = "";
    for (List<String> row : metrics.rows()) {
      if (row.get(metrics.column(RoundMetrics.METHOD)).equals(name)) {
        String round = row.get(metrics.column(RoundMetrics.ROUND));
        String mean = row.get(metrics.column(RoundMetrics.ACCURACY_MEAN));
        last =
            "the last are training loss %s in round %s"
                .formatted(row.get(metrics.column(RoundMetrics.TRAINING_LOSS)), round);
        accuracy =
            mean.isEmpty() ? accuracy : ", mean accuracy %s in round %s".formatted(mean, round);
      }
    }
    return context
        .metricsFile()
        .map(file -> "the metrics of the rounds before are in %s, ".formatted(file))
        .orElse("of the metrics of the rounds before, ")
        .concat(last + accuracy);
  }
}
