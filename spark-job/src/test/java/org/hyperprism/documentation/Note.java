package org.hyperprism.documentation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A note of Zeppelin in the repository.
 *
 * @param file its path, from the directory in which the tests of this module run
 * @param json what it says
 */
public record Note(Path file, JsonNode json) {

  private static final Path FOLDER = Page.REPOSITORY.resolve("notebooks");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** All notes, by name. */
  public static List<Note> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files
          .filter(file -> file.toString().endsWith(".zpln"))
          .sorted()
          .map(Note::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One note; a file that is no JSON fails. */
  public static Note of(Path file) {
    try {
      return new Note(file, MAPPER.readTree(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " is no note", e);
    }
  }

  /** Its paragraphs, as JSON has them. */
  public List<JsonNode> paragraphs() {
    List<JsonNode> paragraphs = new ArrayList<>();
    json.path("paragraphs").forEach(paragraphs::add);
    return paragraphs;
  }

  /** Its file's name without the ending. */
  public String title() {
    return name().replace(".zpln", "");
  }

  /** The page with what it prints, beside it. */
  public Path page() {
    return file.resolveSibling(title() + ".html");
  }

  /** Its file's name. */
  public String name() {
    return file.getFileName().toString();
  }

  @Override
  public String toString() {
    return name();
  }
}
