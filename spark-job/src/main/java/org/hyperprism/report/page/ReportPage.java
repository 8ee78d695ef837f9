package org.hyperprism.report.page;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.report.comparison.Comparison;
import org.hyperprism.report.comparison.Headline;
import org.hyperprism.report.comparison.RunState;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.FigureSize;
import org.hyperprism.report.figure.NumberTable;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.report.figure.SteppedPlot;
import org.hyperprism.results.BuildInformation;
import org.hyperprism.results.recorded.RecordedRun;

/**
 * Runs compared on one page of HTML, which needs no other file and asks for none. The same
 * directories give the same bytes.
 */
public final class ReportPage {

  private final Comparison comparison;
  private final List<Section> sections;
  private final ClassFigures classes;

  /**
   * @param runs at least one
   * @param links of the runs
   */
  public ReportPage(List<RecordedRun> runs, RunLinks links) {
    comparison = Comparison.of(runs);
    Drawn drawn = new Drawn(comparison);
    CurveFigures curves = new CurveFigures(drawn);
    classes = new ClassFigures(drawn);
    CostFigures costs = new CostFigures(comparison, drawn);
    KnownLinks known = new KnownLinks(drawn, links);
    sections =
        comparison.series().isEmpty()
            ? List.of()
            : List.of(
                new SettingFigures(comparison).section(),
                curves.learning(),
                costs.costs(),
                new DeviceFigures(drawn, known).section(),
                classes.section(),
                new ExponentFigures(drawn).section(),
                curves.steps(),
                new LinkFigures(drawn, known).section(),
                new PartitionFigures(comparison).section());
  }

  /** The figures of the page, in order. */
  public List<Figure> figures() {
    return sections.stream().flatMap(section -> section.figures().stream()).toList();
  }

  /** The file. */
  public byte[] html() {
    return html(false);
  }

  /** The file of runs that go on: it loads itself anew, unless its reader does not want that. */
  public byte[] htmlThatReloads() {
    return html(true);
  }

  private byte[] html(boolean reloads) {
    String title = title();
    Html html =
        PageFiles.begun(title).add("<a class=\"skip\" href=\"#main\">Skip to the results</a>");
    header(html, title, reloads);
    html.add("<main id=\"main\">");
    remarks(html);
    tables(html);
    for (Section section : sections) {
      section(html, section);
    }
    missing(html);
    details(html);
    html.add("</main>")
        .add("<footer><p>Made by hyperprism report, version %s.</p></footer>", version());
    return PageFiles.end(html).getBytes(StandardCharsets.UTF_8);
  }

  private static String version() {
    return BuildInformation.version()
        + BuildInformation.revision().map(revision -> " (" + revision + ")").orElse("");
  }

  private String title() {
    List<RecordedRun> runs = comparison.runs();
    return runs.size() == 1
        ? "Run " + runs.get(0).name()
        : Numbers.count(runs.size(), "run") + " compared";
  }

  private void header(Html html, String title, boolean reloads) {
    html.add("<header>").add("<h1>%s</h1>", title);
    if (reloads) {
      html.add(
          "<p class=\"reload\"><label><input type=\"checkbox\" id=\"reload\" checked>"
              + " It goes on: load this page anew every 5 seconds</label></p>");
    }
    html.add("<p class=\"headline\">%s</p>", Headline.of(comparison));
    Facts.add(html, comparison);
    html.add("<nav aria-label=\"Contents\"><ul>")
        .add("<li><a href=\"#differences\">What differs</a></li>")
        .add("<li><a href=\"#results\">Results</a></li>");
    for (Section section : sections) {
      if (!section.figures().isEmpty()) {
        html.add("<li><a href=\"#%s\">%s</a></li>", section.id(), section.title());
      }
    }
    html.add("<li><a href=\"#details\">Runs and settings</a></li>").add("</ul></nav>");
    html.add("</header>");
  }

  private void remarks(Html html) {
    List<String> remarks = RunState.remarks(comparison.runs());
    if (!remarks.isEmpty()) {
      html.add("<section class=\"remarks\" aria-labelledby=\"remarks\">")
          .add("<h2 id=\"remarks\">To be read with care</h2>")
          .add("<ul>");
      remarks.forEach(remark -> html.add("<li>%s</li>", remark));
      html.add("</ul>").add("</section>");
    }
  }

