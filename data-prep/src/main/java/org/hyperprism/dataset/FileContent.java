package org.hyperprism.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;

/**
 * The content of one data file, unpacked if its name ends in {@code .gz}.
 *
 * @param file what to call the file in messages
 */
record FileContent(String file, byte[] bytes) {

  /**
   * Reads a whole file.
   *
   * @throws DataException if the file is not the gzip file its name says, or is cut short
   * @throws EnvironmentException if the file cannot be read
   */
  static FileContent read(Path file) {
    try (InputStream stored = Files.newInputStream(file)) {
      return read(file.toString(), stored);
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /** The same of a file in a folder. */
  static FileContent read(DataFolder folder, String name) {
    String file = folder + "/" + name;
    try (InputStream stored = folder.open(name)) {
      return read(file, stored);
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + file + ": " + FileFailure.reason(e), e);
    }
  }

  /**
   * Reads a whole stream, which stays open.
   *
   * @param file the name; {@code .gz} at its end means that the stream is packed
   * @throws DataException if the stream is not gzip data though its name says so, or is cut short
   * @throws EnvironmentException if the stream cannot be read
   */
  static FileContent read(String file, InputStream stored) {
    try {
      if (!file.endsWith(".gz")) {
        return new FileContent(file, stored.readAllBytes());
      }
    } catch (IOException e) {
      throw new EnvironmentException("cannot read " + file + ": " + FileFailure.reason(e), e);
    }
    try {
      return new FileContent(file, new GZIPInputStream(stored, 1 << 16).readAllBytes());
    } catch (IOException e) {
      throw new DataException(
          String.format(
              "%s cannot be unpacked as gzip data (%s); expected a whole .gz file: get it again, or"
                  + " take .gz from its name if it is not packed",
              file, FileFailure.reason(e)),
          e);
    }
  }

  /** The SHA-256 of the unpacked bytes, in lower-case hexadecimal digits. */
  String sha256() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
