package org.hyperprism.documentation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown page of the repository.
 *
 * @param file its path, relative to the repository's root
 * @param lines what it says
 */
public record Page(Path file, List<String> lines) {

  /** The repository, from the directory in which the tests of this module run. */
  public static final Path REPOSITORY = Path.of("..");

  private static final List<String> FOLDERS =
      List.of("conf", "data-prep", "notebooks", "benchmarks", "spark-job/docs");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern INLINE_CODE = Pattern.compile("`([^`\n]+)`");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*)");
  private static final Pattern COMMAND =
      Pattern.compile("([A-Z_]+=\\S+ )*(\\./hyperprism|mvn|java|spark-submit) .*");

  /** Where a page leads to. */
  public record Link(Page page, String target) {}

  /** All pages that people read, by path. */
  public static List<Page> all() {
    List<Path> files = new ArrayList<>(markdown(REPOSITORY, 1));
    FOLDERS.forEach(folder -> files.addAll(markdown(REPOSITORY.resolve(folder), 5)));
    return files.stream().sorted().map(Page::read).toList();
  }

  /**
   * One page.
   *
   * @param file its path, relative to the repository's root
   */
  public static Page of(String file) {
    return read(REPOSITORY.resolve(file));
  }

  private static List<Path> markdown(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !REPOSITORY.relativize(file).toString().matches("(.*/)?target/.*"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Page read(Path file) {
    try {
      return new Page(REPOSITORY.relativize(file).normalize(), Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The whole text. */
  public String text() {
    return String.join("\n", lines) + "\n";
  }

  /** What stands between fences, a block each. */
  public List<String> blocks() {
    List<String> blocks = new ArrayList<>();
    Optional<StringBuilder> open = Optional.empty();
    for (String line : lines) {
      if (line.startsWith("```")) {
        open.ifPresent(block -> blocks.add(block.toString()));
        open = open.isPresent() ? Optional.empty() : Optional.of(new StringBuilder());
      } else {
        open.ifPresent(block -> block.append(line).append('\n'));
      }
    }
    return blocks;
  }

  /** The lines outside of fences. */
  private List<String> prose() {
    List<String> prose = new ArrayList<>();
    boolean inside = false;
    for (String line : lines) {
      if (line.startsWith("```")) {
        inside = !inside;
      } else if (!inside) {
        prose.add(line);
      }
    }
    return prose;
  }

  /** The commands between fences, a line each, without the lines that they print. */
  public List<String> commands() {
    return blocks().stream()
        .flatMap(block -> block.replaceAll(" *\\\\\n *", " ").lines())
        .filter(line -> COMMAND.matcher(line).matches())
        .toList();
  }

  /** What stands in backquotes, outside of fences. */
  public List<String> inlineCode() {
    return matches(INLINE_CODE, String.join("\n", prose()));
  }

  /** The links to files and headings of this repository. */
  public List<Link> links() {
    return matches(LINK, String.join("\n", prose()).replaceAll("`[^`\n]*`", "")).stream()
        .filter(target -> !target.matches("[a-z]+:.*"))
        .map(target -> new Link(this, target))
        .toList();
  }

  /** The headings as links name them: small letters, hyphens for spaces. */
  public List<String> anchors() {
    return prose().stream()
        .flatMap(line -> HEADING.matcher(line).results())
        .map(heading -> anchor(heading.group(1)))
        .toList();
  }

  private static String anchor(String heading) {
    return heading
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
        .replace(' ', '-');
  }

  private static List<String> matches(Pattern pattern, String text) {
    List<String> matches = new ArrayList<>();
    for (MatchResult match : pattern.matcher(text).results().toList()) {
      matches.add(match.group(1));
    }
    return matches;
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
