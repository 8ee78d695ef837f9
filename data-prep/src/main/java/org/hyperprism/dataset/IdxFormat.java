package org.hyperprism.dataset;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.hyperprism.failure.DataException;

/**
 * The IDX format of MNIST and its relatives: a big-endian magic number and extents, then unsigned
 * bytes, row-major.
 *
 * <pre>
 * images: 0x00000803, count, rows, columns, then count x rows x columns intensities
 * labels: 0x00000801, count, then count labels
 * </pre>
 */
final class IdxFormat {

  private static final int IMAGES_MAGIC = 0x00000803;
  private static final int LABELS_MAGIC = 0x00000801;

  private IdxFormat() {}

  /**
   * Grey images and their labels.
   *
   * @param classes number of labels, which are 0 to classes - 1
   * @throws DataException if a file is not a whole IDX file of its kind, if the files disagree in
   *     their counts, or a label is out of range
   */
  static Samples parse(FileContent images, FileContent labels, int classes) {
    int[] imageExtents = extents(images, IMAGES_MAGIC, "images", 3);
    int[] labelExtents = extents(labels, LABELS_MAGIC, "labels", 1);
    if (imageExtents[0] != labelExtents[0]) {
      throw new DataException(
          String.format(
              "%s holds %d images, but %s holds %d labels; expected as many of both: give files that"
                  + " belong together",
              images.file(), imageExtents[0], labels.file(), labelExtents[0]));
    }
    FeatureShape shape = new FeatureShape(1, imageExtents[1], imageExtents[2]);
    byte[] features = data(images, 3);
    return Samples.ofBytes(
        shape, classes, features, LabelBytes.parse(labels.file(), data(labels, 1), classes));
  }

  /** Checks the magic number and the length, and returns the extents. */
  private static int[] extents(FileContent content, int magic, String kind, int dimensions) {
    int header = headerLength(dimensions);
    ByteBuffer buffer = ByteBuffer.wrap(content.bytes());
    if (content.bytes().length >= Integer.BYTES && buffer.getInt() != magic) {
      throw new DataException(
          String.format(
              "%s begins with 0x%08x; expected 0x%08x, the mark of an IDX file of %s: check that the"
                  + " files are not mixed up, and that a packed file's name ends in .gz",
              content.file(), buffer.getInt(0), magic, kind));
    }
    if (content.bytes().length < header) {
      throw truncated(content, header, "for the header");
    }
    int[] extents = new int[dimensions];
    long length = 1;
    for (int i = 0; i < dimensions; i++) {
      extents[i] = buffer.getInt();
      if (extents[i] < 1 || length > Integer.MAX_VALUE / extents[i]) {
        throw new DataException(
            String.format(
                "%s: extent %d of its header is %d; expected at least 1 and at most %d bytes in all",
                content.file(), i + 1, extents[i], Integer.MAX_VALUE));
      }
      length *= extents[i];
    }
    long expected = header + length;
    if (content.bytes().length < expected) {
      throw truncated(content, expected, "for " + extents[0] + " " + kind);
    }
    if (content.bytes().length > expected) {
      throw new DataException(
          String.format(
              "%s holds %d bytes; expected %d for %d %s: the last %d bytes do not belong to it",
              content.file(),
              content.bytes().length,
              expected,
              extents[0],
              kind,
              content.bytes().length - expected));
    }
    return extents;
  }

  private static DataException truncated(FileContent content, long expected, String what) {
    return new DataException(
        String.format(
            "%s is cut short: it holds %d bytes; expected %d %s: get the file again",
            content.file(), content.bytes().length, expected, what));
  }

  private static int headerLength(int dimensions) {
    return Integer.BYTES * (1 + dimensions);
  }

  private static byte[] data(FileContent content, int dimensions) {
    return Arrays.copyOfRange(content.bytes(), headerLength(dimensions), content.bytes().length);
  }
}
