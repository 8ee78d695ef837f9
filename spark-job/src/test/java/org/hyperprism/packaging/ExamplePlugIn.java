package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The example of a method of one's own, built as its users build it. */
public final class ExamplePlugIn {

  /** Its folder. */
  static final Path EXAMPLE = Path.of("src", "examples", "own-method");

  private ExamplePlugIn() {}

  /** Builds it into a folder, which is made. */
  public static void build(Path folder) throws IOException, InterruptedException {
    build(folder, "lazy-gossip.jar");
  }

  /**
   * Runs its script.
   *
   * @param folder of the jar, which is made
   * @param jar name of the jar
   * @param sources nothing for those of the example, or their folder
   */
  static void build(Path folder, String jar, Path... sources)
      throws IOException, InterruptedException {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>(List.of("sh", "build.sh"));
    command.add(
        Path.of(Objects.requireNonNull(System.getProperty("layout.directory")), "hyperprism.jar")
            .toAbsolutePath()
            .toString());
    command.add(folder.resolve(jar).toAbsolutePath().toString());
    for (Path source : sources) {
      command.add(source.toAbsolutePath().toString());
    }
    String tools = Path.of(System.getProperty("java.home"), "bin").toString();
    Program.Result result =
        Program.run(
            EXAMPLE, Map.of("PATH", tools + ":" + System.getenv("PATH")), List.copyOf(command));
    assertThat(result.exitCode()).as(result.printed()).isZero();
  }
}
