package org.hyperprism.ml;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.table.FrameColumns;
import org.hyperprism.dataset.table.FrameReader;
import org.hyperprism.dataset.table.NamedColumn;
import org.hyperprism.failure.DataException;

/**
 * Reads what a classifier is to be fitted to.
 *
 * @param columns where the samples stand
 * @param validation a column that is true for the test samples; empty: training samples are the
 *     test, too
 * @param shape of the features; empty for a table
 */
record TrainingFrames(
    FrameColumns columns, Optional<String> validation, Optional<FeatureShape> shape) {

  /** So many classes may be, however few the rows are and whether all occur or not. */
  private static final int ALWAYS_ALLOWED = 100;

  FrameReader.Placed read(Dataset<Row> frame) {
    OptionalInt known = classes(frame.schema().apply(columns.label()));
    FrameReader reader =
        new FrameReader(columns, (name, labels) -> classes(name, labels, known), shape);
    if (validation.isEmpty()) {
      return reader.readTestedOnItself(frame);
    }
    Column isTest = NamedColumn.of(validation.get());
    Column device = columns.device().map(NamedColumn::of).orElse(functions.lit(-1)).cast("double");
    Row all =
        frame
            .agg(
                functions.count(functions.when(isTest.isNull(), true)),
                functions.max(functions.when(device.lt(Integer.MAX_VALUE), device)))
            .first();
    if (all.getLong(0) > 0) {
      throw new DataException(
          "%d rows have a null in %s, which says what is a test sample; expected true or false: drop or fill them"
              .formatted(all.getLong(0), validation.get()));
    }
    FrameReader.Placed placed =
        reader.read(frame.where(functions.not(isTest)), Optional.of(frame.where(isTest)));
    // The devices of test rows are devices too: one without training rows is not to be lost.
    int named = all.isNullAt(1) ? 0 : 1 + (int) all.getDouble(1);
    return new FrameReader.Placed(
        placed.samples(), placed.deviceOf(), Math.max(placed.devices(), named));
  }

  /** As many classes as an indexer has counted. */
  private static OptionalInt classes(StructField label) {
    Attribute attribute = Attribute.fromStructField(label);
    if (attribute instanceof BinaryAttribute) {
      return OptionalInt.of(2);
    }
    if (attribute instanceof NominalAttribute nominal && nominal.getNumValues().isDefined()) {
      return OptionalInt.of((Integer) nominal.getNumValues().get());
    }
    return OptionalInt.empty();
  }

  /** Labels are classes themselves: 0 to k - 1. */
  private static double[] classes(String name, double[] labels, OptionalInt known) {
    double largest = Arrays.stream(labels).max().orElse(0);
    int most = IntStream.of(known.orElse(0), labels.length, ALWAYS_ALLOWED).max().orElseThrow();
    for (double label : labels) {
      if (label < 0 || label != Math.rint(label)) {
        throw new DataException(
            "%s has the label %s; expected whole numbers from 0: let a StringIndexer make them"
                .formatted(name, label));
      }
      if (label >= most) {
        throw new DataException(
            "%s has %d rows and the label %s, which would make a class of every number up to it; expected labels below %d: let a StringIndexer number the classes"
                .formatted(name, labels.length, label, most));
      }
    }
    long present = Arrays.stream(labels).distinct().count();
    if (present < 2) {
      throw new DataException(
          "%s has only the label %s; expected at least two classes".formatted(name, largest));
    }
    int classes = Math.max(known.orElse(0), (int) largest + 1);
    return IntStream.range(0, classes).asDoubleStream().toArray();
  }
}
