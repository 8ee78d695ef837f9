package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hyperprism.failure.ConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files that a configuration includes: which are refused, and with what message. */
class RefusedIncludesTest {

  @SuppressWarnings("NullAway.Init") // JUnit sets it
  @TempDir
  Path directory;

  @Test
  void anIncludedFileThatIsNotThereIsRefused() throws IOException {
    Path file = file("include \"bse.conf\"\n");

    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            file
                + ": the included file bse.conf cannot be read; expected its full name, beside the"
                + " file that includes it");
  }

  @Test
  void filesThatIncludeEachOtherAreRefused() throws IOException {
    Files.writeString(directory.resolve("other.conf"), "include \"experiment.conf\"\n");
    for (String name : List.of("experiment.conf", "./other.conf")) {
      Path file = file("include \"" + name + "\"\n");
      assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), List.of()))
          .isInstanceOf(ConfigurationException.class)
          .hasMessageContaining("experiment.conf includes itself (experiment.conf > ")
          .message()
          .hasLineCount(1);
    }
  }

  /** A file may be included twice, as long as it does not include itself. */
  @Test
  void aFileThatIsIncludedTwiceIsRead() throws IOException {
    Files.writeString(directory.resolve("base.conf"), "rounds = 7\n");
    Files.writeString(directory.resolve("other.conf"), "include \"base.conf\"\n");
    Path file = file("include \"base.conf\"\ninclude \"other.conf\"\n");

    assertThat(ConfigurationLoader.load(Optional.of(file), List.of()).rounds()).isEqualTo(7);
  }

  /** A server that never answers, and a device that never ends. */
  @Test
  @Timeout(60)
  void onlyFilesAreIncluded() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String address = "http://127.0.0.1:" + silent.getLocalPort() + "/base.conf";
      assertIncludeRefused("url(\"" + address + "\")", "includes the address " + address);
    }
    for (String name : List.of("/dev/zero", directory.toString())) {
      String message = "the included file " + name + " cannot be read";
      assertIncludeRefused("\"" + name + "\"", message);
      assertIncludeRefused("file(\"" + name + "\")", message);
    }
    assertIncludeRefused("url(\"file:///dev/zero\")", "the included file /dev/zero cannot be read");
    assertIncludeRefused("url(\"file://host/a.conf\")", "file://host/a.conf cannot be read");
    assertIncludeRefused("classpath(\"no.conf\")", "the included file no.conf cannot be read");
    Path base = Files.writeString(directory.resolve("of a url.conf"), "rounds = 7\n");
    Path file = file("include url(\"" + base.toUri() + "\")\n");
    assertThat(ConfigurationLoader.load(Optional.of(file), List.of()).rounds()).isEqualTo(7);
  }

  private void assertIncludeRefused(String included, String message) throws IOException {
    Path file = file("include " + included + "\n");
    assertThatThrownBy(() -> ConfigurationLoader.load(Optional.of(file), List.of()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve("experiment.conf"), text);
  }
}
