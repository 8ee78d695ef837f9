package org.hyperprism.experiment;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.Divergence;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.RoundReport;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.evaluation.Counted;
import org.hyperprism.experiment.evaluation.DeviceEvaluations;
import org.hyperprism.experiment.evaluation.LocalAccuracy;
import org.hyperprism.experiment.evaluation.LossCheck;
import org.hyperprism.experiment.evaluation.Notices;
import org.hyperprism.experiment.evaluation.ShiftedSamples;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.model.ClassCounts;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;
import org.hyperprism.model.ModelPart;
import org.hyperprism.results.BestRound;
import org.hyperprism.results.ClassMetrics;
import org.hyperprism.results.DeviceExponent;
import org.hyperprism.results.DeviceStatistics;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunIdentity;
import org.hyperprism.simd.PlainRounds;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All rounds of one method, from the start or from its checkpoint, into the run's tables, wherever
 * it is computed.
 */
final class MethodRun {

  private static final Logger LOG = LoggerFactory.getLogger(MethodRun.class);

  private final String name;
  private final Method method;
  private final ExperimentConfiguration configuration;
  private final Preparation preparation;
  private final RunContext context;
  private final ResultTables tables;
  private final RunObserver observer;
  private final BestRound best;
  private final LossCheck lossCheck;
  private final Notices notices;
  private final SimulatedTime simulated;
  private final Traffic traffic;
  private final RoundDefinition rounds;
  private final RoundDevices devices;
  private final ShiftedSamples shifted;

  /** The latest evaluation of the devices; after the last round it is that of all samples. */
  private @Nullable DeviceEvaluations latest;

  /** What the devices made of each class in the evaluation after the last round. */
  private @Nullable ClassCounts classes;

  /**
   * @param name the method's
   * @param context where it is computed
   * @param tables receive the rows of its rounds and devices
   */
  MethodRun(
      String name,
      ExperimentConfiguration configuration,
      Preparation preparation,
      RunContext context,
      ResultTables tables,
      RunObserver observer) {
    this.name = name;
    this.method = configuration.method(name, preparation.model().layout());
    this.configuration = configuration;
    this.preparation = preparation;
    this.context = context;
    this.tables = tables;
    this.observer = observer;
    this.simulated = SimulatedTime.of(configuration, preparation, method);
    this.rounds = MethodRounds.of(configuration, preparation, method, simulated);
    this.traffic = Traffic.of(rounds, preparation, method, configuration.seed());
    this.devices = new RoundDevices(configuration, preparation, rounds);
    this.shifted = new ShiftedSamples(preparation.shift().drift());
    this.best = new BestRound(tables.metrics(), name);
    double learningRate = configuration.learningRate(name);
    this.lossCheck =
        new LossCheck(
            name,
            method.exchanges(),
            configuration.train().onDivergence(),
            learningRate,
            !MethodFactory.isCentral(name));
    this.notices =
        new Notices(name, learningRate, configuration.rounds(), preparation.model().classes());
  }

  /**
   * Runs all methods of an experiment, one after the other.
   *
   * @param checksums receives the CRC-32 of each method's final parameters when it is done
   */
  static void all(
      ExperimentConfiguration configuration,
      Preparation preparation,
      RunContext context,
      ResultTables tables,
      RunObserver observer,
      Map<String, String> checksums) {
    int later = configuration.methods().size() * configuration.rounds();
    try (PlainRounds plain =
        PlainRounds.begin(
            context.computesHere()
                ? ExpectedWork.plainSeconds(configuration, preparation)
                : Double.POSITIVE_INFINITY)) {
      for (String method : configuration.methods()) {
        MethodRun run =
            new MethodRun(method, configuration, preparation, context, tables, observer);
        later -= configuration.rounds();
        checksums.put(method, run.run(plain, later));
      }
    }
  }

  /**
   * Runs the method; returns the CRC-32 of all devices' final parameters as hexadecimal digits.
   *
   * @param later rounds of the methods after it
   */
  private String run(PlainRounds plain, int later) {
    int resumeAfter = context.resumeAfter(name);
    int lastRound = configuration.rounds();
    new EarlierRounds(tables, context.metricsFile().orElse(RunDirectory.METRICS))
        .check(name, resumeAfter, round -> exponentRows(evaluationIsDue(round)));
    try (Engine engine = context.engine(name, rounds, resumeAfter)) {
      observer.methodStarted(name, resumeAfter + 1, lastRound);
      simulated.takeUp(resumeAfter);
      traffic.takeUp(resumeAfter);
      for (int round = resumeAfter + 1; round <= lastRound; round++) {
        long begin = System.nanoTime();
        oneRound(engine, round, lastRound);
        plain.roundDone(secondsSince(begin), lastRound - round + later);
      }
      Samples samples = evaluatedSamples(lastRound);
      DeviceEvaluations last = latest == null ? evaluated(engine, samples, lastRound) : latest;
      last.rows(name, preparation.data().summary(), simulated::seconds, simulated::joules)
          .forEach(tables.devices()::add);
      addClasses(Objects.requireNonNull(classes));
      context.keepModels(name, engine);
      observer.methodDone(name);
      return checksum(engine);
    }
  }

  /** The CRC-32 of all devices' parameters as hexadecimal digits. */
  static String checksum(Engine engine) {
    return RunIdentity.hexadecimal(engine.checksum());
  }

