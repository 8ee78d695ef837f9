package org.hyperprism.cli.links;

import java.util.Locale;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceSource;
import org.hyperprism.trace.table.TraceWriter;
import picocli.CommandLine.Option;

/** The option that lets a trace be replaced, and the writing of it, the same for all commands. */
final class TraceOutput {

  @Option(names = "--overwrite", description = "Replaces a file that is there.")
  private boolean overwrite;

  /**
   * Looks before long work whether a trace can be written there.
   *
   * @throws org.hyperprism.failure.ConfigurationException if the path has an unknown ending
   * @throws org.hyperprism.failure.EnvironmentException if the file exists and may not be replaced
   */
  void check(String path) {
    TraceWriter.checkTarget(path, HadoopSettings.current(), overwrite);
  }

  /** Writes the trace and returns what to say of it. */
  String write(TraceSource trace, String path) {
    long links = TraceWriter.write(trace, path, HadoopSettings.current(), overwrite);
    TraceInformation written = trace.information();
    double pairs = (double) written.rounds() * written.devices() * (written.devices() - 1);
    return String.format(
        Locale.ROOT,
        "wrote %s: %d devices, %d rounds, %d directed links, %.1f%% of all",
        path,
        written.devices(),
        written.rounds(),
        links,
        pairs == 0 ? 0 : 100 * links / pairs);
  }
}
