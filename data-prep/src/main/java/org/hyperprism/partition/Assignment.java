package org.hyperprism.partition;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Checksum;

/**
 * Which device holds which training samples: every sample is on exactly one device.
 *
 * @param samples int[devices][samples of that device], indices into the training set, ascending
 *     within each device; kept, not copied
 */
public record Assignment(int[][] samples) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @throws IllegalArgumentException if the lists do not hold each of 0 to n - 1 exactly once, or
   *     one of them is not ascending
   */
  public Assignment {
    int total = Arrays.stream(samples).mapToInt(device -> device.length).sum();
    boolean[] placed = new boolean[total];
    for (int device = 0; device < samples.length; device++) {
      int previous = -1;
      for (int sample : samples[device]) {
        if (sample >= total || sample <= previous || placed[sample]) {
          throw new IllegalArgumentException(
              String.format(
                  "device %d lists sample %d after %d; expected ascending samples of 0 to %d, each"
                      + " on one device",
                  device, sample, previous, total - 1));
        }
        placed[sample] = true;
        previous = sample;
      }
    }
  }

  /** An assignment of unordered lists, which are sorted here. */
  static Assignment ofLists(List<int[]> lists) {
    int[][] samples = new int[lists.size()][];
    for (int device = 0; device < samples.length; device++) {
      samples[device] = lists.get(device).clone();
      Arrays.sort(samples[device]);
    }
    return new Assignment(samples);
  }

  /** Adds everything to a checksum: the samples of each device, in order. */
  public void addTo(Checksum checksum) {
    for (int[] device : samples) {
      ByteBuffer numbers = ByteBuffer.allocate(Integer.BYTES * (device.length + 1));
      numbers.putInt(device.length).asIntBuffer().put(device);
      checksum.update(numbers.array());
    }
  }

  /**
   * The assignment of samples whose devices are known.
   *
   * @param deviceOf the device of each sample, 0 to {@code devices} - 1
   */
  public static Assignment ofDevices(int[] deviceOf, int devices) {
    int[] counts = new int[devices];
    for (int device : deviceOf) {
      counts[device]++;
    }
    int[][] samples = new int[devices][];
    Arrays.setAll(samples, device -> new int[counts[device]]);
    for (int sample = deviceOf.length - 1; sample >= 0; sample--) {
      samples[deviceOf[sample]][--counts[deviceOf[sample]]] = sample;
    }
    return new Assignment(samples);
  }

  /** How many devices. */
  public int devices() {
    return samples.length;
  }

  /** How many samples all devices hold together: the size of the training set. */
  public int count() {
    return Arrays.stream(samples).mapToInt(device -> device.length).sum();
  }

  /** The samples of one device, ascending; not to be changed. */
  public int[] samplesOf(int device) {
    return samples[device];
  }

  /** int[count]: the device of each sample. */
  public int[] deviceOfSample() {
    int[] deviceOf = new int[count()];
    for (int device = 0; device < samples.length; device++) {
      for (int sample : samples[device]) {
        deviceOf[sample] = device;
      }
    }
    return deviceOf;
  }

  /**
   * How often each class occurs on each device.
   *
   * @param labels int[count], each 0 to classes - 1
   * @return int[devices][classes]
   */
  public int[][] classCounts(int[] labels, int classes) {
    int[][] counts = new int[samples.length][classes];
    for (int device = 0; device < samples.length; device++) {
      for (int sample : samples[device]) {
        counts[device][labels[sample]]++;
      }
    }
    return counts;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Assignment assignment && Arrays.deepEquals(samples, assignment.samples);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(samples);
  }

  @Override
  public String toString() {
    return "Assignment of " + count() + " samples to " + devices() + " devices";
  }
}
