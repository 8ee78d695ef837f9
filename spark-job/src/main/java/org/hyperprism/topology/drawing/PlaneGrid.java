package org.hyperprism.topology.drawing;

/**
 * Devices in a square, sorted into cells at least as wide as a radius, so that whoever is within
 * the radius of a device is in its cell or in one of the eight around it.
 */
final class PlaneGrid {

  /** Cells are a little wider than the radius, so that rounding never hides a neighbour. */
  private static final double MARGIN = 1.0001;

  private final double[] x;
  private final double[] y;
  private final double squaredRadius;
  private final int cells;
  private final int[] offsets;
  private final int[] members;

  /** Told of each pair within the radius once. */
  @FunctionalInterface
  interface PairVisitor {
    void visit(int first, int second, double squaredDistance);
  }

  /**
   * @param x float64[devices], in [0, side]
   * @param y float64[devices], in [0, side]
   * @param side of the square, > 0
   * @param radius > 0
   */
  PlaneGrid(double[] x, double[] y, double side, double radius) {
    this.x = x;
    this.y = y;
    this.squaredRadius = radius * radius;
    // More cells than devices would only cost memory.
    double most = Math.min(side / (MARGIN * radius), Math.sqrt(x.length));
    this.cells = Math.max(1, (int) most);
    this.offsets = new int[cells * cells + 1];
    this.members = new int[x.length];
    int[] cell = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      cell[i] = index(y[i], side) * cells + index(x[i], side);
      offsets[cell[i] + 1]++;
    }
    for (int c = 0; c < cells * cells; c++) {
      offsets[c + 1] += offsets[c];
    }
    int[] next = offsets.clone();
    for (int i = 0; i < x.length; i++) {
      members[next[cell[i]]++] = i;
    }
  }

  private int index(double coordinate, double side) {
    return Math.min(cells - 1, (int) (coordinate / side * cells));
  }

  /** Visits every pair at most the radius apart, each once, always in the same order. */
  void forEachPair(PairVisitor visitor) {
    for (int row = 0; row < cells; row++) {
      for (int column = 0; column < cells; column++) {
        int cell = row * cells + column;
        for (int a = offsets[cell]; a < offsets[cell + 1]; a++) {
          visit(members[a], a + 1, offsets[cell + 1], visitor);
          if (column + 1 < cells) {
            visit(members[a], offsets[cell + 1], offsets[cell + 2], visitor);
          }
          if (row + 1 < cells) {
            // The three cells above lie side by side in memory.
            int from = cell + cells - (column > 0 ? 1 : 0);
            int to = cell + cells + (column + 1 < cells ? 1 : 0);
            visit(members[a], offsets[from], offsets[to + 1], visitor);
          }
        }
      }
    }
  }

  private void visit(int device, int from, int to, PairVisitor visitor) {
    for (int b = from; b < to; b++) {
      double dx = x[device] - x[members[b]];
      double dy = y[device] - y[members[b]];
      double squared = dx * dx + dy * dy;
      if (squared <= squaredRadius) {
        visitor.visit(device, members[b], squared);
      }
    }
  }
}
