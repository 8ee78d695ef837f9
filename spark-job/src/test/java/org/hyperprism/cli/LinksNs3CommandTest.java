package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before NS-3 is asked for; these machines need not have it. */
class LinksNs3CommandTest {

  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void whatIsNeededIsNamed() {
    assertThat(execute("links", "ns3")).isEqualTo(2);
    assertThat(err.toString())
        .contains("Missing required options")
        .contains("--devices=M")
        .contains("--rounds=T")
        .contains("--out=FILE");
  }

  @Test
  void numbersOutOfTheirRangesAreRefused() {
    assertRefused("devices is 1; expected a number from 2 to 1000", "--devices=1");
    assertRefused("density is 1.5; expected a number from", "--density=1.5");
    assertRefused("threshold is 0; expected a number from", "--threshold=0");
    assertRefused("speed-max is 0.5; expected a number from 1 to 1000", "--speed-max=0.5");
    assertRefused("'--rounds': 'ten' is not an int", "--rounds=ten");
  }

  @Test
  void wordsAreThoseOfTheHelp() {
    assertRefused("expected one of [AREA, area, POWER, power]", "--density=0.5", "--find=speed");
    assertRefused("WAYPOINT, waypoint", "--mobility=walk");
    // The word is known: what is refused comes later.
    assertRefused("density is 2;", "--density=2", "--mobility=gauss-markov", "--find=power");
  }

  @Test
  void whatTheDensityFindsIsNotGiven() {
    assertRefused(
        "--area is what --density finds here: leave it out, or find the other with --find power",
        "--density=0.5",
        "--area=100");
    assertRefused(
        "--power is what --density finds here", "--density=0.5", "--find=power", "--power=20");
    assertRefused("--find needs --density", "--find=power");
  }

  @Test
  void theFileIsLookedAtFirst() throws IOException {
    Path there = Files.writeString(directory.resolve("there.csv"), "kept");

    assertRefused("exists already", "--out=" + there);
    assertRefused("unknown ending", "--out=" + directory.resolve("links.txt"));
    assertThat(there).hasContent("kept");
  }

  @Test
  void generateLeadsToTheSameGenerator() {
    String out = "--out=" + directory.resolve("links.csv");
    assertThat(execute("links", "generate", "--kind=ns3", "--devices=1", "--rounds=5", out))
        .isEqualTo(2);
    assertThat(err.toString()).contains("devices is 1; expected a number from 2 to 1000");

    assertThat(
            execute(
                "links",
                "generate",
                "--kind=ns3",
                "--devices=9",
                "--rounds=5",
                "--set=links.every=2",
                out))
        .isEqualTo(2);
    assertThat(err.toString()).contains("--set does not go with --kind ns3");
  }

  private void assertRefused(String message, String... options) {
    List<String> line = new ArrayList<>(List.of("links", "ns3"));
    for (String standard :
        List.of("--devices=9", "--rounds=5", "--out=" + directory.resolve("links.csv"))) {
      String name = standard.substring(0, standard.indexOf('=') + 1);
      if (List.of(options).stream().noneMatch(option -> option.startsWith(name))) {
        line.add(standard);
      }
    }
    line.addAll(List.of(options));
    err.getBuffer().setLength(0);
    assertThat(execute(line.toArray(String[]::new))).as(err.toString()).isEqualTo(2);
    assertThat(err.toString()).contains(message);
    assertThat(directory.resolve("links.csv")).doesNotExist();
  }

  private int execute(String... arguments) {
    return new Application(
            (configuration, options) -> 0,
            (sweep, options, retryFailed, chosen) -> 0,
            (name, given, cache) -> "",
            new PrintWriter(new StringWriter(), true),
            new PrintWriter(err, true))
        .execute(arguments);
  }
}
