package org.hyperprism.topology.schedule;

import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.topology.drawing.LinkList;
import org.hyperprism.topology.drawing.LongSet;

/** One drawing of a {@link RandomRegular} graph. */
final class RegularDraw {

  private static final int EXCHANGES_PER_LINK = 10;
  private static final int MOST_EXCHANGES = 20_000;

  private final int devices;
  private final int degree;
  private final UniformRandomProvider random;
  private LongSet linked;
  private LinkList links = new LinkList();

  /**
   * @param degree at most (m - 1) / 2; m times degree is even
   */
  RegularDraw(int devices, int degree, UniformRandomProvider random) {
    this.devices = devices;
    this.degree = degree;
    this.random = random;
    this.linked = emptySet();
  }

  /** Draws the links. */
  LinkList links() {
    while (!pairOpenEnds()) {
      linked = emptySet();
      links = new LinkList();
    }
    long exchanges = Math.min(MOST_EXCHANGES, (long) EXCHANGES_PER_LINK * links.size());
    for (long n = 0; n < exchanges; n++) {
      exchangeEnds();
    }
    return links;
  }

  private LongSet emptySet() {
    return new LongSet((long) devices * degree / 2);
  }

  /** Whether two devices are linked in what was drawn. */
  boolean isLinked(int first, int second) {
    return linked.contains(key(first, second));
  }

  /** Pairs all open ends, or says that it came to an end with pairs that must not be. */
  private boolean pairOpenEnds() {
    int[] open = new int[Math.multiplyExact(devices, degree)];
    for (int end = 0; end < open.length; end++) {
      open[end] = end / degree;
    }
    int left = open.length;
    int failures = 0;
    while (left > 0) {
      int a = random.nextInt(left);
      int b = random.nextInt(left);
      if (isSuitable(open[a], open[b])) {
        add(open[a], open[b]);
        // The higher place first, so that the end that fills it is not one of the two.
        open[Math.max(a, b)] = open[--left];
        open[Math.min(a, b)] = open[--left];
        failures = 0;
      } else if (++failures > left && !anySuitable(open, left)) {
        return false;
      }
    }
    return true;
  }

  private boolean anySuitable(int[] open, int left) {
    for (int a = 0; a < left; a++) {
      for (int b = 0; b < a; b++) {
        if (isSuitable(open[a], open[b])) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isSuitable(int first, int second) {
    return first != second && !isLinked(first, second);
  }

  /** Gives two random links each other's ends, unless that makes a self-link or a double link. */
  private void exchangeEnds() {
    int one = random.nextInt(links.size());
    int other = random.nextInt(links.size());
    boolean turned = random.nextBoolean();
    int a = links.first(one);
    int b = links.second(one);
    int c = turned ? links.second(other) : links.first(other);
    int d = turned ? links.first(other) : links.second(other);
    if (isSuitable(a, d) && isSuitable(c, b)) {
      linked.remove(key(a, b));
      linked.remove(key(c, d));
      linked.add(key(a, d));
      linked.add(key(c, b));
      links.replace(one, a, d);
      links.replace(other, c, b);
    }
  }

  private void add(int first, int second) {
    linked.add(key(first, second));
    links.add(first, second);
  }

  private long key(int first, int second) {
    return (long) Math.min(first, second) * devices + Math.max(first, second);
  }
}