  private void oneRound(Engine engine, int round, int lastRound) {
    long begin = System.nanoTime();
    RoundReport report = engine.round(round);
    double seconds = secondsSince(begin);
    Divergence divergence = report.divergence();
    if (divergence != null) {
      throw diverged(round, divergence);
    }
    notices
        .ofMisreading(round, report.misreadNumbers(), method.adviceOnMisreading())
        .ifPresent(LOG::warn);
    requireFinite(round, devices.trained(report, round), "the loss of its mini-batches");
    long evaluationBegin = System.nanoTime();
    boolean evaluationIsDue = evaluationIsDue(round);
    Optional<RoundMetrics.EvaluationMetrics> evaluation =
        evaluationIsDue
            ? Optional.of(evaluate(round, engine, evaluatedSamples(round)))
            : Optional.empty();
    Counted counted = devices.counted(round);
    Optional<RoundMetrics.Simulated> times = simulated.round(round);
    long speaking =
        report.edges()
            - times.map(RoundMetrics.Simulated::silentEdges).orElse(0L)
            + engine.messagesOfACentre();
    RoundMetrics row =
        new RoundMetrics(
            name,
            round,
            evaluation,
            DeviceStatistics.ofFinite(counted.of(report.trainingLoss())).mean(),
            report.edges() / 2,
            report.smallestWeight(),
            new RoundMetrics.Traffic(
                speaking * method.exchanges(),
                report.lostMessages(),
                report.droppedMessages(),
                traffic.bytes(round, speaking)),
            devices.exponents(report, counted),
            DeviceStatistics.ofFinite(counted.of(report.effectiveStep())).mean(),
            engine.shuffledBytes(),
            new RoundMetrics.Timing(
                seconds,
                report.localStepSeconds(),
                report.aggregationSeconds(),
                evaluationIsDue ? secondsSince(evaluationBegin) : 0),
            times,
            devices.present(round));
    tables.metrics().add(row);
    if (best.isNew(row)) {
      context.keepBestModels(name, round, engine);
    }
    addExponents(round, evaluationIsDue, report);
    boolean stops = observer.stopsTheRun();
    boolean checkpointIsDue = checkpointIsDue(round, stops || round == lastRound);
    if (evaluationIsDue || checkpointIsDue) {
      context.keepRounds(tables);
    }
    if (checkpointIsDue) {
      engine.checkpoint(round);
    }
    context.measured(row);
    observer.roundDone(row);
    if (stops) {
      throw new CancellationException("%s was stopped after round %d".formatted(name, round));
    }
    notices.ofRound(round, report.exponents(), evaluation).forEach(LOG::warn);
  }

  private void requireFinite(int round, double[] losses, String what) {
    Optional<Divergence> divergence = lossCheck.divergence(losses, what);
    if (divergence.isPresent()) {
      throw diverged(round, divergence.get());
    }
  }

  /** Keeps the rows of the rounds before, and says what happened. */
  private ConfigurationException diverged(int round, Divergence divergence) {
    context.keepRounds(tables);
    ConfigurationException failure =
        lossCheck.failure(round, divergence, tables.metrics(), context.metricsFile());
    int attackers = preparation.attack().count();
    return attackers == 0
        ? failure
        : new ConfigurationException(
            "%s; its %d attackers may be the cause: expected a defence.kind that stops them, or a milder attack"
                .formatted(failure.getMessage(), attackers));
  }

  private boolean checkpointIsDue(int round, boolean isLast) {
    int every = configuration.engine().checkpointEvery();
    return context.keepsCheckpoints() && every > 0 && (round % every == 0 || isLast);
  }

  private boolean evaluationIsDue(int round) {
    return configuration.evaluate().isDue(round, configuration.rounds());
  }

  /** Rows that {@code exponents.csv} has of a round. */
  private int exponentRows(boolean evaluationIsDue) {
    int learned = method.learnedParts().size();
    int devices = configuration.devices();
    return DeviceExponent.isDue(learned, devices, configuration.rounds(), evaluationIsDue)
        ? learned * devices
        : 0;
  }

  private void addExponents(int round, boolean evaluationIsDue, RoundReport report) {
    if (exponentRows(evaluationIsDue) == 0) {
      return;
    }
    List<ModelPart> learned = method.learnedParts();
    List<ModelPart> parts = preparation.model().layout().parts();
    for (int device = 0; device < report.exponents().length; device++) {
      for (ModelPart part : learned) {
        double exponent = report.exponents()[device][parts.indexOf(part)];
        tables.exponents().add(new DeviceExponent(name, round, device, part, exponent));
      }
    }
  }

  private RoundMetrics.EvaluationMetrics evaluate(int round, Engine engine, Samples samples) {
    latest = evaluated(engine, samples, round);
    return latest.metrics(
        engine.consensusDistance(), engine.fractionOfSmallWeights(), samples.count());
  }

  private DeviceEvaluations evaluated(Engine engine, Samples samples, int round) {
    DeviceEvaluations evaluations =
        new DeviceEvaluations(ofAll(engine, samples, round), devices.counted(round));
    String loss =
        "the loss of its model on the %s samples".formatted(configuration.evaluate().on().key());
    requireFinite(round, evaluations.losses(), loss);
    return configuration.evaluate().local()
        ? evaluations.with(
            LocalAccuracy.of(
                shifted.countsAt(round, preparation.data().summary().counts()),
                engine.known(samples),
                samples))
        : evaluations;
  }

  private List<Evaluation> ofAll(Engine engine, Samples samples, int round) {
    if (round < configuration.rounds()) {
      return engine.evaluate(samples);
    }
    ModelEvaluations last = engine.evaluateByClass(samples);
    classes = last.classes();
    return last.models();
  }

  /** What the devices are evaluated on after a round. */
  private Samples evaluatedSamples(int round) {
    return shifted.at(round, preparation.evaluated(round, configuration.rounds()));
  }

  private void addClasses(ClassCounts counts) {
    for (int label = 0; label < counts.classes(); label++) {
      tables.classes().add(new ClassMetrics(name, label, counts));
    }
  }

  private static double secondsSince(long begin) {
    return (System.nanoTime() - begin) * 1e-9;
  }
}
