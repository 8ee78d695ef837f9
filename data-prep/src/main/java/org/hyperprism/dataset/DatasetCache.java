package org.hyperprism.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.program.ScratchFolder;

/**
 * The folder that keeps fetched data sets, one folder {@code <cache>/<name>} each.
 *
 * <p>A file appears there whole and checked or not at all: it is fetched into a scratch folder on
 * the same file system and moved in one step. Two processes that fetch the same data set at once
 * both move the same bytes.
 */
final class DatasetCache {

  private final Path root;
  private final Consumer<String> notices;

  /**
   * @param root the cache; made when something is fetched
   * @param notices receives one line for each fetch
   */
  DatasetCache(Path root, Consumer<String> notices) {
    this.root = root;
    this.notices = notices;
  }

  Path folder(String datasetName) {
    return root.resolve(datasetName);
  }

  /**
   * Fetches a data set from the first of its sources that has it.
   *
   * @throws EnvironmentException if no source has it, or has something else than it should; the
   *     message lists why each failed
   */
  void fetch(String datasetName, List<DataFile> files, List<Source> sources) {
    List<String> failures = new ArrayList<>();
    for (Source source : sources) {
      notices.accept("fetching " + datasetName + " from " + source.description());
      try {
        fetch(datasetName, files, source);
        return;
      } catch (IOException e) {
        failures.add(source.description() + ": " + FileFailure.reason(e));
      } catch (DataException e) {
        failures.add(source.description() + ": " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new EnvironmentException("fetching " + datasetName + " was interrupted", e);
      }
    }
    throw new EnvironmentException(
        String.format(
            "the data set %s could not be had; tried:%n  - %s: not there%n  - %s%n"
                + "Connect this machine, or put these files (packed as .gz or not) into %s or into"
                + " a folder that you name: %s",
            datasetName,
            folder(datasetName),
            String.join(System.lineSeparator() + "  - ", failures),
            folder(datasetName),
            String.join(", ", files.stream().map(DataFile::name).toList())));
  }

  private void fetch(String datasetName, List<DataFile> files, Source source)
      throws IOException, InterruptedException {
    Path folder = folder(datasetName);
    ScratchFolder scratch;
    Path partial;
    try {
      Files.createDirectories(folder);
      partial = Files.createDirectories(root.resolve(".partial").resolve(datasetName));
      scratch = ScratchFolder.in(root, ".fetch-");
    } catch (IOException e) {
      throw new EnvironmentException(
          String.format(
              "cannot write to the data cache %s (%s): give a cache folder that you may write to",
              root, FileFailure.reason(e)),
          e);
    }
    try (scratch) {
      Path work = Files.createDirectory(scratch.path().resolve("work"));
      Path fetched = Files.createDirectory(scratch.path().resolve("files"));
      source.fetch(files, new Source.Scratch(fetched, work, partial));
      for (DataFile file : files) {
        FileContent content = FileContent.read(fetched.resolve(file.name()));
        file.verify(
            new FileContent(file.name() + " of " + source.description(), content.bytes()),
            "the source has changed; put the right files into " + folder);
      }
      for (DataFile file : files) {
        ScratchFolder.move(fetched.resolve(file.name()), folder.resolve(file.name()));
      }
    }
  }
}
