package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.hyperprism.testing.WithSpark;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every public stage of Spark ML keeps to. */
@WithSpark
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class StageContractTest {

  private final Dataset<Row> table;
  private final List<PipelineStage> stages;

  StageContractTest(SparkSession spark) {
    this.table = Flowers.table(spark).cache();
    HyperPrismClassifier classifier =
        Flowers.classifier().setPredictBy("mean").setting("links.density", 0.7);
    this.stages = List.of(classifier, classifier.fit(table));
  }

  List<PipelineStage> stages() {
    return stages;
  }

  List<Estimator<?>> estimators() {
    List<Estimator<?>> estimators = new ArrayList<>();
    for (PipelineStage stage : stages) {
      if (stage instanceof Estimator<?> estimator) {
        estimators.add(estimator);
      }
    }
    return estimators;
  }

  @Test
  void everyPublicStageIsHere() {
    Set<String> there = new TreeSet<>();
    for (JavaClass each : new ClassFileImporter().importPackages("org.hyperprism.ml")) {
      if (each.isAssignableTo(PipelineStage.class)
          && each.getModifiers().contains(JavaModifier.PUBLIC)) {
        there.add(each.getName());
      }
    }
    assertThat(stages).extracting(stage -> stage.getClass().getName()).hasSameElementsAs(there);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void paramsAreItsOwnDocumentedAndExplained(PipelineStage stage) {
    Set<String> names = new TreeSet<>();
    for (Param<?> param : stage.params()) {
      assertThat(param.parent()).isEqualTo(stage.uid());
      assertThat(names.add(param.name())).as(param.name()).isTrue();
      assertThat(param.doc()).as(param.name()).hasSizeGreaterThan(9);
      assertThat(stage.getParam(param.name())).isSameAs(param);
      assertThat(stage.explainParams()).contains(param.name() + ": ");
    }
    assertThat(names).contains("featuresCol", "predictBy", "thresholds");
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aCopyHasTheSameParamsAndNoSayInTheOriginal(PipelineStage stage) {
    Param<String> predictBy = param(stage, "predictBy");
    PipelineStage copy = stage.copy(ParamMap.empty().put(predictBy, "majority"));
    assertThat(copy.getClass()).isEqualTo(stage.getClass());
    assertThat(copy.uid()).isEqualTo(stage.uid());
    assertThat(values(copy)).hasSameSizeAs(values(stage)).contains("predictBy = majority");
    assertThat(values(stage)).contains("predictBy = mean");
    assertThat(values(stage.copy(ParamMap.empty()))).isEqualTo(values(stage));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void whatWasSavedIsLoadedAsTheSame(PipelineStage stage, @TempDir Path directory)
      throws Exception {
    String path = directory.resolve("stage").toString();
    ((MLWritable) stage).write().save(path);
    PipelineStage loaded = load(stage.getClass(), path);
    assertThat(loaded.uid()).isEqualTo(stage.uid());
    assertThat(values(loaded)).isEqualTo(values(stage));
    assertThat(output(loaded)).isEqualTo(output(stage));
  }

  @ParameterizedTest
  @MethodSource("stages")
  void theSchemaIsThatOfTheOutput(PipelineStage stage) {
    Transformer transformer =
        stage instanceof Estimator<?> estimator ? estimator.fit(table) : (Transformer) stage;
    assertThat(transformer.transform(table).schema().fieldNames())
        .containsExactlyInAnyOrder(stage.transformSchema(table.schema()).fieldNames());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stage.transformSchema(table.drop("features").schema()))
        .withMessageContaining("features");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                stage.transformSchema(table.withColumn("features", functions.lit("text")).schema()))
        .withMessageContaining("features");
  }

  @ParameterizedTest
  @MethodSource("stages")
  void aWrongValueIsRefusedWithParamValueAndRange(PipelineStage stage) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stage.set(stage.getParam("predictBy"), "chance"))
        .withMessage(
            "%s: param predictBy is chance, expected one of device, majority, mean, power-mean"
                .formatted(stage.uid()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stage.set(stage.getParam("predictionExponent"), 0.5))
        .withMessage(
            "%s: param predictionExponent is 0.5, expected a finite number >= 1"
                .formatted(stage.uid()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stage.set(stage.getParam("predictionExponent"), Double.POSITIVE_INFINITY))
        .withMessageContaining("expected a finite number >= 1");
  }

  @ParameterizedTest
  @MethodSource("estimators")
  void aFitOfRowsThatAreNoSamplesSaysSo(Estimator<?> estimator) {
    refused(estimator, table.limit(0), "has no rows");
    refused(estimator, table.where("label = 1"), "only the label 1.0");
    refused(
        estimator,
        table.withColumn("label", functions.expr("if(label = 2, null, label)")),
        "40 of 120 rows have a null, NaN or infinity");
    refused(
        estimator,
        table.withColumn("label", functions.expr("if(label = 2, double('NaN'), label)")),
        "40 of 120 rows have a null, NaN or infinity");
    refused(
        estimator,
        table.withColumn("features", functions.expr("if(label = 2, null, features)")),
        "40 of 120 rows have a null, NaN or infinity");
    refused(estimator, table.withColumn("label", functions.expr("label + 0.5")), "whole numbers");
    refused(estimator, table.withColumn("label", functions.expr("-label")), "whole numbers");
    refused(
        estimator,
        table.withColumn("label", functions.expr("if(label = 2, 2e9, label)")),
        "let a StringIndexer number the classes");
  }

  private static void refused(Estimator<?> estimator, Dataset<Row> rows, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> estimator.fit(rows))
        .withMessageStartingWith(estimator.uid() + ": ")
        .withMessageContaining(message);
  }

  /** What a stage makes of the table. */
  private List<Row> output(PipelineStage stage) {
    Transformer transformer =
        stage instanceof Estimator<?> estimator ? estimator.fit(table) : (Transformer) stage;
    List<Row> rows =
        transformer
            .transform(table)
            .select("rawPrediction", "probability", "prediction")
            .collectAsList();
    assertThat(rows).hasSize(120).doesNotContain(RowFactory.create());
    return rows;
  }

  private static List<String> values(PipelineStage stage) {
    List<String> values = new ArrayList<>();
    for (Param<?> param : stage.params()) {
      if (stage.isDefined(param)) {
        values.add(param.name() + " = " + stage.getOrDefault(param));
      }
    }
    return values;
  }

  @SuppressWarnings("unchecked")
  private static <T> Param<T> param(PipelineStage stage, String name) {
    return (Param<T>) stage.getParam(name);
  }

  private static PipelineStage load(Class<?> type, String path)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    MLReader<?> reader = (MLReader<?>) type.getMethod("read").invoke(null);
    return (PipelineStage) reader.load(path);
  }
}
