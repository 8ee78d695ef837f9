package org.hyperprism.cli;

import java.nio.file.Path;
import java.util.Optional;

/** Makes a data set available on this machine. */
@FunctionalInterface
public interface DataSetFetcher {

  /**
   * Finds or fetches the data set, and checks it.
   *
   * @param name name of the data set
   * @param given where its files are, if known
   * @param cache directory for fetched files
   * @return one line for the user: what is there now, and where
   */
  String fetch(String name, Optional<Path> given, Path cache);
}
