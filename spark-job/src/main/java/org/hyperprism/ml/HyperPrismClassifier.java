package org.hyperprism.ml;

import com.typesafe.config.Config;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.classification.ProbabilisticClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.api.RunResult;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.table.FrameColumns;
import org.hyperprism.experiment.ExperimentResult;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.method.MethodFactory;
import org.jspecify.annotations.Nullable;

/**
 * Decentralised training as a stage of Spark ML: the rows are spread over devices, which train with
 * one method and no server, and the model keeps each device's own.
 *
 * <p>Every setting of a job but {@code data}, {@code methods}, {@code keepModels} and {@code
 * keepBestModels} is a param of its key: {@code setting("train.learningRate", 0.1)} sets it, {@code
 * setting("rounds")} is the param for a grid. The rows keep their order, and the same rows in the
 * same order give the same bits.
 */
public final class HyperPrismClassifier
    extends ProbabilisticClassifier<Vector, HyperPrismClassifier, HyperPrismClassificationModel>
    implements DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  /** No initial value: Spark's constructors ask for it before ours has run. */
  @SuppressWarnings("NullAway.Init")
  private String uid;

  private final SettingParams settings;
  private final PredictionParams prediction;
  private final Param<String> method;
  private final Param<String> deviceCol;
  private final Param<String> weightCol;
  private final Param<String> validationIndicatorCol;
  private final IntArrayParam imageShape;
  private transient @Nullable Dataset<Row> links;

  public HyperPrismClassifier() {
    this(PendingUid.random("hyperprism"));
  }

  /**
   * @param uid identifies the stage
   */
  public HyperPrismClassifier(String uid) {
    this(PendingUid.of(uid));
  }

  private HyperPrismClassifier(PendingUid pending) {
    settings = new SettingParams(pending.uid());
    prediction = new PredictionParams(uid());
    List<String> methods = MethodFactory.all().names();
    method =
        new Param<>(
            uid(),
            "method",
            "The method of training. Legal: one of " + String.join(", ", methods),
            Legal.values(
                uid(), "method", "one of " + String.join(", ", methods), methods::contains));
    deviceCol =
        new Param<>(
            uid(),
            "deviceCol",
            "The column with the device that holds a row, a whole number from 0; without one the"
                + " params below partition spread the rows over devices.");
    weightCol =
        new Param<>(
            uid(),
            "weightCol",
            "The column with the weight of a training row, a number >= 0: its loss counts by its"
                + " weight over the mean weight of its device. Models of dense layers (lr, mlp) alone"
                + " can do so. Without one all rows count alike.");
    validationIndicatorCol =
        new Param<>(
            uid(),
            "validationIndicatorCol",
            "A boolean column that is true for rows that devices are tested on and none holds;"
                + " without one they are tested on the training rows.");
    imageShape =
        new IntArrayParam(
            this,
            "imageShape",
            "Channels, height and width of features that are an image, channel by channel, row by"
                + " row. Legal: three whole numbers >= 1",
            Legal.<int[]>values(
                uid(),
                "imageShape",
                "three whole numbers >= 1",
                shape -> shape.length == 3 && Arrays.stream(shape).allMatch(size -> size >= 1)));
    setDefault(method, "hyperprism");
    prediction.setDefaults(this);
    settings.defaults().forEach(this::setDefaultOf);
  }

  @SuppressWarnings("unchecked") // a default is of its param's type
  private <T> void setDefaultOf(Param<T> param, Object value) {
    setDefault(param, (T) value);
  }

  @Override
  @SuppressWarnings("ConstantValue")
  public String uid() {
    if (uid == null) {
      uid = PendingUid.take();
    }
    return uid;
  }

  /** Spark's own and ours by name, then the settings. */
  @Override
  public Param<?>[] params() {
    List<Param<?>> all = new ArrayList<>(Arrays.asList(super.params()));
    all.addAll(settings.all());
    return all.toArray(new Param<?>[0]);
  }

  /**
   * The param of a setting, for a grid of values.
   *
   * @param key such as {@code train.learningRate}
   * @param <T> Integer, Long, Double, Boolean or, for all else, String in HOCON
   * @throws IllegalArgumentException if there is none of this key
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the caller knows the type
  public <T> Param<T> setting(String key) {
    return (Param<T>) settings.named(key);
  }

  /**
   * Sets a setting.
   *
   * @param key such as {@code train.learningRate}, or a shorthand such as {@code hyperprism.p}
   * @param value a number, true or false, text in HOCON, or a collection of these
   * @throws IllegalArgumentException if there is no such setting or the value is not legal
   */
  public HyperPrismClassifier setting(String key, Object value) {
    for (String each : settings.keys(key)) {
      set(this.<Object>setting(each), settings.value(each, value));
    }
    return this;
  }

  /** The method of training, one of {@code hyperprism methods}. */
  public Param<String> method() {
    return method;
  }

  public HyperPrismClassifier setMethod(String value) {
    set(method, value);
    return this;
  }

  /** The column with the device of a row; if it is set, the number of devices follows from it. */
  public Param<String> deviceCol() {
    return deviceCol;
  }

  public HyperPrismClassifier setDeviceCol(String value) {
    set(deviceCol, value);
    return this;
  }

  /**
   * The column with the weight of a training row; tests count every row once. A device's loss is
   * the sum of weight times loss, over the sum of its weights.
   */
  public Param<String> weightCol() {
    return weightCol;
  }

  public HyperPrismClassifier setWeightCol(String value) {
    set(weightCol, value);
    return this;
  }

  /** The column that is true for test rows. */
  public Param<String> validationIndicatorCol() {
    return validationIndicatorCol;
  }

  public HyperPrismClassifier setValidationIndicatorCol(String value) {
    set(validationIndicatorCol, value);
    return this;
  }

  /** Channels, height and width, where features are images. */
  public IntArrayParam imageShape() {
    return imageShape;
  }

  public HyperPrismClassifier setImageShape(int channels, int height, int width) {
    set(imageShape, new int[] {channels, height, width});
    return this;
  }

  /** Whose model predicts; the model has the same param. */
  public Param<String> predictBy() {
    return prediction.predictBy;
  }

  /** One of {@code device}, {@code majority}, {@code mean} and {@code power-mean}. */
  public HyperPrismClassifier setPredictBy(String value) {
    set(predictBy(), value);
    return this;
  }

  /** The device whose model predicts if {@link #predictBy} is {@code device}. */
  public IntParam predictionDevice() {
    return prediction.predictionDevice;
  }

  public HyperPrismClassifier setPredictionDevice(int value) {
    set(predictionDevice(), value);
    return this;
  }

  /** The exponent if {@link #predictBy} is {@code power-mean}. */
  public DoubleParam predictionExponent() {
    return prediction.predictionExponent;
  }

  public HyperPrismClassifier setPredictionExponent(double value) {
    set(predictionExponent(), value);
    return this;
  }

  /**
   * The links of each round in place of {@code links.kind}: {@code round, src, dst}, as {@link
   * org.hyperprism.api.HyperPrismJob#links} has them. A DataFrame is no param: it is copied with
   * this stage, but not stored.
   */
  public HyperPrismClassifier setLinksDataFrame(Dataset<Row> links) {
    this.links = links;
    return this;
  }

  @Override
  public StructType transformSchema(StructType schema) {
    for (Param<String> column : List.of(deviceCol, weightCol, validationIndicatorCol)) {
      if (isSet(column)) {
        boolean isNumber = !column.equals(validationIndicatorCol);
        Legal.checkColumn(schema, column, $(column), isNumber);
      }
    }
    return super.transformSchema(schema);
  }

  @Override
  public HyperPrismClassificationModel train(Dataset<?> dataset) {
    try {
      return trained(dataset.toDF());
    } catch (HyperPrismException mendable) {
      throw new IllegalArgumentException(uid() + ": " + mendable.getMessage(), mendable);
    }
  }

  private HyperPrismClassificationModel trained(Dataset<Row> dataset) {
    FrameColumns columns =
        new FrameColumns(
            $(featuresCol()),
            $(labelCol()),
            given(deviceCol),
            given(weightCol),
            given(validationIndicatorCol));
    TrainingFrames frames = new TrainingFrames(columns, shape());
    SparkSession spark = dataset.sparkSession();
    Config layer =
        ConfigurationLoader.parseSetting("methods", "[" + $(method) + "]", uid() + ", param method")
            .withFallback(settings.layer(paramMap()));
    ExperimentResult result =
        TrainingRun.of(spark, frames.read(dataset), Optional.ofNullable(links), layer);
    HyperPrismClassificationModel model =
        new HyperPrismClassificationModel(uid(), TrainingRun.learned(result));
    model.setSummary(new RunResult(spark, result));
    return model;
  }

  private Optional<String> given(Param<String> column) {
    return isSet(column) ? Optional.of($(column)) : Optional.empty();
  }

  private Optional<FeatureShape> shape() {
    if (!isSet(imageShape)) {
      return Optional.empty();
    }
    int[] shape = $(imageShape);
    return Optional.of(new FeatureShape(shape[0], shape[1], shape[2]));
  }

  @Override
  public HyperPrismClassifier copy(ParamMap extra) {
    HyperPrismClassifier copy = new HyperPrismClassifier(uid());
    copy.links = links;
    copyValues(copy, extra);
    return copy;
  }

  @Override
  public MLWriter write() {
    return new DefaultParamsWriter(this);
  }

  @Override
  public void save(String path) throws IOException {
    write().save(path);
  }

  /** Reads what {@link #write} wrote. */
  public static MLReader<HyperPrismClassifier> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads a stored classifier. */
  public static HyperPrismClassifier load(String path) {
    return read().load(path);
  }
}
