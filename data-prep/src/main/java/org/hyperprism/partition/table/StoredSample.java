package org.hyperprism.partition.table;

import org.hyperprism.failure.DataException;

/** A row of a stored table, overwritten by the next one. */
final class StoredSample {

  private static final int MISSING = -1;
  private static final byte[] NONE = {};

  /** Who holds it; stays missing in the table of the test samples. */
  int device;

  int sample;
  int label;

  /** Encoded as the metadata says. */
  byte[] features = NONE;

  /** A cell that the next row does not have is missing. */
  void clear() {
    device = MISSING;
    sample = MISSING;
    label = MISSING;
    features = NONE;
  }

  /**
   * Refuses what the metadata does not allow.
   *
   * @param table what to call the table in messages
   * @param count samples of the table
   * @param ofDevices whether the table says who holds a sample
   */
  void check(Metadata metadata, String table, int count, boolean ofDevices) {
    int length = metadata.sampleBytes();
    if (sample < 0
        || sample >= count
        || features.length != length
        || (ofDevices && (device < 0 || device >= metadata.devices()))
        || label < 0
        || label >= metadata.classes()) {
      throw new DataException(
          "%s: sample %d of label %d on device %d has %d bytes of features; expected samples 0 to %d, labels 0 to %d, devices 0 to %d and %d bytes: write the data set again"
              .formatted(
                  table,
                  sample,
                  label,
                  device,
                  features.length,
                  count - 1,
                  metadata.classes() - 1,
                  metadata.devices() - 1,
                  length));
    }
  }
}
