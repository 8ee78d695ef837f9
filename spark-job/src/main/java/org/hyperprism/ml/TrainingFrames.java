package org.hyperprism.ml;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.BinaryAttribute;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructField;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.dataset.table.FrameColumns;
import org.hyperprism.dataset.table.FrameReader;
import org.hyperprism.failure.DataException;

/**
 * Reads what a classifier is to be fitted to.
 *
 * @param columns where the samples stand; without one of the test, training samples are the test,
 *     too
 * @param shape of the features; empty for a table
 */
record TrainingFrames(FrameColumns columns, Optional<FeatureShape> shape) {

  /** So many classes may be, however few the rows are and whether all occur or not. */
  private static final int ALWAYS_ALLOWED = 100;

  FrameReader.Placed read(Dataset<Row> frame) {
    OptionalInt known = classes(frame.schema().apply(columns.label()));
    return new FrameReader(columns, (name, labels) -> classes(name, labels, known), shape)
        .read(frame);
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
