package org.hyperprism.report.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.report.page.NotePage.Output;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notes that have been run, as pages. */
class NotePageTest {

  private static final String TABLE = "round\tmethod\taccuracy\n1\ta\t0.25\n1\tb\t1.0E-17\n";

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text.replace('\'', '"'));
  }

  private static JsonNode chart(String mode, String keys, String groups) throws IOException {
    return json(
        "{'id': 'a_b', 'title': 'Shown', 'text': '%%spark\\nx < y && \\u0022z\\u0022', 'config': {'results': {'0': {'graph': {'mode': '%s', 'keys': [{'name': '%s'}], 'groups': [%s], 'values': [{'name': 'accuracy'}]}}}}}"
            .formatted(mode, keys, groups));
  }

  private static String page(JsonNode paragraph, Output... outputs) {
    List<List<Output>> all = new ArrayList<>();
    all.add(List.of(outputs));
    return new String(NotePage.html("first", List.of(paragraph), all), StandardCharsets.UTF_8);
  }

  @Test
  void textsComeBackAsTheyWere() throws IOException {
    JsonNode markdown = json("{'id': 'm', 'text': '%md\\n# A \\u0022 & <b>\\u0027'}");
    String page =
        new String(
            NotePage.html(
                "first",
                List.of(markdown, chart("table", "round", "")),
                List.of(List.of(new Output("HTML", "<h1>A</h1>\n<p>b<br />\nc</p>")), List.of())),
            StandardCharsets.UTF_8);

    assertThat(NotePage.texts(page))
        .containsExactly("%md\n# A \" & <b>'", "%spark\nx < y && \"z\"");
    assertThat(page)
        .contains("<h1>A</h1>", "<p>b c</p>", "<h2>Shown</h2>", "<title>HyperPrism: first</title>");
  }

  @Test
  void aTableIsDrawnAsTheNoteSays() throws IOException {
    Output table = new Output("TABLE", TABLE);
    String group = "{'name': 'method'}";

    String plain = page(chart("table", "round", ""), table);
    String lines = page(chart("lineChart", "round", group), table);
    String bars = page(chart("multiBarChart", "method", ""), table);
    String marks = page(chart("scatterChart", "round", group), table);

    assertThat(plain).contains("<td>0.25</td>", "<td>0</td>").doesNotContain("<svg");
    for (String drawn : List.of(lines, bars, marks)) {
      assertThat(drawn).contains("<svg", "<title").contains(NotePage.tables(plain));
    }
    assertThat(NotePage.tables(plain)).hasSize(1);
    assertThat(bars).isNotEqualTo(lines);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> page(chart("pieChart", "round", ""), table))
        .withMessageContaining("pieChart");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> page(chart("lineChart", "rounds", ""), table))
        .withMessageContaining(
            "the chart shows rounds, but the table has [round, method, accuracy]");
  }

  @ParameterizedTest
  @CsvSource({"'',24,true", "'',25,false", "device ,25,true"})
  void manyBarsAtNumbersBecomeMarksAndAtNamesStayBars(String key, int rows, boolean areBars)
      throws IOException {
    StringBuilder table = new StringBuilder("method\taccuracy\n");
    for (int row = 1; row <= rows; row++) {
      table.append(key).append(row).append("\t0.5\n");
    }

    String page = page(chart("multiBarChart", "method", ""), new Output("TABLE", table.toString()));

    String drawing = page.substring(page.indexOf("<svg"), page.indexOf("</svg>"));
    assertThat(drawing.contains(">method<"))
        .as("marks have an axis for what bars have names for")
        .isEqualTo(!areBars);
  }

  @Test
  void whatIsPrintedIsEscapedAndHasNoIdentityOfARun() throws IOException {
    String page =
        page(chart("table", "round", ""), new Output("TEXT", "job: Job@1a2b3c4d = <b>\n"));

    assertThat(page).contains("<pre>job: Job@… = &lt;b&gt;</pre>");
  }
}
