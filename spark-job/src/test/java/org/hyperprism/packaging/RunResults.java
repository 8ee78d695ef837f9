package org.hyperprism.packaging;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run gave, without what depends on the machine: two runs of one experiment are equal.
 *
 * @param checksums CRC-32 of the final parameters by method
 * @param metrics the lines of {@code metrics.csv} without seconds and shuffled bytes
 */
public record RunResults(Map<String, String> checksums, List<String> metrics) {

  /** Reads the texts of {@code summary.json} and {@code metrics.csv}. */
  public static RunResults parse(String summary, String metrics) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    JsonNode methods = new ObjectMapper().readTree(summary).get("methods");
    methods
        .fields()
        .forEachRemaining(
            method ->
                checksums.put(method.getKey(), method.getValue().get("parameters_crc32").asText()));
    return new RunResults(checksums, withoutMachine(metrics.lines().toList()));
  }

  /** Reads the results in a run directory. */
  public static RunResults of(Path runDirectory) throws IOException {
    return parse(
        Files.readString(runDirectory.resolve("summary.json")),
        Files.readString(runDirectory.resolve("metrics.csv")));
  }

  private static boolean isOfTheMachine(String column) {
    boolean measured = column.startsWith("seconds") && !column.equals("seconds_simulated");
    return measured || column.equals("bytes_shuffled");
  }

  /** Rows of {@code metrics.csv}, header first, without columns that say how a run was done. */
  public static List<String> withoutMachine(List<String> lines) {
    String[] header = lines.get(0).split(",");
    List<String> kept = new ArrayList<>();
    for (String line : lines) {
      String[] cells = line.split(",", -1);
      List<String> row = new ArrayList<>();
      for (int column = 0; column < header.length; column++) {
        if (!isOfTheMachine(header[column])) {
          row.add(cells[column]);
        }
      }
      kept.add(String.join(",", row));
    }
    return kept;
  }
}
