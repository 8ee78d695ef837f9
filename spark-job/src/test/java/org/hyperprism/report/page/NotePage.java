package org.hyperprism.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.hyperprism.report.figure.Figure;
import org.hyperprism.report.figure.FigureSize;
import org.hyperprism.report.figure.NumberTable;
import org.hyperprism.report.figure.Numbers;
import org.hyperprism.report.figure.Plot;

/**
 * A note of Zeppelin that has been run, as a page of HTML like that of the report: it needs no
 * other file and asks for none.
 */
public final class NotePage {

  /** What of a page is of a paragraph's own: markdown in an attribute, and code. */
  private static final Pattern TEXT =
      Pattern.compile("<section data-markdown=\"([^\"]*)\">|<pre class=\"code\">([^<]*)</pre>");

  private static final Pattern TABLE =
      Pattern.compile("<table id=\"[^\"]*\" class=\"sortable\">.*?</table>", Pattern.DOTALL);

  /** Where Zeppelin's Markdown ends a line as the note's source does; a page flows. */
  private static final Pattern BROKEN = Pattern.compile(" *<br */?>\\s*");

  /** What is another one in every run of a Java program. */
  private static final Pattern IDENTITY = Pattern.compile("@[0-9a-f]{4,8}\\b");

  private static final double NOTHING = 1e-9;

  /**
   * A part of what a paragraph has printed.
   *
   * @param type how Zeppelin shows it: TEXT, TABLE or HTML
   */
  public record Output(String type, String data) {}

  private NotePage() {}

  /**
   * The page of a note.
   *
   * @param name of the note
   * @param paragraphs as the note has them
   * @param outputs of each paragraph, in the same order
   */
  public static byte[] html(String name, List<JsonNode> paragraphs, List<List<Output>> outputs) {
    Html html = PageFiles.begun("HyperPrism: " + name).add("<main>");
    for (int i = 0; i < paragraphs.size(); i++) {
      paragraph(html, paragraphs.get(i), outputs.get(i));
    }
    html.add("</main>")
        .add("<footer><p>What the note %s.zpln printed when ZeppelinIT ran it.</p></footer>", name);
    return PageFiles.end(html).getBytes(StandardCharsets.UTF_8);
  }

  private static void paragraph(Html html, JsonNode paragraph, List<Output> outputs) {
    String text = paragraph.path("text").asText();
    String title = paragraph.path("title").asText();
    if (text.startsWith("%md")) {
      html.add("<section data-markdown=\"%s\">", text);
      outputs.forEach(output -> html.addRaw(BROKEN.matcher(output.data()).replaceAll(" ") + "\n"));
      html.add("</section>");
      return;
    }
    html.add("<section>");
    if (!title.isEmpty()) {
      html.add("<h2>%s</h2>", title);
    }
    html.add("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Code\">")
        .add("<pre class=\"code\">%s</pre>", text)
        .add("</div>");
    for (int i = 0; i < outputs.size(); i++) {
      String id = paragraph.path("id").asText().replace('_', '-') + "-" + i;
      JsonNode graph = paragraph.path("config").path("results").path(Integer.toString(i));
      output(html, id, title, graph.path("graph"), outputs.get(i));
    }
    html.add("</section>");
  }

  private static void output(Html html, String id, String title, JsonNode graph, Output output) {
    switch (output.type()) {
      case "TABLE" -> table(html, id, title, graph, table(output.data()));
      case "HTML" -> html.addRaw("<div>" + output.data() + "</div>\n");
      case "TEXT" -> {
        String text = IDENTITY.matcher(output.data()).replaceAll("@…").strip();
        if (!text.isEmpty()) {
          html.add("<details><summary>Printed</summary>")
              .add("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Printed\">")
              .add("<pre>%s</pre>", text)
              .add("</div>")
              .add("</details>");
        }
      }
      default -> throw new IllegalArgumentException("an output of another kind: " + output);
    }
  }

  private static void table(Html html, String id, String title, JsonNode graph, NumberTable table) {
    Optional<Plot> plot = new NoteChart(graph, table).plot();
    if (plot.isEmpty()) {
      html.addTable(id, title, table);
      return;
    }
    String columns = String.join(", ", table.columns());
    html.add("<figure>")
        .addRaw(new Figure(id, title, columns, "", plot.get()).svg(FigureSize.PAGE))
        .add("<details>")
        .add("<summary>Numbers<span class=\"unseen\">: %s</span></summary>", title)
        .addTable(id, title, table)
        .add("</details>")
        .add("</figure>");
  }

  /** Of lines of cells between tabs; numbers are rounded to what a reader needs. */
  private static NumberTable table(String data) {
    List<String> lines = data.lines().toList();
    return new NumberTable(
        List.of(lines.get(0).split("\t", -1)),
        lines.stream()
            .skip(1)
            .map(line -> Arrays.stream(line.split("\t", -1)).map(NotePage::cell).toList())
            .toList());
  }

  private static String cell(String text) {
    if (!text.matches("-?\\d+\\.\\d+(E-?\\d+)?")) {
      return text;
    }
    double number = Double.parseDouble(text);
    return Numbers.text(Math.abs(number) < NOTHING ? 0 : number);
  }

  /** The texts of the paragraphs that a page shows. */
  public static List<String> texts(String page) {
    List<String> texts = new ArrayList<>();
    for (MatchResult match : TEXT.matcher(page).results().toList()) {
      texts.add(unescaped(match.group(1) != null ? match.group(1) : match.group(2)));
    }
    return texts;
  }

  private static String unescaped(String text) {
    return text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&");
  }

  /** The tables of a page, as HTML. */
  public static List<String> tables(String page) {
    return TABLE.matcher(page).results().map(MatchResult::group).toList();
  }
}
