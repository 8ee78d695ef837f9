package org.hyperprism.experiment.configuration;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import org.apache.hadoop.fs.Path;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.results.HadoopSettings;

/** A small file that a setting names: its text, read once by the driver. */
public final class TextFile {

  private static final String PACKED = ".gz";

  /** Keeps a file that would unpack to far more than it holds from filling the memory. */
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
      if (new Path(file).toUri().getScheme() == null) {
        bytes = Files.readAllBytes(ShippedFiles.locate(java.nio.file.Path.of(file)));
      } else {
        Path path = new Path(file);
        try (InputStream in = path.getFileSystem(HadoopSettings.current()).open(path)) {
          bytes = in.readAllBytes();
        }
      }
      return new String(file.endsWith(PACKED) ? unpacked(bytes) : bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException | FileNotFoundException missing) {
      throw refusal.apply("there is no such file", missing);
    } catch (AccessDeniedException denied) {
      throw refusal.apply("the file may not be read", denied);
    } catch (IOException | IllegalArgumentException unreadable) {
      throw refusal.apply("the file cannot be read (" + unreadable.getMessage() + ")", unreadable);
    }
  }

  private static byte[] unpacked(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] bytes = in.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        throw new IOException("it unpacks to more than %d bytes".formatted(MOST_BYTES));
      }
      return bytes;
    }
  }
}
