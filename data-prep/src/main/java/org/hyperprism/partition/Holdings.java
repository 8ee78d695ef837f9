package org.hyperprism.partition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The samples each device holds while an assignment is being made. */
final class Holdings {

  private final int[][] samples;
  private final int[] sizes;

  /**
   * @param expected samples of all devices together, for the first capacity
   */
  Holdings(int devices, int expected) {
    samples = new int[devices][Math.max(16, expected / devices)];
    sizes = new int[devices];
  }

  int size(int device) {
    return sizes[device];
  }

  /** Gives {@code added[from, to)} to a device. */
  void add(int device, int[] added, int from, int to) {
    int length = to - from;
    int needed = sizes[device] + length;
    if (needed > samples[device].length) {
      samples[device] = Arrays.copyOf(samples[device], Math.max(needed, 2 * sizes[device]));
    }
    System.arraycopy(added, from, samples[device], sizes[device], length);
    sizes[device] = needed;
  }

  /**
   * Cuts samples where the cumulative shares, rounded, say; the last share takes the rest.
   *
   * @param cut indices of samples that no device holds yet
   * @param shares of the devices, at least one above 0, with sum 1 up to rounding
   */
  void cut(int[] cut, double[] shares) {
    int last = lastPositive(shares);
    double cumulative = 0;
    int from = 0;
    for (int device = 0; device <= last; device++) {
      cumulative += shares[device];
      long rounded = Math.round(cumulative * cut.length);
      int to = device == last ? cut.length : (int) Math.min(rounded, cut.length);
      add(device, cut, from, to);
      from = to;
    }
  }

  private static int lastPositive(double[] shares) {
    int last = shares.length - 1;
    while (shares[last] == 0) {
      last--;
    }
    return last;
  }

  /**
   * Moves samples, one by one, from the device that holds most (the lowest of equals) to each
   * device below the minimum, in ascending order of the receivers.
   *
   * @param minimum at most the mean size, so that there is always a device to take from
   */
  void topUp(int minimum) {
    for (int device = 0; device < sizes.length; device++) {
      while (sizes[device] < minimum) {
        int donor = largest();
        sizes[donor]--;
        add(device, samples[donor], sizes[donor], sizes[donor] + 1);
      }
    }
  }

  private int largest() {
    int largest = 0;
    for (int device = 1; device < sizes.length; device++) {
      if (sizes[device] > sizes[largest]) {
        largest = device;
      }
    }
    return largest;
  }

  Assignment assignment() {
    List<int[]> lists = new ArrayList<>(sizes.length);
    for (int device = 0; device < sizes.length; device++) {
      lists.add(Arrays.copyOf(samples[device], sizes[device]));
    }
    return Assignment.ofLists(lists);
  }
}
