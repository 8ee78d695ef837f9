package org.hyperprism.dataset;

import java.util.List;
import org.hyperprism.failure.DataException;

/**
 * The binary format of CIFAR-10: records of 3,073 bytes, each one label and then 3 x 32 x 32
 * unsigned intensities (red, green, blue; row-major).
 */
final class Cifar10Format {

  static final FeatureShape SHAPE = new FeatureShape(3, 32, 32);
  static final int CLASSES = 10;
  private static final int RECORD = 1 + SHAPE.features();

  private Cifar10Format() {}

  /**
   * The samples of several files, one file after the other.
   *
   * @throws DataException if a file's length is not a multiple of 3,073 bytes or 0, or a label is
   *     out of range
   */
  static Samples parse(List<FileContent> files) {
    int count = files.stream().mapToInt(Cifar10Format::records).sum();
    byte[] features = new byte[Math.multiplyExact(count, SHAPE.features())];
    int[] labels = new int[count];
    int next = 0;
    for (FileContent file : files) {
      for (int i = 0; i < records(file); i++) {
        int label = file.bytes()[i * RECORD] & 0xff;
        labels[next] = LabelBytes.check(file.file(), i, label, CLASSES);
        int to = next * SHAPE.features();
        System.arraycopy(file.bytes(), i * RECORD + 1, features, to, SHAPE.features());
        next++;
      }
    }
    return Samples.ofBytes(SHAPE, CLASSES, features, labels);
  }

  private static int records(FileContent file) {
    int length = file.bytes().length;
    if (length == 0 || length % RECORD != 0) {
      throw new DataException(
          String.format(
              "%s holds %d bytes; expected a multiple of %d, the length of one CIFAR-10 record:"
                  + " %s: get the file again",
              file.file(),
              length,
              RECORD,
              length == 0 ? "it is empty" : (length % RECORD) + " bytes are left over"));
    }
    return length / RECORD;
  }
}
