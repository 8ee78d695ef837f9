package org.hyperprism.ml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
  private final PublicStages stages;

  StageContractTest(SparkSession spark) {
    this.stages = PublicStages.of(spark);
    this.table = stages.table();
  }

  List<PipelineStage> stages() {
    return stages.all();
  }

  @Test
  void everyPublicStageIsHere() {
    Set<String> there = new TreeSet<>();
    for (JavaClass each :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("org.hyperprism")) {
      if (each.isAssignableTo(PipelineStage.class)
          && each.getModifiers().contains(JavaModifier.PUBLIC)) {
        there.add(each.getName());
      }
    }
    assertThat(stages.all())
        .extracting(stage -> stage.getClass().getName())
        .hasSameElementsAs(there);
    assertThat(stages.estimators().size() + stages.transformers().size())
        .isEqualTo(stages.all().size());
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
    Param<String> predictBy = PublicStages.param(stage, "predictBy");
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

  private static PipelineStage load(Class<?> type, String path)
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    MLReader<?> reader = (MLReader<?>) type.getMethod("read").invoke(null);
    return (PipelineStage) reader.load(path);
  }
}
