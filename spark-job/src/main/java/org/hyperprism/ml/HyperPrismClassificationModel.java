package org.hyperprism.ml;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hyperprism.api.RunResult;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.spark.JavaBroadcast;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What {@link HyperPrismClassifier} has learned: a model for every device. There is no model of all
 * devices; {@code predictBy} says whose predicts. Executors compute the predictions.
 *
 * <p>Raw predictions are votes or sums of probabilities over the devices that have a say;
 * probabilities are these over their sum. A device whose model has diverged has no say, and {@link
 * #transform} warns of it by its number. Where none has a say, raw predictions are zeros and all
 * classes are equally probable. The driver holds the models, m times d float32 numbers.
 */
public final class HyperPrismClassificationModel
    extends ProbabilisticClassificationModel<Vector, HyperPrismClassificationModel>
    implements MLWritable {

  private static final long serialVersionUID = 1L;

  /** Devices that a warning names. */
  private static final int MOST_NAMED = 10;

  private static final Logger LOG = LoggerFactory.getLogger(HyperPrismClassificationModel.class);

  /** No initial value: Spark's constructors ask for it before ours has run. */
  @SuppressWarnings("NullAway.Init")
  private String uid;

  private final PredictionParams prediction;
  private final transient @Nullable LearnedModels learned;
  private final int classes;
  private final int features;
  private transient @Nullable RunResult summary;
  private transient @Nullable Voters voters;

  /** The params that {@link #voters} were chosen by. */
  private transient @Nullable String chosenBy;

  private @Nullable JavaBroadcast<Voters> shared;

  HyperPrismClassificationModel(String uid, LearnedModels learned) {
    this(PendingUid.of(uid), learned);
  }

  private HyperPrismClassificationModel(PendingUid pending, LearnedModels learned) {
    this.prediction = new PredictionParams(pending.uid());
    this.learned = learned;
    this.classes = learned.classes();
    this.features = learned.shape().features();
    prediction.setDefaults(this);
  }

  @Override
  @SuppressWarnings("ConstantValue")
  public String uid() {
    if (uid == null) {
      uid = PendingUid.take();
    }
    return uid;
  }

  /** Whose model predicts: {@code device}, {@code majority}, {@code mean} or {@code power-mean}. */
  public Param<String> predictBy() {
    return prediction.predictBy;
  }

  /** The device whose model predicts if {@link #predictBy} is {@code device}. */
  public IntParam predictionDevice() {
    return prediction.predictionDevice;
  }

  /** The exponent if {@link #predictBy} is {@code power-mean}. */
  public DoubleParam predictionExponent() {
    return prediction.predictionExponent;
  }

  public HyperPrismClassificationModel setPredictBy(String value) {
    set(predictBy(), value);
    return this;
  }

  /** A device from 0 to {@link #devices} - 1. */
  public HyperPrismClassificationModel setPredictionDevice(int value) {
    set(predictionDevice(), value);
    return this;
  }

  /** An exponent of at least 1. */
  public HyperPrismClassificationModel setPredictionExponent(double value) {
    set(predictionExponent(), value);
    return this;
  }

  @Override
  public int numClasses() {
    return classes;
  }

  @Override
  public int numFeatures() {
    return features;
  }

  /** Number of devices m. */
  public int devices() {
    return learned().devices().length;
  }

  /**
   * The model of a device: a copy, float32[d].
   *
   * @throws IllegalArgumentException if there is no such device
   */
  public float[] model(int device) {
    if (device < 0 || device >= devices()) {
      throw new IllegalArgumentException(
          "%s: device is %d, expected 0 to %d".formatted(uid(), device, devices() - 1));
    }
    return learned().devices()[device].clone();
  }

  /** The settings of the run, one {@code key = value} a line. */
  public String configuration() {
    return learned().settings();
  }

  LearnedModels learned() {
    if (learned == null) {
      throw new IllegalStateException(
          uid() + " has no models here: they stay at the driver; ask for them outside of tasks");
    }
    return learned;
  }

  /** Whether {@link #summary} is there: it is not stored with the model. */
  public boolean hasSummary() {
    return summary != null;
  }

  /**
   * How the training went: {@code metrics()} has one row a round. It keeps no models.
   *
   * @throws IllegalStateException if this model was loaded
   */
  public RunResult summary() {
    if (summary == null) {
      throw new IllegalStateException(
          uid() + " has no training summary: it was loaded, and summaries are not stored");
    }
    return summary;
  }

  void setSummary(@Nullable RunResult training) {
    summary = training;
  }

  /** Who has a say at the driver. */
  private Voters chosen() {
    int device = (Integer) $(predictionDevice());
    if (device >= devices()) {
      throw new IllegalArgumentException(
          "%s: param predictionDevice is %d, expected 0 to %d"
              .formatted(uid(), device, devices() - 1));
    }
    return Voters.of(
        learned().model(),
        learned().backend(),
        learned().devices(),
        Prediction.of($(predictBy())),
        device,
        (Double) $(predictionExponent()));
  }

  /** Of those that would have had a say. */
  private void warnOfDiverged() {
    Prediction kind = Prediction.of($(predictBy()));
    int alone = (Integer) $(predictionDevice());
    List<String> diverged =
        IntStream.range(0, devices())
            .filter(device -> kind != Prediction.DEVICE || device == alone)
            .filter(learned()::hasDiverged)
            .mapToObj(Integer::toString)
            .toList();
    if (diverged.isEmpty()) {
      return;
    }
    int named = Math.min(MOST_NAMED, diverged.size());
    boolean isSilent =
        kind != Prediction.POWER_MEAN && kind != Prediction.DEVICE && diverged.size() < devices();
    LOG.warn(
        "{}: the model of device {}{} has diverged, not all of its weights are finite; {}; a smaller train.learningRate may help",
        uid(),
        String.join(", ", diverged.subList(0, named)),
        diverged.size() > named ? " and of %d more".formatted(diverged.size() - named) : "",
        isSilent
            ? "it has no say in predictions"
            : "nobody has a say in predictions, and all classes are equally probable");
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    // On a copy: what an earlier transform sends along is not to change before it has run.
    HyperPrismClassificationModel sent = copy(ParamMap.empty());
    SparkContext context = dataset.sparkSession().sparkContext();
    sent.shared = JavaBroadcast.of(JavaSparkContext.fromSparkContext(context), sent.chosen());
    sent.warnOfDiverged();
    return sent.transformed(dataset);
  }

  private Dataset<Row> transformed(Dataset<?> dataset) {
    return super.transform(dataset);
  }

  @Override
  public Vector predictRaw(Vector sample) {
    if (shared != null) {
      return shared.value().sayOf(sample);
    }
    return atDriver().sayOf(sample);
  }

  private synchronized Voters atDriver() {
    String params = $(predictBy()) + " " + $(predictionDevice()) + " " + $(predictionExponent());
    if (voters == null || !params.equals(chosenBy)) {
      voters = chosen();
      chosenBy = params;
    }
    return voters;
  }

  /** Two traits of Spark declare it with types that javac takes for different ones. */
  @Override
  @SuppressWarnings({"unchecked", "rawtypes"})
  public scala.Tuple3 findSummaryModel() {
    return super.findSummaryModel();
  }

  @Override
  public Vector raw2probabilityInPlace(Vector raw) {
    double[] values = ((DenseVector) raw).values();
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    for (int k = 0; k < values.length; k++) {
      values[k] = sum == 0 ? 1.0 / values.length : values[k] / sum;
    }
    return raw;
  }

  @Override
  public HyperPrismClassificationModel copy(ParamMap extra) {
    HyperPrismClassificationModel copy = new HyperPrismClassificationModel(uid(), learned());
    copy.summary = summary;
    copyValues(copy, extra);
    if (hasParent()) {
      copy.setParent(parent());
    }
    return copy;
  }

  @Override
  public MLWriter write() {
    return new ModelFormat.Writer(this);
  }

  @Override
  public void save(String path) throws IOException {
    write().save(path);
  }

  /**
   * The final models that a run of the command line or of a job keeps, as a stage: so executors
   * apply them to rows.
   *
   * @param run its directory, a path of this machine or a URI; it was run with {@code keepModels =
   *     all}
   * @param method that trained them
   * @throws IllegalArgumentException if there is no such run, or it keeps not all of them
   */
  public static HyperPrismClassificationModel ofRun(String run, String method) {
    try {
      return new HyperPrismClassificationModel(
          PendingUid.random("hyperprism"), LearnedModels.ofRun(run, method));
    } catch (HyperPrismException mendable) {
      throw new IllegalArgumentException(mendable.getMessage(), mendable);
    }
  }

  /** Reads what {@link #write} wrote, with this version or an older one. */
  public static MLReader<HyperPrismClassificationModel> read() {
    return new ModelFormat.Reader();
  }

  /** Reads a stored model. */
  public static HyperPrismClassificationModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "HyperPrismClassificationModel: uid=%s, devices=%s, numClasses=%d, numFeatures=%d",
        uid(),
        Optional.ofNullable(learned).map(all -> all.devices().length).orElse(0),
        classes,
        features);
  }
}
