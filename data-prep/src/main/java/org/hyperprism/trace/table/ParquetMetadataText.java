package org.hyperprism.trace.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceInformation;
import org.jspecify.annotations.Nullable;

/** What a trace says of itself, in the key-value metadata of its Parquet file. */
final class ParquetMetadataText {

  /** Version of the columns and of the metadata. */
  static final int FORMAT = 1;

  private static final String PREFIX = "hyperprism.trace.";
  private static final ObjectMapper JSON = new ObjectMapper();

  private ParquetMetadataText() {}

  static Map<String, String> of(TraceInformation information) {
    Map<String, String> text = new LinkedHashMap<>();
    text.put(PREFIX + "format", Integer.toString(FORMAT));
    text.put(PREFIX + "devices", Integer.toString(information.devices()));
    text.put(PREFIX + "rounds", Integer.toString(information.rounds()));
    try {
      text.put(PREFIX + "origin", JSON.writeValueAsString(information.origin()));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible); // a map of texts is always writable
    }
    return text;
  }

  /**
   * What is said there; empty in files that others wrote.
   *
   * @throws DataException if the file is of another version
   */
  static Optional<TraceInformation> read(Map<String, String> text, String file) {
    @Nullable String format = text.get(PREFIX + "format");
    if (format == null) {
      return Optional.empty();
    }
    if (!format.equals(Integer.toString(FORMAT))) {
      throw new DataException(
          "%s is a trace of format %s; this HyperPrism reads format %d: write it again"
              .formatted(file, format, FORMAT));
    }
    try {
      Map<String, String> origin =
          JSON.readValue(
              text.getOrDefault(PREFIX + "origin", "{}"),
              new TypeReference<LinkedHashMap<String, String>>() {});
      return Optional.of(
          new TraceInformation(count(text, "devices"), count(text, "rounds"), origin));
    } catch (JsonProcessingException | NumberFormatException e) {
      throw new DataException(
          "the metadata of %s is damaged (%s): write it again"
              .formatted(file, String.valueOf(e.getMessage()).lines().findFirst().orElse("")),
          e);
    }
  }

  private static int count(Map<String, String> text, String key) {
    int count = Integer.parseInt(text.getOrDefault(PREFIX + key, "missing " + key));
    if (count < 0) {
      throw new NumberFormatException(key + " is " + count);
    }
    return count;
  }
}
