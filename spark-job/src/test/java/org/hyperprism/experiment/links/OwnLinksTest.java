package org.hyperprism.experiment.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.example.OwnLinks;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.input.ExperimentInputs;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.testing.JvmProbe;
import org.hyperprism.topology.LinkScheduleFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Links of a user's jar, in a JVM of their own, as kinds are looked for once in a JVM. */
class OwnLinksTest {

  @TempDir Path plugIn;

  /** Prints what comes of settings, with the plug-in of a folder. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) throws IOException {
      URL[] folder = {Path.of(arguments[0]).toUri().toURL()};
      try (URLClassLoader loader = new URLClassLoader(folder, Probe.class.getClassLoader())) {
        Thread.currentThread().setContextClassLoader(loader);
        List<String> settings = List.of(arguments).subList(1, arguments.length);
        try {
          System.out.println(
              "links: "
                  + LinkSchedules.of(ConfigurationLoader.load(Optional.empty(), settings))
                      .graph(1)
                      .links());
        } catch (ConfigurationException refused) {
          System.out.println(refused.getMessage());
        }
      }
    }
  }

  @Test
  void linksThatLastMayFail() throws IOException, InterruptedException {
    assertThat(
            probe(
                "devices=5",
                "links.kind=gilbert-elliott",
                "links.gilbertElliott.base=own-lasting",
                "links.gilbertElliott.failure=1e-9"))
        .contains("links: 4");
  }

  @Test
  void linksThatVaryHaveNoGraphThatCouldFail() throws IOException, InterruptedException {
    assertThat(probe("links.gilbertElliott.base=own-varying"))
        .contains(
            "links.gilbertElliott.base is \"own-varying\", expected one of density, erdos-renyi,"
                + " geometric, small-world, random-regular, ring, torus, exponential, complete,"
                + " star, own-lasting; their links vary by themselves; set linkDropOut for those");
  }

  private String probe(String... settings) throws IOException, InterruptedException {
    Path services = Files.createDirectories(plugIn.resolve("META-INF/services"));
    Files.writeString(
        services.resolve(LinkScheduleFactory.class.getName()),
        OwnLinks.Varying.class.getName() + "\n" + OwnLinks.Lasting.class.getName() + "\n");
    String[] arguments = new String[settings.length + 1];
    arguments[0] = plugIn.toString();
    System.arraycopy(settings, 0, arguments, 1, settings.length);
    return JvmProbe.run(Map.of(), List.of(), Probe.class, arguments);
  }

  /** Before anything is run or written, whichever of the methods it is. */
  @Test
  void aMethodThatNeedsLinksBothWaysIsRefusedOverOthers() {
    ExperimentConfiguration configuration =
        ConfigurationLoader.load(
            Optional.empty(),
            List.of("data.name=mnist-sample", "methods=[sgp, mudag]", "links.kind=directed"));
    assertThatThrownBy(() -> new ExperimentInputs.Reader().read(configuration))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("mudag needs links that carry both ways");
  }
}
