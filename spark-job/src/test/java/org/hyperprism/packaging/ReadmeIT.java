package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hyperprism.documentation.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the README, as a reader gives them, and what it says that they print. */
class ReadmeIT {

  private static final String QUICKSTART =
      "./hyperprism run conf/quickstart.conf --out runs/quickstart";
  private static final String REPORT =
      "./hyperprism report runs/quickstart --out runs/quickstart.html";
  private static final String FETCH = "./hyperprism data fetch mnist";
  private static final String BASE = "./hyperprism run conf/base.conf --out runs/base";
  private static final String FALLING =
      "./hyperprism sweep conf/falling-exponent.conf --out runs/falling-exponent";
  private static final String BUILD = "mvn -B -ntp verify";

  /** The column of seconds, which differ from run to run. */
  private static final Pattern SECONDS = Pattern.compile("\\d+\\.\\d( +[0-9a-f]{8})$");

  private final Page readme = Page.of("README.md");

  @TempDir Path directory;

  @Test
  void eachOfItsCommandsIsRunByATestOfThisClass() {
    assertThat(readme.commands()).containsExactly(QUICKSTART, REPORT, FETCH, BASE, FALLING, BUILD);
  }

  @Test
  void theFirstCommandsGiveWhatTheReadmeShows() throws IOException, InterruptedException {
    Program.Result result = runHere(QUICKSTART);

    assertThat(result.exitCode()).as(result.printed()).isZero();
    String shown = readme.blocks().get(1);
    assertThat(shown).startsWith("method ").contains("hyperprism", "dpsgd");
    assertThat(withoutSeconds(result.out())).contains(withoutSeconds(shown));
    assertThat(directory.resolve("runs/quickstart/accuracy.png")).isNotEmptyFile();

    Program.Result report = runHere(REPORT);

    assertThat(report.exitCode()).as(report.printed()).isZero();
    assertThat(readme.blocks()).contains(REPORT + "\nxdg-open runs/quickstart.html\n");
    assertThat(directory.resolve("runs/quickstart.html")).content().contains("<svg", "Exponents");
  }

  @Test
  @Tag("slow")
  void theBaseSettingGivesTheFirstRowsOfTheTable() throws IOException, InterruptedException {
    Program.Result fetched = run(FETCH);
    assumeThat(fetched.exitCode()).as(fetched.printed()).isZero();

    Program.Result result = run(BASE.replace("runs/base", directory.resolve("base").toString()));

    assertThat(result.exitCode()).as(result.printed()).isZero();
    assertThat(result.out())
        .containsPattern("hyperprism +[\\d.]+% +" + accuracy("HyperPrism, p = 3"))
        .containsPattern("dpsgd +[\\d.]+% +" + accuracy("D-PSGD"));
  }

  @Test
  @Tag("slow")
  void theExponentThatFallsGivesTheSecondTable() throws IOException, InterruptedException {
    Program.Result fetched = run(FETCH);
    assumeThat(fetched.exitCode()).as(fetched.printed()).isZero();
    Path results = directory.resolve("runs/falling-exponent");

    Program.Result result = runHere(FALLING);

    assertThat(result.exitCode()).as(result.printed()).isZero();
    Map<String, String> methods =
        Map.of(
            "HyperPrism, p from 15 to 1", "hyperprism",
            "D-PSGD", "dpsgd",
            "Mudag", "mudag",
            "SwarmSGD", "swarmsgd",
            "ADOM", "adom");
    for (Map.Entry<String, String> method : methods.entrySet()) {
      String row =
          readme.lines().stream()
              .filter(line -> line.startsWith("| " + method.getKey() + " | "))
              .reduce((first, last) -> last)
              .orElseThrow();
      assertThat(row.replace("*", ""))
          .isEqualTo(
              "| " + method.getKey() + " | " + accuracies(results, method.getValue()) + " |");
    }
    theGalleryShowsIt();
  }

  /** The pictures are those of the command that stands beside them, to the byte. */
  private void theGalleryShowsIt() throws IOException, InterruptedException {
    Page gallery = Page.of("spark-job/docs/gallery/README.md");
    List<String> commands = gallery.commands();
    assertThat(commands).contains(FALLING);

    Program.Result report = runHere(commands.get(commands.indexOf(FALLING) + 1));

    assertThat(report.exitCode()).as(report.printed()).isZero();
    List<String> pictures =
        gallery.links().stream()
            .map(Page.Link::target)
            .filter(target -> target.matches("falling-exponent/.*\\.svg"))
            .toList();
    assertThat(pictures).hasSizeGreaterThan(2);
    for (String picture : pictures) {
      Path committed = Page.REPOSITORY.resolve(gallery.file()).resolveSibling(picture);
      assertThat(directory.resolve("runs/figures").resolve(committed.getFileName()))
          .hasSameTextualContentAs(committed);
    }
  }

  /** Mean accuracies over the seeds, one for each evaluated round. */
  private static String accuracies(Path results, String method) throws IOException {
    Map<Integer, Double> sums = new TreeMap<>();
    for (int seed = 1; seed <= 3; seed++) {
      List<String> lines = Files.readAllLines(results.resolve("seed-" + seed + "/metrics.csv"));
      int column = List.of(lines.get(0).split(",")).indexOf("accuracy_mean");
      for (String line : lines) {
        String[] cells = line.split(",", -1);
        if (cells[0].equals(method) && !cells[column].isEmpty()) {
          sums.merge(Integer.valueOf(cells[1]), Double.valueOf(cells[column]), Double::sum);
        }
      }
    }
    return sums.values().stream()
        .map(sum -> String.format(Locale.ROOT, "%.1f", 100 * sum / 3))
        .collect(Collectors.joining(" | "));
  }

  @Test
  void continuousIntegrationBuildsAsTheReadmeSays() throws IOException {
    assertThat(Files.readString(Page.REPOSITORY.resolve(".ci/run"))).contains(BUILD);
  }

  /** The accuracy that the README's first row of a method gives for seed 1, such as 88.47%. */
  private String accuracy(String method) {
    String row =
        readme.lines().stream()
            .filter(line -> line.startsWith("| " + method + " |"))
            .findFirst()
            .orElseThrow();
    return row.split("\\|")[3].strip().split(" ")[0] + "%";
  }

  /** The same with the folder of runs in a place of the test's own. */
  private Program.Result runHere(String command) throws IOException, InterruptedException {
    return run(command.replace(" runs/", " '" + directory + "'/runs/"));
  }

  private static Program.Result run(String command) throws IOException, InterruptedException {
    return Program.run(Page.REPOSITORY, Launcher.environment(), List.of("bash", "-c", command));
  }

  private static String withoutSeconds(String table) {
    StringBuilder lines = new StringBuilder();
    table.lines().forEach(line -> lines.append(withoutSecondsOf(line)).append('\n'));
    return lines.toString();
  }

  private static String withoutSecondsOf(String line) {
    return SECONDS.matcher(line).replaceAll("$1").replaceAll(" +", " ");
  }
}
