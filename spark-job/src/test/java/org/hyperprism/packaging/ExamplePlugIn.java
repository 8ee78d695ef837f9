package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The example of a method of one's own, built as its users build it. */
public final class ExamplePlugIn {

  private ExamplePlugIn() {}

  /** Builds it into a folder, which is made. */
  public static void build(Path folder) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    String application =
        Path.of(Objects.requireNonNull(System.getProperty("layout.directory")), "hyperprism.jar")
            .toAbsolutePath()
            .toString();
    String tools = Path.of(System.getProperty("java.home"), "bin").toString();
    Program.Result result =
        Program.run(
            Path.of("src", "examples", "own-method"),
            Map.of("PATH", tools + ":" + System.getenv("PATH")),
            List.of(
                "sh",
                "build.sh",
                application,
                folder.resolve("lazy-gossip.jar").toAbsolutePath().toString()));
    assertThat(result.exitCode()).as(result.printed()).isZero();
  }
}
