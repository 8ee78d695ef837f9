package org.hyperprism.cli;

import java.io.PrintWriter;
import java.nio.charset.Charset;
import org.hyperprism.failure.EnvironmentException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The main class, for {@code java -cp} and for spark-submit alike. */
@Command(
    name = "hyperprism",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    scope = ScopeType.INHERIT,
    description = "Decentralised machine learning over non-IID data and time-varying links.",
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "The launcher also takes --master URL: the Spark master to run on instead of local[*];",
      "HYPERPRISM_HEAP sets the heap of the driver, such as 4g.",
      "Exit codes: 0 done, 1 a fault of HyperPrism, 2 something you can mend, 130 interrupted."
    })
public final class HyperPrism implements Runnable {

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it
  private CommandSpec command;

  private HyperPrism() {}

  public static void main(String[] arguments) {
    Charset console = Charset.defaultCharset();
    Application application =
        new Application(
            HyperPrism::notJoinedYet,
            HyperPrism::notJoinedYet,
            new PrintWriter(System.out, true, console),
            new PrintWriter(System.err, true, console));
    System.exit(application.execute(arguments));
  }

  /** The top command itself; its sub-commands are added by {@link Application}. */
  static HyperPrism topCommand() {
    return new HyperPrism();
  }

  @Override
  public void run() {
    throw new ParameterException(command.commandLine(), "Missing command");
  }

  private static int notJoinedYet(Object configuration, Object options) {
    throw new EnvironmentException("this build has no experiment to run");
  }

  private static String notJoinedYet(String name, Object given, Object cache) {
    throw new EnvironmentException("this build cannot fetch " + name);
  }
}
