package org.hyperprism.dataset;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;

/**
 * Makes the files of {@code mnist-sample} out of the full MNIST: the first samples of each class,
 * in file order.
 */
final class MnistSampleMaker {

  static final int TRAIN_PER_CLASS = 600;
  static final int TEST_PER_CLASS = 100;
  private static final int CLASSES = 10;
  private static final int PIXELS = 28 * 28;

  private MnistSampleMaker() {}

  /**
   * @param arguments the folder that holds the full MNIST, and the folder to write to
   */
  public static void main(String[] arguments) throws IOException {
    Path mnist = Path.of(arguments[0]);
    Path target = Files.createDirectories(Path.of(arguments[1]));
    for (DataFile file : NamedDataset.MNIST.files()) {
      Path packed = target.resolve(file.name() + ".gz");
      try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
        out.write(sampleOf(mnist, file.name()));
      }
    }
  }

  /** The unpacked content of one file of the sample. */
  static byte[] sampleOf(Path mnist, String file) throws IOException {
    boolean train = file.startsWith("train");
    String labelsFile = train ? "train-labels-idx1-ubyte" : "t10k-labels-idx1-ubyte";
    byte[] labels = Files.readAllBytes(mnist.resolve(labelsFile));
    int[] chosen = firstOfEachClass(labels, train ? TRAIN_PER_CLASS : TEST_PER_CLASS);
    byte[] full = Files.readAllBytes(mnist.resolve(file));
    boolean images = file.contains("images");
    int header = images ? 16 : 8;
    int length = images ? PIXELS : 1;
    ByteArrayOutputStream sample = new ByteArrayOutputStream();
    sample.write(full, 0, 4);
    sample.writeBytes(ByteBuffer.allocate(4).putInt(chosen.length).array());
    sample.write(full, 8, header - 8);
    for (int index : chosen) {
      sample.write(full, header + index * length, length);
    }
    return sample.toByteArray();
  }

  /** Indices of the first {@code perClass} samples of each class, ascending. */
  private static int[] firstOfEachClass(byte[] labelsFile, int perClass) {
    int[] taken = new int[CLASSES];
    return IntStream.range(0, labelsFile.length - 8)
        .filter(sample -> taken[labelsFile[8 + sample]]++ < perClass)
        .toArray();
  }
}
