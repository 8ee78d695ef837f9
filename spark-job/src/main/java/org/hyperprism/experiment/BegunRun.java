package org.hyperprism.experiment;

import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.results.ResultSettings;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunIdentity;

/**
 * A run that a directory holds already, and what it was begun with: only the same experiment goes
 * on there.
 */
final class BegunRun {

  private final RunDirectory directory;

  BegunRun(RunDirectory directory) {
    this.directory = directory;
  }

  /** Refuses to resume a run that is done. */
  void checkIncomplete() {
    if (directory.read(RunDirectory.SUMMARY).isPresent()) {
      throw new ConfigurationException(
          "--resume: the run in %s is complete, there is nothing to resume; its results are in %s"
              .formatted(directory, RunDirectory.SUMMARY));
    }
  }

  /** A run may be resumed under another engine, but not as another experiment. */
  void checkSettings(String resolved) {
    List<String> before = decisive(directory.read(RunDirectory.CONFIGURATION).orElse(""));
    List<String> now = decisive(resolved);
    // A setting that came after the run, with a newer version say, changes nothing by its default.
    List<String> defaults = ConfigurationWriter.defaults();
    for (String line : now) {
      boolean isNew = before.stream().noneMatch(other -> other.startsWith(key(line)));
      if (!before.contains(line) && !(isNew && defaults.contains(line))) {
        throw new ConfigurationException(
            "--resume: the run in %s was begun with other settings: now '%s', then '%s'; give the"
                    .formatted(directory, line, counterpart(before, line))
                + " settings it was begun with, or --overwrite to start again");
      }
    }
  }

  /** The file may have changed although its name did not. */
  void checkModel(ModelDefinition model) {
    Optional<String> before = directory.read(RunDirectory.MODEL);
    if (model instanceof ImportedModel imported
        && before.isPresent()
        && !before.get().strip().equals(imported.configuration().strip())) {
      throw new ConfigurationException(
          "--resume: the run in %s was begun with another network in %s: it is kept as %s; give that one, or --overwrite to start again"
              .formatted(directory, model.name(), directory.uri(RunDirectory.MODEL)));
    }
  }

  /** The lines of a configuration that a resumed run must have alike. */
  private static List<String> decisive(String resolved) {
    return resolved.lines().filter(ResultSettings::stay).toList();
  }

  private static String key(String line) {
    return line.substring(0, line.indexOf('=') + 1);
  }

  private static String counterpart(List<String> before, String line) {
    String key = key(line);
    return before.stream().filter(other -> other.startsWith(key)).findFirst().orElse("not set");
  }

  /**
   * The files may have changed although their names did not.
   *
   * @param now of a run that would begin on the files as they are
   */
  void checkFiles(RunIdentity now) {
    Optional<RunIdentity> before = RunIdentity.of(directory);
    if (before.isPresent()) {
      check("data: its samples have", now.data(), before.get().data());
      check("links: those of its trace have", now.links(), before.get().links());
      check("models of startFrom: they have", now.start(), before.get().start());
      check("tables of devices: they have", now.tables(), before.get().tables());
    }
  }

  private void check(String what, String now, String before) {
    // Runs that an older version began know no checksum of their trace.
    if (!before.isEmpty() && !before.equals(now)) {
      throw new ConfigurationException(
          "--resume: the run in %s was begun with other %s the CRC-32 %s now, then %s; give those it was begun with, or --overwrite to start again"
              .formatted(directory, what, now, before));
    }
  }

  /** What the run is called, a UUID; empty if there is none. */
  Optional<String> identity() {
    return RunIdentity.of(directory).map(RunIdentity::run);
  }

  /**
   * Its identity as it goes on; a new one if it was cut off before it had one.
   *
   * @param begun of a run that begins
   * @throws ConfigurationException if it has rounds, and lost what says which checkpoints are its
   *     own
   */
  RunIdentity resumed(RunIdentity begun) {
    if (directory.read(RunDirectory.ENVIRONMENT).isEmpty()
        && directory.read(RunDirectory.METRICS).isPresent()) {
      throw new ConfigurationException(
          "--resume: the run in %s has rounds in %s, but no %s, which says which checkpoints are its own; put that file back, or give --overwrite to start again"
              .formatted(directory, RunDirectory.METRICS, RunDirectory.ENVIRONMENT));
    }
    return RunIdentity.of(directory).map(RunIdentity::resumed).orElse(begun);
  }
}
