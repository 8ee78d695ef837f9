package org.hyperprism.trace.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceLink;
import org.jspecify.annotations.Nullable;

/** From the rows of one round to its links. */
final class RoundRows {

  private static final Comparator<TraceRow> ORDER =
      Comparator.comparingInt((TraceRow row) -> id(row, true))
          .thenComparingInt(row -> id(row, false));

  private RoundRows() {}

  /**
   * The links by ascending source and destination.
   *
   * @param rows of one round, in any order
   * @throws DataException if a number is beyond the limits, or a link stands there twice, or beside
   *     the word that there is none
   */
  static List<TraceLink> links(List<TraceRow> rows, TraceLimits limits) {
    List<TraceRow> sorted = new ArrayList<>(rows);
    sorted.sort(ORDER); // stable: of two equal rows the first comes first
    List<TraceLink> links = new ArrayList<>(sorted.size());
    for (int i = 0; i < sorted.size(); i++) {
      TraceRow row = sorted.get(i);
      limits.check(row);
      if (i > 0 && ORDER.compare(sorted.get(i - 1), row) == 0) {
        throw new DataException(
            String.format(
                "%s: %s stands in %s already; expected it once: remove one of the rows",
                row.place(), what(row), sorted.get(i - 1).place()));
      }
      TraceLink link = row.link();
      if (link != null) {
        links.add(link);
      } else if (sorted.size() > 1) {
        throw new DataException(
            String.format(
                "%s: src and dst are empty, which says that round %d has no links, but %s has one:"
                    + " remove the row that is wrong",
                row.place(), row.round(), sorted.get(sorted.size() - 1).place()));
      }
    }
    return links;
  }

  private static String what(TraceRow row) {
    TraceLink link = row.link();
    return link == null
        ? "round %d without links".formatted(row.round())
        : "the link from %d to %d in round %d"
            .formatted(link.source(), link.destination(), link.round());
  }

  private static int id(TraceRow row, boolean source) {
    @Nullable TraceLink link = row.link();
    return link == null ? -1 : source ? link.source() : link.destination();
  }
}
