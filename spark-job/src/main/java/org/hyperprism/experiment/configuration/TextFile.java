package org.hyperprism.experiment.configuration;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.Path;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.results.HadoopSettings;

/** A small file that a setting names: its text, read once by the driver. */
public final class TextFile {

  private static final String PACKED = ".gz";

  /** Keeps a file that is something else, or unpacks to far more, from filling the memory. */
  private static final int MOST_BYTES = 256 << 20;

  private TextFile() {}

  /**
   * The text of a file, unpacked if its name ends in {@code .gz}. A name without a scheme is a file
   * of this machine; a relative one counts from where we are.
   *
   * @param refusal what is thrown if it cannot be read, for a reason and a cause
   */
  public static String read(
      String file, BiFunction<String, Exception, ConfigurationException> refusal) {
    try {
      byte[] bytes;
      if (!file.contains("://") && !file.startsWith("file:")) {
        try (InputStream in =
            Files.newInputStream(ShippedFiles.locate(java.nio.file.Path.of(file)))) {
          bytes = bounded(in, "has");
        }
      } else {
        Path path = new Path(file);
        try (InputStream in = path.getFileSystem(HadoopSettings.current()).open(path)) {
          bytes = bounded(in, "has");
        }
      }
      return new String(file.endsWith(PACKED) ? unpacked(bytes) : bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException | FileNotFoundException missing) {
      throw refusal.apply("there is no such file", missing);
    } catch (AccessDeniedException denied) {
      throw refusal.apply("the file may not be read", denied);
    } catch (IOException | IllegalArgumentException unreadable) {
      Throwable reason =
          unreadable.getCause() instanceof URISyntaxException noUri ? noUri : unreadable;
      throw refusal.apply(
          "the file cannot be read (" + FileFailure.reason(reason) + ")", unreadable);
    }
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return bounded(in, "unpacks to");
    }
  }

  private static byte[] bounded(InputStream in, String has) throws IOException {
    byte[] bytes = in.readNBytes(MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) {
      throw new IOException("it %s more than %d bytes".formatted(has, MOST_BYTES));
    }
    return bytes;
  }
}
