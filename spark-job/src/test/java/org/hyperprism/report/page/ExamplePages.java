package org.hyperprism.report.page;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.experiment.links.RecordedLinks;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.results.recorded.RecordedRuns;

/** Pages of example runs, and what a test looks for on them. */
abstract class ExamplePages {

  static ReportPage page(Path... places) {
    return new ReportPage(
        RecordedRuns.read(Arrays.stream(places).map(Path::toString).toList(), new Configuration()),
        new RecordedLinks(new Configuration()));
  }

  static String html(Path... places) {
    return new String(page(places).html(), StandardCharsets.UTF_8);
  }

  static List<List<String>> numbers(Path run, String id) {
    return page(run).figures().stream()
        .filter(figure -> figure.id().equals(id))
        .flatMap(figure -> figure.plot().numbers().rows().stream())
        .toList();
  }

  static String note(Path run, String id) {
    return page(run).figures().stream()
        .filter(figure -> figure.id().equals(id))
        .map(Figure::note)
        .findFirst()
        .orElseThrow();
  }

  static List<String> all(String expression, String text) {
    return Pattern.compile(expression).matcher(text).results().map(MatchResult::group).toList();
  }
}
