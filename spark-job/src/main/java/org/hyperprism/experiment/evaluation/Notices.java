package org.hyperprism.experiment.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.results.RoundMetrics.EvaluationMetrics;

/**
 * What a user is told of one method whose run goes on all the same, in one line each and once: that
 * messages are misread, that settings are extreme, that it ends no better than guessing.
 */
public final class Notices {

  private final String method;
  private final double learningRate;
  private final int rounds;
  private final int classes;
  private boolean misreadingWasSaid;
  private boolean extremeWasSaid;

  /**
   * @param method its name
   * @param learningRate of the method, > 0
   * @param rounds of the run, >= 1
   * @param classes how many there are, >= 2
   */
  public Notices(String method, double learningRate, int rounds, int classes) {
    this.method = method;
    this.learningRate = learningRate;
    this.rounds = rounds;
    this.classes = classes;
  }

  /**
   * Of the first round in which quantised messages are misread.
   *
   * @param numbers how many of theirs
   * @param advice what a user can do, in the method's words
   */
  public Optional<String> ofMisreading(int round, long numbers, String advice) {
    if (numbers == 0 || misreadingWasSaid) {
      return Optional.empty();
    }
    misreadingWasSaid = true;
    return Optional.of(
        "%s: %d numbers of the messages of round %d were misread: %s"
            .formatted(method, numbers, round, advice));
  }

  /**
   * Of a round that is done.
   *
   * @param exponents p of each device for each part of the model, float64[devices][parts]
   * @param evaluation after it, if there was one
   */
  public List<String> ofRound(
      int round, double[][] exponents, Optional<EvaluationMetrics> evaluation) {
    List<String> notices = new ArrayList<>();
    if (!extremeWasSaid) {
      Extremes.exponents(method, exponents)
          .or(() -> evaluation.flatMap(e -> Extremes.saturation(method, round, e, learningRate)))
          .ifPresent(notices::add);
      extremeWasSaid = !notices.isEmpty();
    }
    if (round == rounds) {
      evaluation
          .flatMap(last -> Guessing.notice(method, round, last, classes, learningRate))
          .ifPresent(notices::add);
    }
    return notices;
  }
}
