package org.hyperprism.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.cli.options.NewFile;
import org.hyperprism.experiment.links.RecordedLinks;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.report.page.ReportPage;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.RunWatch;
import org.hyperprism.results.recorded.RecordedRun;
import org.hyperprism.results.recorded.RecordedRuns;

/** The page of runs that go on, written anew whenever they have come further, until they end. */
final class FollowedReport {

  /** Drawing takes at most one in so many seconds, as the runs need the processor themselves. */
  private static final int SHARE = 10;

  /** On a busy machine, too, an end is noticed within this. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final List<String> places;
  private final Configuration hadoop = HadoopSettings.current();
  private final RecordedLinks links;
  private final List<RunWatch> watches;
  private final NewFile page;
  private final Duration interval;

  /**
   * @param places directories of runs and sweeps, or folders of runs
   * @param links of the runs, looked for once and kept
   * @param interval from one look to the next
   * @throws ConfigurationException if a place is no directory
   */
  FollowedReport(List<String> places, NewFile page, RecordedLinks links, Duration interval) {
    this.places = places;
    this.watches =
        places.stream().map(place -> new RunWatch(RecordedRuns.directory(place, hadoop))).toList();
    this.page = page;
    this.links = links;
    this.interval = interval;
  }

  /**
   * Follows them; returns what they are when no process writes to them any more.
   *
   * @throws ConfigurationException if there is no run in a place then
   */
  List<RecordedRun> follow() throws InterruptedException {
    byte[] written = {};
    while (true) {
      long begin = System.nanoTime();
      // Asked first: what a run writes before it ends is read, then, by the last look.
      boolean goesOn = watches.stream().map(RunWatch::goesOn).reduce(false, Boolean::logicalOr);
      Optional<List<RecordedRun>> runs = read(goesOn);
      if (runs.isPresent()) {
        ReportPage report = new ReportPage(runs.get(), links);
        byte[] html = goesOn ? report.htmlThatReloads() : report.html();
        if (!Arrays.equals(html, written)) {
          page.write(html);
          written = html;
        }
        if (!goesOn) {
          return runs.get();
        }
      }
      Duration pause = Duration.ofNanos(SHARE * (System.nanoTime() - begin));
      Duration bounded = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
      Thread.sleep(Math.max(interval.toMillis(), bounded.toMillis()));
    }
  }

  /** Empty if what goes on has no run yet. */
  private Optional<List<RecordedRun>> read(boolean goesOn) {
    try {
      return Optional.of(RecordedRuns.read(places, hadoop));
    } catch (ConfigurationException none) {
      if (goesOn) {
        return Optional.empty();
      }
      throw none;
    }
  }
}
