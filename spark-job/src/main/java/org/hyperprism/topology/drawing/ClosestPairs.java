package org.hyperprism.topology.drawing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.hyperprism.topology.Graph;

/** Links between devices in a square that are close to each other. */
public final class ClosestPairs {

  private static final int BINS = 1 << 14;

  /** How much the radius grows while it holds too few pairs. */
  private static final double GROWTH = 1.25;

  /** Above the diagonal of a square of side 1. */
  private static final double EVERYWHERE = 1.5;

  private ClosestPairs() {}

  /**
   * All pairs at most {@code range} apart.
   *
   * @param range > 0, in the unit of the places
   * @param x float64[devices], in [0, side]
   * @param y float64[devices], in [0, side]
   * @param side of the square, > 0
   */
  public static Graph within(double range, double[] x, double[] y, double side) {
    LinkList links = new LinkList();
    new PlaneGrid(x, y, side, range).forEachPair((i, j, squared) -> links.add(i, j));
    return links.toGraph(x.length);
  }

  /**
   * The given number of pairs with the least distances; of equal distances those with the lower
   * lower id first, then those with the lower higher id.
   *
   * <p>Pairs within a radius that holds enough of them are counted by squared distance in bins. The
   * bins below that of the last pair give links at once; only the pairs of that one bin are sorted.
   *
   * @param count of links, from 0 to m (m-1) / 2
   * @param x float64[devices], in [0, side]
   * @param y float64[devices], in [0, side]
   * @param side of the square, > 0
   */
  public static Graph closest(long count, double[] x, double[] y, double side) {
    LinkList links = new LinkList();
    if (count > 0) {
      Selection selection = new Selection(count, x, y, side);
      selection.addLinks(links);
    }
    return links.toGraph(x.length);
  }

  /** A pair that may be the last. */
  private record Candidate(double squaredDistance, int low, int high) {
    static final Comparator<Candidate> ORDER =
        Comparator.comparingDouble(Candidate::squaredDistance)
            .thenComparingInt(Candidate::low)
            .thenComparingInt(Candidate::high);
  }

  private static final class Selection {
    private final long count;
    private final PlaneGrid grid;
    private final double binsPerSquare;
    private final long[] binned;

    Selection(long count, double[] x, double[] y, double side) {
      this.count = count;
      double density = (double) count / PairCursor.pairs(x.length);
      // A disc of this radius holds 1.2 times the pairs wanted where devices are spread evenly.
      double radius = side * Math.min(EVERYWHERE, Math.sqrt(1.2 * density / Math.PI));
      while (true) {
        PlaneGrid candidate = new PlaneGrid(x, y, side, radius);
        double scale = BINS / (radius * radius);
        long[] counts = new long[BINS + 1];
        candidate.forEachPair((i, j, squared) -> counts[(int) (squared * scale)]++);
        if (Arrays.stream(counts).sum() >= count) {
          grid = candidate;
          binsPerSquare = scale;
          binned = counts;
          return;
        }
        radius = Math.min(EVERYWHERE * side, GROWTH * radius);
      }
    }

    void addLinks(LinkList links) {
      long below = 0;
      int last = 0;
      while (below + binned[last] < count) {
        below += binned[last++];
      }
      int lastBin = last;
      List<Candidate> candidates = new ArrayList<>();
      grid.forEachPair(
          (i, j, squared) -> {
            int bin = (int) (squared * binsPerSquare);
            if (bin < lastBin) {
              links.add(i, j);
            } else if (bin == lastBin) {
              candidates.add(new Candidate(squared, Math.min(i, j), Math.max(i, j)));
            }
          });
      Collections.sort(candidates, Candidate.ORDER);
      for (Candidate pair : candidates.subList(0, Math.toIntExact(count - below))) {
        links.add(pair.low(), pair.high());
      }
    }
  }
}
