package org.hyperprism.cli.links;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.hyperprism.cli.progress.Printable;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.trace.contact.ContactTrace;
import org.hyperprism.trace.table.ContactFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hyperprism links import FILE --round-seconds S --out TRACE}. */
@Command(
    name = "import",
    description = {
      "Cuts a contact trace into rounds. Its lines are 'time a b up' and 'time a b down', as in the"
          + " CRAWDAD collections, or 'time CONN a b up', as the ONE simulator has them, separated by"
          + " commas, blanks or tabs; # begins a comment. The first round begins with the first line."
    })
final class LinksImportCommand implements Callable<Integer> {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  @Parameters(paramLabel = "FILE", description = "The contact trace; a path or a URI.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String file;

  @Option(
      names = "--round-seconds",
      required = true,
      paramLabel = "S",
      description = "Length of a round in seconds.")
  private double roundSeconds;

  @Option(
      names = "--share",
      defaultValue = "0.5",
      paramLabel = "SHARE",
      description =
          "Two devices are linked in a round if their contacts cover at least this share of it;"
              + " default ${DEFAULT-VALUE}.")
  private double share;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "TRACE",
      description = "The trace, .csv or .parquet: a path or a URI such as hdfs:///links/a.parquet.")
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private String out;

  @Mixin private TraceOutput output = new TraceOutput();

  @Override
  public Integer call() {
    ContactTrace trace = ContactFile.read(file, HadoopSettings.current(), roundSeconds, share);
    String written = output.write(trace, out);
    PrintWriter print = command.commandLine().getOut();
    print.println("device ids and the names that they had:");
    List<String> names = trace.names();
    for (int id = 0; id < names.size(); id++) {
      print.println(Printable.of("  " + id + " = " + names.get(id)));
    }
    print.println(written);
    return 0;
  }
}
