package org.hyperprism.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.report.CurveColour;
import org.hyperprism.report.figure.LinePlot;
import org.hyperprism.report.figure.NumberTable;
import org.hyperprism.report.figure.Plot;
import org.hyperprism.report.figure.ScatterPlot;
import org.hyperprism.report.figure.SeriesStyle;
import org.hyperprism.report.figure.StackPlot;

/**
 * A table as the chart that a note of Zeppelin asks for.
 *
 * @param graph what the note says of the chart
 * @param table as the paragraph has given it
 */
record NoteChart(JsonNode graph, NumberTable table) {

  /** More bars would be more rows than a page is high; of numbers in order marks say as much. */
  private static final int MOST_BARS = 24;

  /** A cell and where it stands. */
  private record Place(String key, String series, double value) {

    boolean isAtANumber() {
      try {
        return Double.isFinite(Double.parseDouble(key));
      } catch (NumberFormatException word) {
        return false;
      }
    }
  }

  /** The drawing; empty for a table. */
  Optional<Plot> plot() {
    return switch (graph.path("mode").asText("table")) {
      case "lineChart" -> Optional.of(lines());
      case "scatterChart" -> Optional.of(scatter(places()));
      case "multiBarChart" -> Optional.of(bars());
      case "table" -> Optional.empty();
      default -> throw new IllegalArgumentException("a chart that is not drawn: " + graph);
    };
  }

  private List<String> named(String what) {
    List<String> names = new ArrayList<>();
    graph.path(what).forEach(each -> names.add(each.path("name").asText()));
    return names;
  }

  private List<String> keys() {
    JsonNode axis = graph.path("setting").path("scatterChart").path("xAxis");
    return axis.isMissingNode() ? named("keys") : List.of(axis.path("name").asText());
  }

  private List<Place> places() {
    List<String> groups = named("groups");
    List<String> values = named("values");
    List<Place> places = new ArrayList<>();
    for (List<String> row : table.rows()) {
      for (String value : values) {
        List<String> series = new ArrayList<>();
        groups.forEach(group -> series.add(cell(row, group)));
        if (values.size() > 1 || groups.isEmpty()) {
          series.add(value);
        }
        places.add(
            new Place(
                cell(row, keys().get(0)),
                String.join(", ", series),
                Double.parseDouble(cell(row, value))));
      }
    }
    return places;
  }

  private String cell(List<String> row, String column) {
    int index = table.columns().indexOf(column);
    if (index < 0) {
      throw new IllegalArgumentException(
          "the chart shows %s, but the table has %s".formatted(column, table.columns()));
    }
    return row.get(index);
  }

  private static Map<String, List<Place>> bySeries(List<Place> places) {
    Map<String, List<Place>> series = new LinkedHashMap<>();
    for (Place place : places) {
      series.computeIfAbsent(place.series, name -> new ArrayList<>()).add(place);
    }
    return series;
  }

  private static SeriesStyle style(int place) {
    CurveColour[] colours = CurveColour.values();
    return new SeriesStyle(colours[place % colours.length], place);
  }

  private String horizontal() {
    return keys().get(0);
  }

  private String vertical() {
    return named("values").size() == 1 ? named("values").get(0) : "";
  }

  private Plot lines() {
    List<LinePlot.Line> lines = new ArrayList<>();
    bySeries(places())
        .forEach(
            (name, own) ->
                lines.add(
                    new LinePlot.Line(
                        name,
                        style(lines.size()),
                        own.stream()
                            .map(place -> LinePlot.Point.of(number(place.key), place.value))
                            .toList())));
    return new LinePlot(horizontal(), vertical(), lines, false, false);
  }

  private Plot scatter(List<Place> places) {
    List<ScatterPlot.Cloud> clouds = new ArrayList<>();
    bySeries(places)
        .forEach(
            (name, own) ->
                clouds.add(
                    new ScatterPlot.Cloud(
                        name,
                        style(clouds.size()),
                        own.stream()
                            .map(
                                place ->
                                    new ScatterPlot.Mark(place.key, number(place.key), place.value))
                            .toList())));
    return new ScatterPlot(horizontal(), vertical(), clouds, false);
  }

  private static double number(String key) {
    return Double.parseDouble(key);
  }

  /** Lying: stacked, or one below the other; marks where bars at numbers would be too many. */
  private Plot bars() {
    List<Place> places = places();
    List<String> series = List.copyOf(bySeries(places).keySet());
    boolean stacked = graph.path("setting").path("multiBarChart").path("stacked").asBoolean();
    if (!stacked && places.size() > MOST_BARS && places.stream().allMatch(Place::isAtANumber)) {
      return scatter(places);
    }
    Map<String, List<Place>> rows = new LinkedHashMap<>();
    for (Place place : places) {
      String row = stacked || series.size() == 1 ? place.key : place.key + ": " + place.series;
      rows.computeIfAbsent(row, name -> new ArrayList<>()).add(place);
    }
    List<StackPlot.Bar> bars = new ArrayList<>();
    rows.forEach(
        (name, own) -> {
          List<Double> lengths = new ArrayList<>(Collections.nCopies(series.size(), 0.0));
          own.forEach(place -> lengths.set(series.indexOf(place.series), place.value));
          bars.add(new StackPlot.Bar(stacked ? horizontal() + " " + name : name, lengths));
        });
    return new StackPlot(vertical(), series, bars);
  }
}
