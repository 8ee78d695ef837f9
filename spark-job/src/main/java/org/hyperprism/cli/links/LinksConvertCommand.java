package org.hyperprism.cli.links;

import java.util.concurrent.Callable;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.trace.table.TraceCheck;
import org.hyperprism.trace.table.TraceFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism links convert IN OUT}. */
@Command(
    name = "convert",
    description = {
      "Checks a trace and writes it in the format that the other name's ending says, .csv or"
          + " .parquet. CSV loses what a trace says of itself beside its rows."
    })
final class LinksConvertCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(
      index = "0",
      paramLabel = "IN",
      description = "A .csv or .parquet file or a folder of such files; a path or a URI.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The new file; a path or a URI.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String out;

  @Mixin private TraceOutput output = new TraceOutput();

  @Override
  public Integer call() {
    TraceFile trace = new TraceFile(in, HadoopSettings.current());
    TraceCheck.of(trace);
    command.commandLine().getOut().println(output.write(trace, out));
    return 0;
  }
}
