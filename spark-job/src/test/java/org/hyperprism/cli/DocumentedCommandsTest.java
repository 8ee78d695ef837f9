package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hyperprism.cli.links.LinksCommand;
import org.hyperprism.documentation.Page;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * Every command of HyperPrism in the pages of the repository is understood: its options exist, its
 * file is there, and its settings are accepted. The experiments themselves are not run.
 */
class DocumentedCommandsTest {

  private static final String PROGRAM = "./hyperprism ";

  /** A word of a command line; quotes of the shell may begin within it. */
  private static final Pattern WORD = Pattern.compile("(?:'[^']*'|\"[^\"]*\"|[^\\s'\"])+");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void everyCommandBetweenFencesIsUnderstood() {
    List<String> commands =
        Page.all().stream()
            .flatMap(page -> page.commands().stream())
            .filter(command -> command.contains(PROGRAM))
            // That of the guide needs the jar that the guide makes: PlugInIT.
            .filter(command -> !command.contains("lazy-gossip"))
            .toList();

    assertThat(commands).hasSizeGreaterThan(20).allSatisfy(this::isUnderstood);
  }

  @Test
  void everyCommandWithinASentenceIsUnderstood() {
    List<String> commands =
        inlineCode()
            .filter(code -> code.startsWith(PROGRAM))
            .filter(command -> !command.contains("DIR"))
            .filter(command -> !command.matches("\\./hyperprism \\w+ \\w+")) // a name alone
            .toList();

    assertThat(commands).hasSizeGreaterThan(3).allSatisfy(this::isUnderstood);
  }

  @Test
  void settingsToAddToACommandAreAccepted() {
    List<String> settings =
        inlineCode()
            .filter(code -> code.startsWith("--set ") && code.contains("="))
            .filter(code -> !code.equals("--set key=value"))
            .toList();

    assertThat(settings)
        .hasSizeGreaterThan(10)
        .allSatisfy(
            added ->
                isUnderstood(
                    PROGRAM
                        + (added.contains("sweep.")
                            ? "sweep conf/paper/table-2.conf "
                            : "run conf/base.conf ")
                        + added));
  }

  @Test
  void wrongCommandsAreFound() {
    assertThat(execute("./hyperprism links show traces.csv --colour red")).isEqualTo(2);
    assertThat(execute("./hyperprism run conf/absent.conf")).isEqualTo(2);
    assertThat(execute("./hyperprism run conf/base.conf --set 'methods=[fedavg]'")).isEqualTo(2);
  }

  private static Stream<String> inlineCode() {
    return Page.all().stream().flatMap(page -> page.inlineCode().stream());
  }

  private void isUnderstood(String command) {
    err.getBuffer().setLength(0);
    assertThat(execute(command)).as("%s%n%s", command, err).isZero();
  }

  private int execute(String command) {
    List<String> arguments = arguments(command);
    if (arguments.get(0).equals("links")
        || arguments.contains("partition")
        || List.of("report", "export", "score").contains(arguments.get(0))) {
      return read(arguments);
    }
    if (arguments.get(0).equals("tune")) {
      arguments.add("--list");
    }
    return new Application(
            (configuration, options) -> 0,
            (sweep, options, retryFailed, chosen) -> 0,
            (name, given, cache) -> name,
            new PrintWriter(out, true),
            new PrintWriter(err, true))
        .execute(arguments.toArray(String[]::new));
  }

  /** Reads the options of a command that would do its work at once, and does nothing. */
  private int read(List<String> arguments) {
    CommandLine commands =
        new CommandLine(HyperPrism.topCommand())
            .addSubcommand(new CommandLine(new DataCommand()).addSubcommand(new PartitionCommand()))
            .addSubcommand(LinksCommand.group())
            .addSubcommand(new ReportCommand())
            .addSubcommand(new ExportCommand())
            .addSubcommand(new ScoreCommand());
    try {
      commands.parseArgs(arguments.toArray(String[]::new));
      return 0;
    } catch (ParameterException problem) {
      err.append(problem.getMessage());
      return problem.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
    }
  }

  /** What HyperPrism is handed by the shell and the launcher, with files as seen from here. */
  private static List<String> arguments(String command) {
    String line = command.substring(command.indexOf(PROGRAM) + PROGRAM.length());
    List<String> arguments = new ArrayList<>();
    for (MatchResult word : WORD.matcher(line).results().toList()) {
      String argument = word.group().replace("'", "");
      arguments.add(argument.startsWith("conf/") ? "../" + argument : argument);
    }
    int master = arguments.indexOf("--master");
    if (master >= 0) {
      arguments.subList(master, master + 2).clear();
    }
    return arguments;
  }
}
