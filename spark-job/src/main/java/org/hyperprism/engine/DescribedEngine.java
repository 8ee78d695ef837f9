package org.hyperprism.engine;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.api.java.JavaSparkContext;
import org.hyperprism.dataset.Samples;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;
import org.jspecify.annotations.Nullable;

/**
 * An engine whose Spark jobs say what they are for, such as "dpsgd, round 12 of 100: exchange".
 * They belong to a group of the round's, unless the calling thread has a group already, by which
 * its owner finds and cancels them. What the thread had is there again after each job.
 */
public final class DescribedEngine extends Engine {

  private static final String DESCRIPTION = "spark.job.description";
  private static final String GROUP = "spark.jobGroup.id";

  private final Engine engine;
  private final JavaSparkContext spark;
  private final String method;
  private final int rounds;
  private int round;

  /**
   * @param engine makes the engine that does the work, already described
   * @param method its name
   * @param resumeAfter the round after which it goes on
   * @param rounds the last one
   */
  public DescribedEngine(
      Supplier<Engine> engine, JavaSparkContext spark, String method, int resumeAfter, int rounds) {
    this.spark = spark;
    this.method = method;
    this.rounds = rounds;
    this.round = resumeAfter;
    this.engine = described("devices", engine);
  }

  private <T> T described(String what, Supplier<T> work) {
    String group = "%s, round %d of %d".formatted(method, round, rounds);
    @Nullable String groupBefore = spark.getLocalProperty(GROUP);
    @Nullable String descriptionBefore = spark.getLocalProperty(DESCRIPTION);
    if (groupBefore == null) {
      spark.setLocalProperty(GROUP, group);
    }
    spark.setLocalProperty(DESCRIPTION, group + ": " + what);
    try {
      return work.get();
    } finally {
      spark.setLocalProperty(GROUP, groupBefore);
      spark.setLocalProperty(DESCRIPTION, descriptionBefore);
    }
  }

  @Override
  public RoundReport round(int next) {
    round = next;
    return described("exchange", () -> engine.round(next));
  }

  @Override
  public List<Evaluation> evaluate(Samples test) {
    return described("evaluation", () -> engine.evaluate(test));
  }

  @Override
  public ModelEvaluations evaluateByClass(Samples test) {
    return described("evaluation", () -> engine.evaluateByClass(test));
  }

  @Override
  public List<int[]> known(Samples test) {
    return described("classes", () -> engine.known(test));
  }

  @Override
  public double consensusDistance() {
    return described("consensus distance", engine::consensusDistance);
  }

  @Override
  public double fractionOfSmallWeights() {
    return described("small weights", engine::fractionOfSmallWeights);
  }

  @Override
  long[] checksums() {
    return described("checksums", engine::checksums);
  }

  @Override
  int parameters() {
    return engine.parameters();
  }

  @Override
  public void checkpoint(int after) {
    described(
        "checkpoint",
        () -> {
          engine.checkpoint(after);
          return after;
        });
  }

  @Override
  public DeviceModels models() {
    return described("models", engine::models);
  }

  @Override
  public void withModels(Consumer<DeviceModels> work) {
    described(
        "models",
        () -> {
          engine.withModels(work);
          return work;
        });
  }

  @Override
  public long messagesOfACentre() {
    return engine.messagesOfACentre();
  }

  @Override
  public long shuffledBytes() {
    return engine.shuffledBytes();
  }

  @Override
  public void close() {
    engine.close();
  }
}
