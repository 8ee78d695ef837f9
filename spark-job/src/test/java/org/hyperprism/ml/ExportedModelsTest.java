package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.hyperprism.api.HyperPrismJob;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Datasets;
import org.hyperprism.dataset.Samples;
import org.hyperprism.experiment.models.KeptRound;
import org.hyperprism.experiment.models.ModelFolder;
import org.hyperprism.experiment.models.RunModels;
import org.hyperprism.experiment.models.StoredModel;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.SampleForm;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.model.onnx.OnnxModel;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.testing.ArabicDigits;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model that leaves is the same wherever it is opened: the same class for 1,000 test images, and
 * probabilities to 1e-5.
 */
@WithSpark
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class ExportedModelsTest {

  private static final int CLASSES = 10;

  private static final Samples TEST =
      Datasets.load("mnist-sample", Optional.empty(), Path.of("unused")).test();

  @TempDir Path directory;
  private final SparkSession spark;

  ExportedModelsTest(SparkSession spark) {
    this.spark = spark;
  }

  @ParameterizedTest
  @ValueSource(strings = {"lr", "mlp", "lenet", "cnn"})
  void plainDeeplearning4jOnnxruntimeAndSparkMlSayTheSame(String model) throws Exception {
    ArabicDigits.with(() -> run(model));
    StoredModel kept = kept(2);
    assertThat(storedText(2)).as("in every locale").contains("1 28 28");
    byte[] onnx = OnnxModel.of(kept.description().model(), kept.weights()).bytes();
    assertThat(
            ArabicDigits.with(
                () -> OnnxModel.of(kept.description().model(), kept.weights()).bytes()))
        .isEqualTo(onnx);

    float[] deeplearning4j = byDeeplearning4j(kept);
    assertAgree(deeplearning4j, byOnnxruntime(kept));
    assertAgree(deeplearning4j, bySparkMl());
  }

  @ParameterizedTest
  @ValueSource(strings = "../conf/models/batch-normalised-cnn.json")
  void aNetworkOfOnesOwnLeavesAsAZipAlone(String model) throws Exception {
    run(model);
    StoredModel kept = kept(2);

    assertAgree(byDeeplearning4j(kept), bySparkMl());
    assertThatThrownBy(() -> OnnxModel.of(kept.description().model(), kept.weights()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("cannot be written as ONNX; expected one of lr, mlp, lenet, cnn");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HyperPrismClassificationModel.ofRun(directory.toString(), "dpsgd"))
        .withMessageContaining("holds no run");
  }

  private String place() {
    return directory.resolve("run").toString();
  }

  private String storedText(int device) throws IOException {
    Path file = Path.of(place(), ModelFolder.file(KeptRound.FINAL, "dpsgd", device));
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private String run(String model) {
    HyperPrismJob.on(spark)
        .set("data.name", "mnist-sample")
        .set("model", model)
        .set("methods", List.of("dpsgd"))
        .set("devices", 3)
        .set("rounds", 2)
        .set("train.batchSize", 16)
        .set("train.learningRate", 0.1)
        .set("evaluate.samples", 100)
        .set("engine.mode", "local")
        .set("keepModels", "all")
        .out(place())
        .run()
        .close();
    return place();
  }

  private StoredModel kept(int device) {
    return RunModels.in(place(), KeptRound.FINAL, HadoopSettings.current())
        .of(Optional.of("dpsgd"), device);
  }

  private static void assertAgree(float[] expected, float[] said) {
    assertThat(said).hasSize(1000 * CLASSES).containsExactly(expected, within(1e-5f));
    for (int sample = 0; sample < TEST.count(); sample++) {
      assertThat(first(said, sample)).isEqualTo(first(expected, sample));
    }
  }

  private static int first(float[] probabilities, int sample) {
    int from = CLASSES * sample;
    int first = 0;
    for (int k = 1; k < CLASSES; k++) {
      first = probabilities[from + k] > probabilities[from + first] ? k : first;
    }
    return first;
  }

  /** As somebody would who has Deeplearning4j and the file alone. */
  private static float[] byDeeplearning4j(StoredModel kept) throws IOException {
    ModelDefinition model = kept.description().model();
    byte[] zip = new ModelArchive(model, kept.weights()).zip();
    MultiLayerNetwork network =
        ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(zip), false);
    INDArray features = Nd4j.create(features(0, 1000), shape(model, 1000), 'c');
    float[] said = network.output(features).dup('c').ravel().toFloatVector();
    network.close();
    return said;
  }

  /** As somebody would who has onnxruntime and the file alone; batches of two sizes. */
  private static float[] byOnnxruntime(StoredModel kept) throws OrtException {
    ModelDefinition model = kept.description().model();
    byte[] file = OnnxModel.of(model, kept.weights()).bytes();
    float[] said = new float[1000 * CLASSES];
    OrtEnvironment runtime = OrtEnvironment.getEnvironment();
    try (OrtSession session = runtime.createSession(file)) {
      assertThat(session.getInputNames()).containsExactly("input");
      assertThat(session.getOutputNames()).containsExactly("probabilities");
      for (int from = 0; from < 1000; from += from == 0 ? 1 : 999) {
        int count = from == 0 ? 1 : 999;
        FloatBuffer features = FloatBuffer.wrap(features(from, count));
        try (OnnxTensor input = OnnxTensor.createTensor(runtime, features, shape(model, count));
            OrtSession.Result result = session.run(Map.of("input", input))) {
          float[][] probabilities = (float[][]) result.get(0).getValue();
          for (int sample = 0; sample < count; sample++) {
            System.arraycopy(probabilities[sample], 0, said, (from + sample) * CLASSES, CLASSES);
          }
        }
      }
    }
    return said;
  }

  private float[] bySparkMl() {
    List<Row> rows = new ArrayList<>();
    float[] features = features(0, 1000);
    for (int from = 0; from < features.length; from += 784) {
      double[] values = new double[784];
      for (int k = 0; k < values.length; k++) {
        values[k] = features[from + k];
      }
      rows.add(RowFactory.create(Vectors.dense(values)));
    }
    Dataset<Row> frame =
        spark.createDataFrame(rows, new StructType().add("features", SQLDataTypes.VectorType()));
    HyperPrismClassificationModel model =
        HyperPrismClassificationModel.ofRun(place(), "dpsgd").setPredictionDevice(2);
    assertThat(model.devices()).isEqualTo(3);
    float[] said = new float[1000 * CLASSES];
    int sample = 0;
    for (Row row : model.transform(frame).select("probability", "prediction").collectAsList()) {
      Vector probability = row.getAs(0);
      assertThat(row.getDouble(1)).isEqualTo(probability.argmax());
      for (int k = 0; k < CLASSES; k++) {
        said[CLASSES * sample + k] = (float) probability.apply(k);
      }
      sample++;
    }
    return said;
  }

  /** float32[count][784]. */
  private static float[] features(int from, int count) {
    Batch batch = new Batch(count, 784);
    batch.resize(count);
    BatchSampler.fill(TEST, from, batch);
    return batch.features().clone();
  }

  private static long[] shape(ModelDefinition model, int samples) {
    return model.sampleForm() == SampleForm.IMAGE
        ? new long[] {samples, 1, 28, 28}
        : new long[] {samples, 784};
  }
}
