package org.hyperprism.report.tensorboard;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.results.DeviceExponent;
import org.hyperprism.results.DeviceMetrics;
import org.hyperprism.results.ResultTable;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tensorflow.framework.Summary;

/**
 * The rounds of a run for TensorBoard, as far as they have come: a folder of events for each
 * method, which TensorBoard takes for a run of its own. What cannot be written is a warning, once,
 * and the run goes on.
 */
public final class TensorBoardLog implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TensorBoardLog.class);

  /** Columns of the rounds' table that are shown, by their names. */
  private static final List<String> SCALARS =
      List.of(
          RoundMetrics.ACCURACY_MEAN,
          RoundMetrics.ACCURACY_DEVIATION,
          RoundMetrics.ACCURACY_MINIMUM,
          RoundMetrics.ACCURACY_MAXIMUM,
          RoundMetrics.LOSS_MEAN,
          RoundMetrics.TRAINING_LOSS,
          RoundMetrics.CONSENSUS_DISTANCE,
          RoundMetrics.EFFECTIVE_STEP,
          RoundMetrics.P_REPRESENTATION,
          RoundMetrics.P_DECISION,
          RoundMetrics.EDGES,
          RoundMetrics.SMALLEST_WEIGHT,
          RoundMetrics.BYTES_SENT,
          RoundMetrics.SECONDS);

  /** Of the rounds without evaluation no more than about this many are shown, evenly. */
  private static final int MOST_ROUNDS = 1000;

  /** One method's file. */
  private static final class Session {

    final EventFile file;
    double time;
    int round;

    Session(EventFile file, double time) {
      this.file = file;
      this.time = time;
    }
  }

  private final RunDirectory directory;
  private final Function<String, Map<String, String>> settings;
  private final int interval;
  private final Map<String, Session> sessions = new LinkedHashMap<>();
  private int rounds;
  private int exponents;
  private boolean over;
  private @Nullable Throwable firstFailure;

  /**
   * @param settings those of a method, by key, that are shown beside its results
   * @param rounds of each method
   */
  public TensorBoardLog(
      RunDirectory directory, Function<String, Map<String, String>> settings, int rounds) {
    this.directory = directory;
    this.settings = settings;
    this.interval = (rounds + MOST_ROUNDS - 1) / MOST_ROUNDS;
  }

  /** Adds the rounds that have come to the tables since the last time. */
  public void append(ResultTables tables) {
    attempt(() -> appendRounds(tables));
  }

  /** Adds what is left when every method is done, and says whether events are missing. */
  public void finish(ResultTables tables) {
    attempt(
        () -> {
          appendRounds(tables);
          accuracies(tables.devices());
          for (Session session : sessions.values()) {
            session.file.add(session.time, session.round, Summaries.sessionEnd(session.time));
          }
        });
    close();
    if (firstFailure != null) {
      LOG.warn(
          "events for TensorBoard are missing in {}: {}; {}, or set tracking.tensorBoard to false",
          directory,
          FileFailure.reason(firstFailure),
          FileFailure.remedy(firstFailure));
    }
  }

  private void appendRounds(ResultTables tables) throws IOException {
    ResultTable<RoundMetrics> metrics = tables.metrics();
    List<List<String>> rows = metrics.rowsFrom(rounds);
    rounds += rows.size();
    int method = metrics.column(RoundMetrics.METHOD);
    int round = metrics.column(RoundMetrics.ROUND);
    Map<String, Map<Integer, Map<String, List<Double>>>> learned = learned(tables.exponents());
    for (List<String> row : rows) {
      Session session = session(row.get(method), rows, metrics);
      session.round = Integer.parseInt(row.get(round));
      session.time += seconds(metrics, row);
      boolean evaluated = !row.get(metrics.column(RoundMetrics.ACCURACY_MEAN)).isEmpty();
      if (!evaluated && session.round % interval != 0) {
        continue;
      }
      Summary.Builder summary = Summary.newBuilder();
      for (String name : SCALARS) {
        String cell = row.get(metrics.column(name));
        if (!cell.isEmpty()) {
          summary.addValue(Summaries.scalar(name, Double.parseDouble(cell)));
        }
      }
      if (evaluated) {
        learned
            .getOrDefault(row.get(method), Map.of())
            .getOrDefault(session.round, Map.of())
            .forEach((part, p) -> summary.addValue(histogram("p_%s_devices".formatted(part), p)));
      }
      session.file.add(session.time, session.round, summary.build());
    }
    for (Session session : sessions.values()) {
      session.file.flush();
    }
  }

  /** The devices' exponents that are new in the table, by method, round and part. */
  private Map<String, Map<Integer, Map<String, List<Double>>>> learned(
      ResultTable<DeviceExponent> table) {
    List<List<String>> rows = table.rowsFrom(exponents);
    exponents += rows.size();
    int method = table.column(RoundMetrics.METHOD);
    int round = table.column(RoundMetrics.ROUND);
    int part = table.column(DeviceExponent.PART);
    int p = table.column(DeviceExponent.EXPONENT);
    Map<String, Map<Integer, Map<String, List<Double>>>> learned = new TreeMap<>();
    for (List<String> row : rows) {
      learned
          .computeIfAbsent(row.get(method), name -> new TreeMap<>())
          .computeIfAbsent(Integer.valueOf(row.get(round)), number -> new TreeMap<>())
          .computeIfAbsent(row.get(part), name -> new ArrayList<>())
          .add(Double.valueOf(row.get(p)));
    }
    return learned;
  }

  /** How the accuracies of the devices are distributed in the end. */
  private void accuracies(ResultTable<DeviceMetrics> devices) throws IOException {
    int method = devices.column(RoundMetrics.METHOD);
    int accuracy = devices.column(DeviceMetrics.ACCURACY);
    Map<String, List<Double>> found = new LinkedHashMap<>();
    for (List<String> row : devices.rows()) {
      found
          .computeIfAbsent(row.get(method), name -> new ArrayList<>())
          .add(Double.valueOf(row.get(accuracy)));
    }
    for (Map.Entry<String, List<Double>> each : found.entrySet()) {
      @Nullable Session session = sessions.get(each.getKey());
      if (session != null) {
        Summary.Builder summary = Summary.newBuilder();
        summary.addValue(histogram("accuracy_devices", each.getValue()));
        session.file.add(session.time, session.round, summary.build());
      }
    }
  }

  private static Summary.Value histogram(String tag, List<Double> values) {
    return Summaries.histogram(tag, values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /**
   * A method's file, begun anew where a run is resumed. Its time is the present for the last of its
   * rows, and as much earlier for those before as their rounds took.
   */
  private Session session(String method, List<List<String>> rows, ResultTable<RoundMetrics> metrics)
      throws IOException {
    @Nullable Session found = sessions.get(method);
    if (found != null) {
      return found;
    }
    double took = 0;
    for (List<String> row : rows) {
      took +=
          row.get(metrics.column(RoundMetrics.METHOD)).equals(method) ? seconds(metrics, row) : 0;
    }
    double begin = System.currentTimeMillis() * 1e-3 - took;
    String folder = RunDirectory.TENSORBOARD + "/" + method;
    directory.delete(folder);
    String name =
        String.format(Locale.ROOT, "%s/events.out.tfevents.%010d.hyperprism", folder, (long) begin);
    Session session = new Session(EventFile.create(directory.uri(name), begin), begin);
    sessions.put(method, session);
    session.file.add(begin, 0, Summaries.sessionStart(settings.apply(method), begin));
    Optional<byte[]> partition = directory.readBytes(RunDirectory.PARTITION_PICTURE);
    if (partition.isPresent()) {
      Summary.Value picture = Summaries.picture("partition", partition.get());
      session.file.add(begin, 0, Summary.newBuilder().addValue(picture).build());
    }
    return session;
  }

  private static double seconds(ResultTable<RoundMetrics> metrics, List<String> row) {
    return Double.parseDouble(row.get(metrics.column(RoundMetrics.SECONDS)))
        + Double.parseDouble(row.get(metrics.column(RoundMetrics.SECONDS_EVALUATION)));
  }

  private interface Step {
    void run() throws IOException;
  }

  private void attempt(Step step) {
    if (over) {
      return;
    }
    try {
      step.run();
    } catch (IOException | RuntimeException | LinkageError failure) {
      failed(failure);
      close();
    }
  }

  /** A run that fails itself, for the same reason most likely, says so in a message of its own. */
  private void failed(Throwable failure) {
    if (firstFailure == null) {
      firstFailure = failure;
    }
  }

  @Override
  public void close() {
    over = true;
    for (Session session : sessions.values()) {
      try {
        session.file.close();
      } catch (IOException | RuntimeException failure) {
        failed(failure);
      }
    }
    sessions.clear();
  }
}
