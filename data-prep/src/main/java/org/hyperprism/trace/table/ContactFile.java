package org.hyperprism.trace.table;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.contact.ContactTrace;

/** Contact traces on any file system that Hadoop knows. */
public final class ContactFile {

  private ContactFile() {}

  /**
   * Reads a contact trace.
   *
   * @param path or URI of the file
   * @param roundSeconds length of a round in seconds, positive
   * @param share of a round that a contact must cover, above 0 and at most 1
   * @throws DataException if it does not exist or is not one; the message names the line
   */
  public static ContactTrace read(
      String path, Configuration hadoop, double roundSeconds, double share) {
    return TraceFile.onFileSystem(
        path,
        hadoop,
        files -> {
          try (BufferedReader lines =
              new BufferedReader(
                  new InputStreamReader(files.open(new Path(path)), StandardCharsets.UTF_8))) {
            return ContactTrace.read(lines, path, roundSeconds, share);
          } catch (FileNotFoundException missing) {
            throw new DataException(
                "the contact trace " + path + " does not exist: correct the path", missing);
          }
        });
  }
}
