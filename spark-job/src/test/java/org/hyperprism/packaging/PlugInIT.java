package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a method of one's own, built by its script and found by the launcher. */
class PlugInIT {

  private static final List<String> LAZY_GOSSIP =
      List.of("--set", "methods=[lazy-gossip, dpsgd]", "--set", "devices=6", "--set", "rounds=4");

  @TempDir static Path directory;

  @BeforeAll
  static void buildTheExample() throws IOException, InterruptedException {
    ExamplePlugIn.build(directory.resolve("plugins"));
  }

  @Test
  void isListedWithItsSettings() throws IOException, InterruptedException {
    Program.Result methods = hyperprism("plugins", "methods");
    Program.Result config = hyperprism("plugins", "config");

    assertThat(methods.out())
        .as(methods.err())
        .containsPattern(
            "\n  lazy-gossip +gossip that goes a part of the way \\[plug-in lazy-gossip\\.jar\\]\n");
    assertThat(config.out())
        .contains(
            "| `lazy-gossip.share` | `0.5` | a number from 0 to 1 | Part of the way that is gone. |")
        .contains("| `lazy-gossip.learningRate` | `shared` |");
  }

  @Test
  void itsSettingsAreCheckedLikeAllOthers() throws IOException, InterruptedException {
    Program.Result refused = hyperprism("plugins", "config", "--set", "lazy-gossip.share=2");
    Program.Result mistyped = hyperprism("plugins", "config", "--set", "lazy-gossip.shore=1");

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains(
            "--set lazy-gossip.share=2: lazy-gossip.share is 2, expected a number from 0 to 1");
    assertThat(mistyped.exitCode()).isEqualTo(2);
    assertThat(mistyped.err()).contains("did you mean lazy-gossip.share?");
  }

  /** With a share of 1 it is D-PSGD, bit for bit; with less it is not. */
  @Test
  void runsInEveryMode() throws IOException, InterruptedException {
    RunResults whole = run("whole", "engine.mode=local", "lazy-gossip.share=1");
    assertThat(whole.checksums().get("lazy-gossip")).isEqualTo(whole.checksums().get("dpsgd"));

    RunResults local = run("local", "engine.mode=local", "lazy-gossip.share=0.5");
    assertThat(run("distributed", "engine.mode=distributed", "lazy-gossip.share=0.5"))
        .isEqualTo(local);
    assertThat(local.checksums().get("lazy-gossip"))
        .isNotEqualTo(whole.checksums().get("lazy-gossip"));
  }

  @Test
  void withoutItsJarItIsNoMethod() throws IOException, InterruptedException {
    Files.createDirectories(directory.resolve("none"));
    Program.Result unknown = hyperprism("none", "config", "--set", "methods=[lazy-gossip]");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err()).contains("expected a list, each one of hyperprism, dpsgd, swarmsgd");
  }

  @Test
  void aJarThatIsNotSoundIsNamed() throws IOException, InterruptedException {
    Path broken = Files.createDirectories(directory.resolve("broken")).resolve("broken.jar");
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(broken))) {
      jar.putNextEntry(new JarEntry("META-INF/services/org.hyperprism.method.MethodFactory"));
      jar.write("org.example.Missing\n".getBytes(StandardCharsets.UTF_8));
    }
    Program.Result result = hyperprism("broken", "config");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("hyperprism: a plug-in cannot be used: ")
        .contains("org.example.Missing")
        .contains("expected a public class that extends org.hyperprism.method.MethodFactory")
        .doesNotContain("\tat ");

    Program.Result noFolder = hyperprism("absent", "config");
    assertThat(noFolder.exitCode()).isEqualTo(2);
    assertThat(noFolder.err())
        .contains("which is no folder; put the jars of your plug-ins into one");
  }

  @Test
  void itsScriptBuildsSourcesElsewhereToo() throws IOException, InterruptedException {
    Path sources = directory.resolve("sources");
    copy("org/example/LazyGossip.java", sources.resolve("org/example/EagerGossip.java"));
    String services = "META-INF/services/org.hyperprism.method.MethodFactory";
    copy(services, sources.resolve(services));

    ExamplePlugIn.build(directory.resolve("elsewhere"), "eager-gossip.jar", sources);

    assertThat(hyperprism("elsewhere", "methods").out())
        .contains("  eager-gossip  gossip that goes a part of the way [plug-in eager-gossip.jar]\n")
        .doesNotContain("lazy-gossip");
  }

  /** A file of the example with another name of the method in it. */
  private static void copy(String source, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    String text = Files.readString(ExamplePlugIn.EXAMPLE.resolve("src").resolve(source));
    Files.writeString(target, text.replace("Lazy", "Eager").replace("lazy-", "eager-"));
  }

  private static RunResults run(String out, String... settings)
      throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(LAZY_GOSSIP);
    for (String setting : settings) {
      arguments.addAll(List.of("--set", setting));
    }
    arguments.addAll(List.of("--out", out));
    Program.Result result =
        Program.run(directory, environment("plugins"), Launcher.quickstart(arguments));
    assertThat(result.exitCode()).as(result.printed()).isZero();
    return RunResults.of(directory.resolve(out));
  }

  private static Program.Result hyperprism(String plugins, String... arguments)
      throws IOException, InterruptedException {
    return Program.run(directory, environment(plugins), Launcher.command(arguments));
  }

  private static Map<String, String> environment(String plugins) {
    Map<String, String> environment = new HashMap<>(Launcher.environment());
    environment.put("HYPERPRISM_PLUGINS", directory.resolve(plugins).toString());
    return environment;
  }
}
