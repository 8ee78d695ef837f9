package org.hyperprism.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperprism.documentation.Page.Link;
import org.hyperprism.experiment.configuration.ConfigurationWriter;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.partition.PartitionFactory;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.topology.LinkScheduleFactory;
import org.junit.jupiter.api.Test;

/** What the pages say of files, settings, columns and tests is what the repository has. */
class DocumentationTest {

  private static final List<Page> PAGES = Page.all();

  @Test
  void thePagesPeopleLookForAreThere() {
    assertThat(PAGES)
        .extracting(Page::toString)
        .contains(
            "README.md",
            "CONTRIBUTING.md",
            "CHANGELOG.md",
            "conf/README.md",
            "data-prep/README.md",
            "benchmarks/README.md",
            "spark-job/docs/architecture.md",
            "spark-job/docs/glossary.md",
            "spark-job/docs/methods.md");
  }

  @Test
  void theReadmeIsShort() throws IOException {
    assertThat(Files.size(Page.REPOSITORY.resolve("README.md"))).isLessThanOrEqualTo(10_240);
  }

  @Test
  void everyLinkLeadsSomewhere() {
    List<Link> links = PAGES.stream().flatMap(page -> page.links().stream()).toList();

    assertThat(links).hasSizeGreaterThan(50).allSatisfy(DocumentationTest::leadsSomewhere);
  }

  private static void leadsSomewhere(Link link) {
    String[] parts = link.target().split("#", 2);
    Path file = target(link);
    assertThat(Page.REPOSITORY.resolve(file)).as("%s", link).exists();
    if (parts.length == 2) {
      assertThat(Page.of(file.toString()).anchors()).as("%s", link).contains(parts[1]);
    }
  }

  /** The file that a link names, from the repository's root. */
  private static Path target(Link link) {
    String path = link.target().replaceFirst("#.*", "");
    return path.isEmpty()
        ? link.page().file()
        : link.page().file().resolveSibling(path).normalize();
  }

  @Test
  void everyPageIsReachedFromTheReadme() {
    Set<String> reached = new TreeSet<>();
    Deque<Page> open = new ArrayDeque<>(List.of(Page.of("README.md")));
    while (!open.isEmpty()) {
      Page page = open.pop();
      if (reached.add(page.toString())) {
        page.links().stream()
            .map(link -> target(link).toString())
            .filter(file -> file.endsWith(".md"))
            .map(Page::of)
            .forEach(open::push);
      }
    }
    assertThat(reached)
        .containsAll(PAGES.stream().map(Page::toString).collect(Collectors.toList()));
  }

  @Test
  void headingsOfAPageDiffer() {
    assertThat(PAGES)
        .allSatisfy(page -> assertThat(page.anchors()).as("%s", page).doesNotHaveDuplicates());
  }

  @Test
  void theTableOfSettingsIsTheOneThatIsPrinted() {
    String table = ConfigurationWriter.reference().strip();
    List<String> rows = Page.of("conf/README.md").lines();

    int first = rows.indexOf(table.lines().findFirst().orElseThrow());
    assertThat(first).isPositive();
    assertThat(
            rows.subList(first, rows.size()).stream()
                .takeWhile(row -> row.startsWith("|"))
                .collect(Collectors.joining("\n")))
        .as("the table of settings in conf/README.md; ./hyperprism config prints it anew")
        .isEqualTo(table);
  }

  @Test
  void whatIsChosenByNameHasARow() {
    assertRows("spark-job/docs/methods.md", MethodFactory.all().names());
    assertRows("spark-job/docs/links.md", LinkScheduleFactory.all().names());
    assertRows("data-prep/README.md", PartitionFactory.all().names());
  }

  private static void assertRows(String page, List<String> names) {
    List<String> heads =
        Page.of(page).lines().stream()
            .filter(line -> line.startsWith("| "))
            .map(line -> line.split(" \\| ", 2)[0])
            .toList();
    assertThat(names)
        .as("names that need a row in a table of %s", page)
        .filteredOn(name -> heads.stream().noneMatch(head -> head.contains("`" + name + "`")))
        .isEmpty();
  }

  @Test
  void theGuideShowsTheExampleAsItIs() throws IOException {
    String source =
        Files.readString(
            Path.of("src", "examples", "own-method", "src", "org", "example", "LazyGossip.java"));
    assertThat(Files.readString(Path.of("docs", "writing-a-method.md"))).contains(source);
    assertThat(source.lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(60);
  }

  @Test
  void everyColumnIsExplained() {
    String page = Page.of("spark-job/docs/run-files.md").text();

    assertThat(RoundMetrics.COLUMNS)
        .allSatisfy(column -> assertThat(page).contains("`" + column.name() + "`"));
  }

  @Test
  void everyFileOfConfThatIsNamedIsThere() {
    List<String> names =
        named("(?<![a-z0-9/.])conf/[a-z0-9./-]*[a-z0-9]").stream()
            .filter(name -> !name.contains("/etc/"))
            .toList();

    assertThat(names)
        .hasSizeGreaterThan(10)
        .allSatisfy(name -> assertThat(Page.REPOSITORY.resolve(name)).exists());
  }

  @Test
  void everyTestThatIsNamedIsThere() throws IOException {
    Set<String> tests = classes("data-prep/src/test/java", "spark-job/src/test/java");

    assertThat(named("\\b[A-Z][A-Za-z0-9]+(?:Test|IT|Contract)\\b"))
        .hasSizeGreaterThan(10)
        .allSatisfy(name -> assertThat(tests).contains(name));
  }

  @Test
  void everyBenchmarkThatIsNamedIsThere() throws IOException {
    Set<String> benchmarks = classes("benchmarks/src/main/java");

    assertThat(named("\\b(?:[A-Z][A-Za-z]+Benchmark|(?:Kernel|Round)Table)\\b"))
        .hasSizeGreaterThan(5)
        .allSatisfy(name -> assertThat(benchmarks).contains(name));
  }

  /** What all pages say that matches, once each. */
  private static Set<String> named(String expression) {
    Pattern pattern = Pattern.compile(expression);
    return PAGES.stream()
        .flatMap(page -> pattern.matcher(page.text()).results())
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> classes(String... folders) throws IOException {
    Set<String> names = new TreeSet<>();
    for (String folder : folders) {
      try (Stream<Path> files = Files.walk(Page.REPOSITORY.resolve(folder))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .forEach(name -> names.add(name.substring(0, name.length() - ".java".length())));
      }
    }
    return names;
  }
}