  private void tables(Html html) {
    html.add("<section aria-labelledby=\"differences\">")
        .add("<h2 id=\"differences\">What differs</h2>");
    if (comparison.differences().isEmpty()) {
      html.add("<p>%s</p>", same());
    } else {
      html.addTable(
          "table-differences",
          "Settings, versions and machines that are not the same in all runs",
          Tables.differences(comparison));
    }
    html.add("</section>")
        .add("<section aria-labelledby=\"results\">")
        .add("<h2 id=\"results\">Results</h2>")
        .addTable(
            "table-results", "Each method with each choice of settings", Tables.summary(comparison))
        .add(
            "<p class=\"note\">An accuracy is the mean over devices of each device's own model;"
                + " ± is one standard deviation over seeds.</p>");
    NumberTable targets = Tables.targets(comparison);
    if (targets.columns().size() > 1) {
      html.addTable("table-targets", "First evaluated round at an accuracy of", targets);
    }
    if (!classes.table().rows().isEmpty()) {
      html.add("<details>")
          .add("<summary>Recall and precision of each class</summary>")
          .addTable(
              "table-classes",
              "Of each class the share of its samples that are known, and of what is taken for it"
                  + " the share that is it",
              classes.table())
          .add("</details>");
    }
    if (comparison.isReduced()) {
      html.add(
          "<p class=\"note\">There are %s series. Further figures show of each method the one with"
              + " the highest final accuracy, %s in all.</p>",
          comparison.series().size(), comparison.shown().size());
    }
    html.add("</section>");
  }

  private String same() {
    return comparison.runs().size() == 1
        ? "This is one run: its methods had the same data, links and batches."
        : "All runs have the same settings and were made by the same version on the same kind of machine.";
  }

  private static void section(Html html, Section section) {
    if (section.figures().isEmpty()) {
      return;
    }
    html.add("<section aria-labelledby=\"%s\">", section.id())
        .add("<h2 id=\"%s\">%s</h2>", section.id(), section.title())
        .add("<div class=\"figures\">");
    section.figures().forEach(figure -> figure(html, figure));
    html.add("</div>").add("</section>");
  }

  /** Adds a figure with its numbers. */
  static void figure(Html html, Figure figure) {
    String id = "figure-" + figure.id();
    html.add("<figure id=\"%s\" aria-labelledby=\"%s-title\">", id, id)
        .add("<h3 id=\"%s-title\">%s</h3>", id, figure.title())
        .addRaw(figure.svg(FigureSize.PAGE));
    if (figure.plot() instanceof SteppedPlot stepped) {
      steps(html, id, figure.title(), stepped.steps());
    }
    if (!figure.note().isEmpty()) {
      html.add("<figcaption>%s</figcaption>", figure.note());
    }
    html.add(
            "<button type=\"button\" data-table=\"%s-table\" data-file=\"%s.csv\"", id, figure.id())
        .add("aria-label=\"Numbers as CSV: %s\">Numbers as CSV</button>", figure.title())
        .add("<details>")
        .add("<summary>Numbers<span class=\"unseen\">: %s</span></summary>", figure.title())
        .addTable(id + "-table", figure.title(), figure.plot().numbers())
        .add("</details>")
        .add("</figure>");
  }

  /** Ways to go through the pictures of a figure; without a script there is the first alone. */
  private static void steps(Html html, String id, String title, List<String> steps) {
    html.add("<div class=\"steps\" data-steps=\"%s\">", id)
        .add("<p><output aria-live=\"polite\">%s</output></p>", steps.get(0));
    if (steps.size() > 1) {
      html.add("<button type=\"button\" aria-label=\"Round before: %s\">&lsaquo;</button>", title)
          .add(
              "<input type=\"range\" min=\"1\" max=\"%s\" value=\"1\" aria-label=\"Round: %s\""
                  + " aria-valuetext=\"%s\">",
              steps.size(), title, steps.get(0))
          .add("<button type=\"button\" aria-label=\"Next round: %s\">&rsaquo;</button>", title)
          .add("<ol hidden>");
      steps.forEach(step -> html.add("<li>%s</li>", step));
      html.add("</ol>");
    }
    html.add("</div>");
  }

  private void missing(Html html) {
    List<String> missing = new ArrayList<>();
    sections.forEach(section -> missing.addAll(section.missing()));
    if (!missing.isEmpty()) {
      html.add("<section aria-labelledby=\"missing\">")
          .add("<h2 id=\"missing\">What is not shown</h2>")
          .add("<ul>");
      missing.forEach(each -> html.add("<li>%s</li>", each));
      html.add("</ul>").add("</section>");
    }
  }

  private void details(Html html) {
    html.add("<section aria-labelledby=\"details\">")
        .add("<h2 id=\"details\">Runs and settings</h2>")
        .addTable("table-runs", "Runs", Tables.runs(comparison));
    NumberTable common = Tables.common(comparison);
    if (!common.rows().isEmpty()) {
      html.add("<details>")
          .add("<summary>What is the same in all runs</summary>")
          .addTable("table-common", "What is the same in all runs", common)
          .add("</details>");
    }
    html.add("</section>");
  }
}
