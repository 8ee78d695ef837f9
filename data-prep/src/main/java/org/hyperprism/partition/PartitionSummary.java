package org.hyperprism.partition;

import java.util.Arrays;
import java.util.Locale;

/**
 * How many samples of each class every device holds, as a table.
 *
 * @param counts int[devices][classes]; kept, not copied
 */
public record PartitionSummary(int[][] counts) {

  /** Begins the name of each column that counts the samples of a class. */
  public static final String CLASS_COLUMN = "class_";

  private static final double LOG_2 = Math.log(2);

  /** The summary of an assignment of samples with these labels. */
  public static PartitionSummary of(Assignment assignment, int[] labels, int classes) {
    return new PartitionSummary(assignment.classCounts(labels, classes));
  }

  public int devices() {
    return counts.length;
  }

  public int classes() {
    return counts.length == 0 ? 0 : counts[0].length;
  }

  /** Samples of all devices. */
  public long samples() {
    return Arrays.stream(counts).flatMapToInt(Arrays::stream).asLongStream().sum();
  }

  /** Samples of one device. */
  public int samples(int device) {
    return Arrays.stream(counts[device]).sum();
  }

  /** Classes of which a device holds at least one sample. */
  public int classesPresent(int device) {
    return (int) Arrays.stream(counts[device]).filter(count -> count > 0).count();
  }

  /**
   * Entropy of the labels of one device, in bits: 0 for a single class, log2(classes) for equal
   * counts of all.
   */
  public double labelEntropy(int device) {
    double samples = samples(device);
    double entropy = 0;
    for (int count : counts[device]) {
      if (count > 0) {
        entropy -= count / samples * Math.log(count / samples) / LOG_2;
      }
    }
    return entropy;
  }

  /** Mean label entropy of the devices, in bits. */
  public double meanLabelEntropy() {
    double sum = 0;
    for (int device = 0; device < devices(); device++) {
      sum += labelEntropy(device);
    }
    return sum / Math.max(1, devices());
  }

  /** A table for people, one line per device, each line ended. */
  public String toText() {
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "%8s %8s %8s ", "device", "samples", "classes"));
    for (int label = 0; label < classes(); label++) {
      text.append(String.format(Locale.ROOT, " %6s", "#" + label));
    }
    text.append('\n');
    for (int device = 0; device < devices(); device++) {
      text.append(
          String.format(
              Locale.ROOT, "%8d %8d %8d ", device, samples(device), classesPresent(device)));
      for (int count : counts[device]) {
        text.append(count == 0 ? "      ." : String.format(Locale.ROOT, " %6d", count));
      }
      text.append('\n');
    }
    int[] sizes =
        Arrays.stream(counts).mapToInt(row -> Arrays.stream(row).sum()).sorted().toArray();
    text.append(
        String.format(
            Locale.ROOT,
            "%d devices, %d samples; per device %d to %d (median %s); label entropy %.2f bits of"
                + " %.2f\n",
            sizes.length,
            Arrays.stream(sizes).sum(),
            sizes[0],
            sizes[sizes.length - 1],
            median(sizes),
            meanLabelEntropy(),
            Math.log(classes()) / LOG_2));
    return text.toString();
  }

  /**
   * Such as 3, or 2.5 between the two in the middle.
   *
   * @param sorted at least one
   */
  private static String median(int[] sorted) {
    long twice = (long) sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2];
    return twice / 2 + (twice % 2 == 0 ? "" : ".5");
  }

  /** The name of the column that counts the samples of a class: {@code class_0} and so on. */
  public static String classColumn(int label) {
    return CLASS_COLUMN + label;
  }

  /** The table as CSV: {@code device,samples,classes_present,class_0,...}, each line ended. */
  public String toCsv() {
    StringBuilder csv = new StringBuilder("device,samples,classes_present");
    for (int label = 0; label < classes(); label++) {
      csv.append(',').append(classColumn(label));
    }
    csv.append('\n');
    for (int device = 0; device < devices(); device++) {
      csv.append(device).append(',').append(samples(device));
      csv.append(',').append(classesPresent(device));
      for (int count : counts[device]) {
        csv.append(',').append(count);
      }
      csv.append('\n');
    }
    return csv.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof PartitionSummary summary && Arrays.deepEquals(counts, summary.counts);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(counts);
  }

  @Override
  public String toString() {
    return toText();
  }
}
