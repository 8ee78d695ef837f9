package org.hyperprism.setting;

import com.typesafe.config.ConfigOrigin;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.hyperprism.failure.ConfigurationException;

/**
 * Something wrong in a configuration, and where.
 *
 * @param file the file, or empty for the command line
 * @param line line in the file, counted from 1; -1 where unknown
 * @param place file and line, or the option of the command line, as people see it
 * @param message what was given and what was expected
 */
public record Problem(String file, int line, String place, String message) {

  /** Files first, by name and line; then the command line. */
  private static final Comparator<Problem> ORDER =
      Comparator.comparing((Problem problem) -> problem.file().isEmpty())
          .thenComparing(Problem::file)
          .thenComparingInt(Problem::line)
          .thenComparing(Problem::place)
          .thenComparing(Problem::message);

  public static Problem at(ConfigOrigin origin, String message) {
    String file = origin.filename();
    if (file == null) {
      // The description of text that came from no file ends in its line, always 1.
      String place = origin.description().replaceFirst(": \\d+$", "");
      return new Problem("", -1, place, message);
    }
    int line = origin.lineNumber();
    return new Problem(file, line, line > 0 ? file + ", line " + line : file, message);
  }

  /** One exception with all the problems, one line each. */
  public static ConfigurationException report(List<Problem> problems) {
    String count = problems.size() == 1 ? "1 problem" : problems.size() + " problems";
    return new ConfigurationException(
        problems.stream()
            .sorted(ORDER)
            .map(problem -> "  " + problem.place() + ": " + problem.message())
            .collect(Collectors.joining("\n", count + " in the configuration:\n", "")));
  }
}
