package org.hyperprism.topology.schedule;

import java.util.SortedSet;
import java.util.TreeSet;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.drawing.LinkList;

/** Shapes of a graph that needs no chance. */
public enum StaticShape {
  /** Each device is linked with the one before and the one after it; two devices by one link. */
  RING {
    @Override
    Graph graph(int devices) {
      return circulant(devices, Math.min(1, devices / 2)).toGraph(devices);
    }
  },

  /**
   * A grid whose opposite sides are joined, device i in row i / columns. Rows and columns are the
   * most square that fit: rows is the largest divisor of m not above its square root, so that a
   * prime number of devices makes a ring. Sides of two devices have one link, not two.
   */
  TORUS {
    @Override
    Graph graph(int devices) {
      int rows = (int) Math.sqrt(devices);
      while (devices % rows != 0) {
        rows--;
      }
      int columns = devices / rows;
      LinkList links = new LinkList();
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          int device = row * columns + column;
          if (hasLinkToNext(column, columns)) {
            links.add(device, row * columns + (column + 1) % columns);
          }
          if (hasLinkToNext(row, rows)) {
            links.add(device, (row + 1) % rows * columns + column);
          }
        }
      }
      return links.toGraph(devices);
    }
  },

  /** Device i is linked with i + 2^k and i - 2^k (modulo m) for every 2^k below m. */
  EXPONENTIAL {
    @Override
    Graph graph(int devices) {
      SortedSet<Integer> distances = new TreeSet<>();
      for (long power = 1; power < devices; power *= 2) {
        distances.add((int) Math.min(power, devices - power));
      }
      LinkList links = new LinkList();
      distances.forEach(distance -> addCircle(links, devices, distance));
      return links.toGraph(devices);
    }
  },

  /** Every device is linked with every other. */
  COMPLETE {
    @Override
    Graph graph(int devices) {
      return circulant(devices, devices / 2).toGraph(devices);
    }
  },

  /** Device 0 is linked with every other, and no others are linked. */
  STAR {
    @Override
    Graph graph(int devices) {
      LinkList links = new LinkList();
      for (int device = 1; device < devices; device++) {
        links.add(0, device);
      }
      return links.toGraph(devices);
    }
  };

  /**
   * The graph of this shape.
   *
   * @param devices number of devices m, >= 1
   */
  abstract Graph graph(int devices);

  /**
   * Devices on a circle, each linked with the {@code reach} next ones on either side.
   *
   * @param reach in [0, m / 2]
   */
  static LinkList circulant(int devices, int reach) {
    LinkList links = new LinkList();
    for (int distance = 1; distance <= reach; distance++) {
      addCircle(links, devices, distance);
    }
    return links;
  }

  /** Links every device with the one so many places further on, each pair once. */
  static void addCircle(LinkList links, int devices, int distance) {
    // Half-way round the circle both ends would name the same link.
    int starts = 2 * distance == devices ? distance : devices;
    for (int device = 0; device < starts; device++) {
      links.add(device, (device + distance) % devices);
    }
  }

  private static boolean hasLinkToNext(int index, int count) {
    return count > 2 || index + 1 < count;
  }
}
