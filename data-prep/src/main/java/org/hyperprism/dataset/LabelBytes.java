package org.hyperprism.dataset;

import org.hyperprism.failure.DataException;

/** Labels stored as one unsigned byte each. */
final class LabelBytes {

  private LabelBytes() {}

  /**
   * @param file what to call the file in messages
   * @throws DataException if a label is not 0 to classes - 1
   */
  static int[] parse(String file, byte[] bytes, int classes) {
    int[] labels = new int[bytes.length];
    for (int sample = 0; sample < labels.length; sample++) {
      labels[sample] = check(file, sample, bytes[sample] & 0xff, classes);
    }
    return labels;
  }

  /**
   * @return the label
   * @throws DataException if the label is not 0 to classes - 1
   */
  static int check(String file, int sample, int label, int classes) {
    if (label >= classes) {
      throw new DataException(
          String.format(
              "%s: sample %d has label %d; expected 0 to %d: get the file again, or check that it"
                  + " belongs to this data set",
              file, sample, label, classes - 1));
    }
    return label;
  }
}
