package org.hyperprism.results;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.hyperprism.model.ClassCounts;

/**
 * One class after the last round: a row of {@code classes.csv}.
 *
 * @param method the method
 * @param label the class, from 0
 * @param counts what the devices' own models made of the whole test or validation set
 */
public record ClassMetrics(String method, int label, ClassCounts counts) {

  public static final String CLASS = "class";
  public static final String RECALL = "recall";
  public static final String RECALL_DEVIATION = "recall_std";
  public static final String PRECISION = "precision";

  /** What the columns of the confusion matrix begin with. */
  public static final String PREDICTED = "predicted_";

  /** The columns; a number that is none, such as the precision of a class never named, is empty. */
  static List<Column<ClassMetrics>> columns(int classes) {
    List<Column<ClassMetrics>> columns =
        new ArrayList<>(
            List.of(
                Column.text(RoundMetrics.METHOD, row -> row.method),
                Column.whole(CLASS, row -> row.label),
                Column.whole("samples", row -> row.counts.samples()[row.label]),
                share(RECALL, row -> row.counts.recall(row.label)),
                share(RECALL_DEVIATION, row -> row.counts.recallDeviation(row.label)),
                share(PRECISION, row -> row.counts.precision(row.label)),
                share("f_measure", row -> row.counts.fMeasure(row.label))));
    for (int label = 0; label < classes; label++) {
      int other = label;
      columns.add(Column.whole(PREDICTED + label, row -> row.counts.predicted()[row.label][other]));
    }
    return List.copyOf(columns);
  }

  private static Column<ClassMetrics> share(String name, ToDoubleFunction<ClassMetrics> value) {
    return Column.optionalNumber(
        name,
        row -> {
          double share = value.applyAsDouble(row);
          return Double.isNaN(share) ? OptionalDouble.empty() : OptionalDouble.of(share);
        });
  }
}
