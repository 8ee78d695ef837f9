package org.hyperprism.results;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigRenderOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hyperprism.failure.DataException;
import org.hyperprism.method.MethodFactory;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a run, as {@code summary.json} has it.
 *
 * @param methods what each method reached
 * @param targetAccuracy 95% of the lowest of the methods' best accuracies; empty without evaluation
 * @param evaluatedOn what all accuracies were measured on
 * @param centralisedAccuracy of a centre that has all samples; empty unless asked for
 */
public record Summary(
    List<MethodSummary> methods,
    OptionalDouble targetAccuracy,
    EvaluatedOn evaluatedOn,
    OptionalDouble centralisedAccuracy) {

  /** Share of the best accuracy at which a method counts as converged. */
  public static final double TARGET_SHARE = 0.95;

  private static final String UNREADABLE =
      " is not the summary of a run; delete it to have the run resumed and it written again";

  /**
   * One method's outcome.
   *
   * @param method the method
   * @param maximumAccuracy best mean accuracy over the evaluated rounds
   * @param meanAccuracy mean over the evaluated rounds of the mean accuracy
   * @param finalAccuracy mean accuracy after the last evaluated round
   * @param finalAccuracyDeviation standard deviation of that accuracy over devices
   * @param convergenceRound first evaluated round at {@link Summary#targetAccuracy}
   * @param ownConvergenceRound first evaluated round at 95% of its own best accuracy
   * @param messages messages sent over all rounds
   * @param bytesSent bytes sent over all rounds
   * @param seconds wall-clock seconds of all rounds, evaluation not counted
   * @param theoryBound see {@link MethodFactory#theoryBound}, with the mean p of the decision part
   *     in the last round; empty for methods that the theory does not speak of
   * @param parametersCrc32 CRC-32 of all devices' final parameters, eight hexadecimal digits
   */
  public record MethodSummary(
      String method,
      OptionalDouble maximumAccuracy,
      OptionalDouble meanAccuracy,
      OptionalDouble finalAccuracy,
      OptionalDouble finalAccuracyDeviation,
      OptionalInt convergenceRound,
      OptionalInt ownConvergenceRound,
      long messages,
      long bytesSent,
      double seconds,
      OptionalDouble theoryBound,
      String parametersCrc32) {}

  /** The outcome of one method, if it ran. */
  public Optional<MethodSummary> method(String name) {
    return methods.stream().filter(method -> method.method.equals(name)).findFirst();
  }

  /**
   * The summary of the rows of {@code metrics.csv}.
   *
   * @param evaluatedOn what the rows' accuracies were measured on
   * @param devices number of devices
   * @param lastRound rounds of each method
   * @param checksums CRC-32 of the final parameters of each method, in order of the methods
   * @param centralisedAccuracy of the yardstick, if it was asked for
   */
  public static Summary of(
      ResultTable<RoundMetrics> metrics,
      EvaluatedOn evaluatedOn,
      int devices,
      int lastRound,
      Map<String, String> checksums,
      OptionalDouble centralisedAccuracy) {
    Map<String, Convergence> curves = new LinkedHashMap<>();
    checksums.keySet().forEach(method -> curves.put(method, curve(metrics, method)));
    OptionalDouble target = Convergence.target(List.copyOf(curves.values()));
    List<MethodSummary> methods = new ArrayList<>();
    checksums.forEach(
        (method, checksum) -> {
          Convergence curve = curves.getOrDefault(method, new Convergence(List.of(), List.of()));
          OptionalDouble best = curve.maximumAccuracy();
          methods.add(
              new MethodSummary(
                  method,
                  best,
                  curve.accuracies().stream().mapToDouble(Double::doubleValue).average(),
                  curve.accuracies().isEmpty()
                      ? OptionalDouble.empty()
                      : OptionalDouble.of(curve.accuracies().get(curve.accuracies().size() - 1)),
                  finalDeviation(metrics, method),
                  target.isPresent()
                      ? curve.firstRoundAt(target.getAsDouble())
                      : OptionalInt.empty(),
                  best.isPresent()
                      ? curve.firstRoundAt(TARGET_SHARE * best.getAsDouble())
                      : OptionalInt.empty(),
                  (long) total(metrics, method, RoundMetrics.MESSAGES),
                  (long) total(metrics, method, RoundMetrics.BYTES_SENT),
                  total(metrics, method, RoundMetrics.SECONDS),
                  theoryBound(metrics, method, devices, lastRound),
                  checksum));
        });
    return new Summary(List.copyOf(methods), target, evaluatedOn, centralisedAccuracy);
  }

  private static OptionalDouble theoryBound(
      ResultTable<RoundMetrics> metrics, String method, int devices, int rounds) {
    OptionalDouble exponent = lastExponent(metrics, method);
    return exponent.isPresent()
        ? MethodFactory.all().named(method).theoryBound(devices, rounds, exponent.getAsDouble())
        : OptionalDouble.empty();
  }

  private static Convergence curve(ResultTable<RoundMetrics> metrics, String method) {
    List<Integer> rounds = new ArrayList<>();
    List<Double> accuracies = new ArrayList<>();
    for (List<String> row : rows(metrics, method)) {
      String accuracy = row.get(metrics.column(RoundMetrics.ACCURACY_MEAN));
      if (!accuracy.isEmpty()) {
        rounds.add(Integer.valueOf(row.get(metrics.column(RoundMetrics.ROUND))));
        accuracies.add(Double.valueOf(accuracy));
      }
    }
    return new Convergence(rounds, accuracies);
  }

  private static OptionalDouble finalDeviation(ResultTable<RoundMetrics> metrics, String method) {
    int column = metrics.column(RoundMetrics.ACCURACY_DEVIATION);
    return rows(metrics, method).stream()
        .map(row -> row.get(column))
        .filter(cell -> !cell.isEmpty())
        .reduce((before, last) -> last)
        .map(last -> OptionalDouble.of(Double.parseDouble(last)))
        .orElse(OptionalDouble.empty());
  }

  private static double total(ResultTable<RoundMetrics> metrics, String method, String column) {
    return rows(metrics, method).stream()
        .mapToDouble(row -> Double.parseDouble(row.get(metrics.column(column))))
        .sum();
  }

  private static OptionalDouble lastExponent(ResultTable<RoundMetrics> metrics, String method) {
    List<List<String>> rows = rows(metrics, method);
    if (rows.isEmpty()) {
      return OptionalDouble.empty();
    }
    String exponent = rows.get(rows.size() - 1).get(metrics.column(RoundMetrics.P_DECISION));
    return exponent.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(Double.parseDouble(exponent));
  }

  private static List<List<String>> rows(ResultTable<RoundMetrics> metrics, String method) {
    int column = metrics.column(RoundMetrics.METHOD);
    return metrics.rows().stream().filter(row -> row.get(column).equals(method)).toList();
  }

  /**
   * The JSON text.
   *
   * @param environment versions and machine
   * @param resolvedConfiguration the configuration as HOCON
   */
  public String json(long seed, Map<String, String> environment, String resolvedConfiguration) {
    Map<String, Object> perMethod = new LinkedHashMap<>();
    for (MethodSummary method : methods) {
      Map<String, @Nullable Object> entry = new LinkedHashMap<>();
      entry.put("max_accuracy", number(method.maximumAccuracy));
      entry.put("mean_accuracy", number(method.meanAccuracy));
      entry.put("final_accuracy", number(method.finalAccuracy));
      entry.put("final_accuracy_std", number(method.finalAccuracyDeviation));
      entry.put("convergence_round", number(method.convergenceRound));
      entry.put("convergence_round_own_target", number(method.ownConvergenceRound));
      entry.put("parameters_crc32", method.parametersCrc32);
      entry.put("messages_total", method.messages);
      entry.put("bytes_sent_total", method.bytesSent);
      entry.put("seconds_total", method.seconds);
      entry.put("theory_bound", number(method.theoryBound));
      perMethod.put(method.method, entry);
    }
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("methods", perMethod);
    root.put("target_accuracy", number(targetAccuracy));
    root.put("evaluated_on", evaluatedOn.key());
    centralisedAccuracy.ifPresent(accuracy -> root.put("centralised_accuracy", accuracy));
    root.put("seed", seed);
    root.put("environment", environment);
    root.put("configuration", nested(resolvedConfiguration));
    return toJson(root);
  }

  /**
   * Reads a summary's JSON text again.
   *
   * @param origin where the text is from, for the message
   * @throws DataException if it is not the text of a summary
   */
  public static Summary parse(String json, String origin) {
    try {
      JsonNode root = new ObjectMapper().readTree(json);
      List<MethodSummary> methods = new ArrayList<>();
      root.path("methods")
          .fields()
          .forEachRemaining(entry -> methods.add(parse(entry.getKey(), entry.getValue())));
      if (!methods.isEmpty()) {
        return new Summary(
            List.copyOf(methods),
            real(root.path("target_accuracy")),
            evaluatedOn(root.path("evaluated_on").asText()),
            real(root.path("centralised_accuracy")));
      }
    } catch (JsonProcessingException notJson) {
      throw new DataException(origin + UNREADABLE, notJson);
    }
    throw new DataException(origin + UNREADABLE);
  }

  /** Runs before there was a choice were evaluated on the test set. */
  private static EvaluatedOn evaluatedOn(String key) {
    return key.equals(EvaluatedOn.VALIDATION.key()) ? EvaluatedOn.VALIDATION : EvaluatedOn.TEST;
  }

  private static MethodSummary parse(String method, JsonNode entry) {
    return new MethodSummary(
        method,
        real(entry.path("max_accuracy")),
        real(entry.path("mean_accuracy")),
        real(entry.path("final_accuracy")),
        real(entry.path("final_accuracy_std")),
        whole(entry.path("convergence_round")),
        whole(entry.path("convergence_round_own_target")),
        entry.path("messages_total").asLong(),
        entry.path("bytes_sent_total").asLong(),
        entry.path("seconds_total").asDouble(),
        real(entry.path("theory_bound")),
        entry.path("parameters_crc32").asText());
  }

  private static OptionalDouble real(JsonNode number) {
    return number.isNumber() ? OptionalDouble.of(number.asDouble()) : OptionalDouble.empty();
  }

  private static OptionalInt whole(JsonNode number) {
    return number.isNumber() ? OptionalInt.of(number.asInt()) : OptionalInt.empty();
  }

  public static String toJson(Object value) {
    try {
      return new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(value)
          + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> nested(String resolvedConfiguration) {
    try {
      return new ObjectMapper()
          .readValue(
              ConfigFactory.parseString(resolvedConfiguration)
                  .root()
                  .render(ConfigRenderOptions.concise()),
              new TypeReference<LinkedHashMap<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static @Nullable Object number(OptionalDouble number) {
    return number.isPresent() ? (Object) number.getAsDouble() : null;
  }

  private static @Nullable Object number(OptionalInt number) {
    return number.isPresent() ? (Object) number.getAsInt() : null;
  }
}
