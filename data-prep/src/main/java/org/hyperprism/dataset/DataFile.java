package org.hyperprism.dataset;

import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.failure.DataException;

/**
 * One file of a named data set.
 *
 * @param name its name, unpacked
 * @param sha256 checksum of its unpacked content
 */
record DataFile(String name, String sha256) {

  /** The name of this file in a folder, unpacked or (second choice) packed. */
  Optional<String> find(DataFolder folder) {
    return Stream.of(name, name + ".gz").filter(folder::has).findFirst();
  }

  /**
   * @param remedy how to mend a wrong file, an imperative sentence without its full stop
   * @throws DataException if the content is not this file's
   */
  void verify(FileContent content, String remedy) {
    String found = content.sha256();
    if (!found.equals(sha256)) {
      throw new DataException(
          String.format(
              "%s is not the %s of this data set: its SHA-256 is %s; expected %s: %s",
              content.file(), name, found, sha256, remedy));
    }
  }
}
