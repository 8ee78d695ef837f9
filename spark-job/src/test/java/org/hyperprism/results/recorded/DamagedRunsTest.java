package org.hyperprism.results.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.failure.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a run directory with a file that no run wrote. */
class DamagedRunsTest {

  @TempDir Path folder;

  private Path run;

  @BeforeEach
  void aSoundRun() throws IOException {
    run = new ExampleRuns().write(folder.resolve("run"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          seed = "\\u-214"         | an escape in a text stands for no character
          seed = [                 | List should have ] or a first element after the open [
          seed = ${HOME}           | it has substitutions such as ${name}, and no program writes any
          seed = 1\\nseed += 2     | it has substitutions
          """)
  void settingsThatNoRunWrote(String settings, String message) throws IOException {
    assertRefused("resolved.conf", settings.replace("\\n", "\n"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "["})
  void settingsThatAreNestedWithoutEnd(String bracket) throws IOException {
    assertRefused(
        "resolved.conf",
        "a = " + bracket.replace("{", "{a=").repeat(100_000),
        "its brackets are nested too deeply");
  }

  /** Whoever sent the run would learn who looks at it, and have any file shown. */
  @ParameterizedTest
  @ValueSource(strings = {"file(\"F\")", "\"F\"", "required(file(\"F\"))", "classpath(\"F\")"})
  void noFileIsIncluded(String included) throws IOException {
    Path other = Files.writeString(folder.resolve("other.conf"), "secret = 1");
    assertRefused(
        "resolved.conf",
        "include " + included.replace("F", other.toString()),
        "it includes ",
        other.toString(),
        ", which is not opened: expected the values themselves");
  }

  @Test
  void noAddressIsIncluded() throws IOException {
    AtomicInteger asked = new AtomicInteger();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          asked.incrementAndGet();
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://localhost:%d/a.conf".formatted(server.getAddress().getPort());
      for (String included : List.of("url(\"%s\")", "\"%s\"")) {
        assertRefused(
            "resolved.conf", "include " + included.formatted(address), "it includes ", address);
      }
    } finally {
      server.stop(0);
    }
    assertThat(asked).hasValue(0);
  }

  @Test
  void tablesThatNoRunWrote() throws IOException {
    String message =
        "has a cell of more than 1,000,000 letters or a row of more than 100,000 cells; the file is"
            + " damaged, run it anew";
    assertRefused("devices.csv", "method" + ",a".repeat(100_000) + "\n", message);
    assertRefused("metrics.csv", "method,round\n" + "a".repeat(1_000_001) + ",1\n", message);
  }

  @ParameterizedTest
  @ValueSource(ints = {2_000, 100_000})
  void anEnvironmentThatIsNestedWithoutEnd(int levels) throws IOException {
    assertRefused(
        "environment.json", "{\"a\":".repeat(levels), "is not the JSON text that a run writes");
  }

  private void assertRefused(String file, String text, String... message) throws IOException {
    Files.writeString(run.resolve(file), text);
    assertThatThrownBy(() -> RecordedRuns.read(List.of(run.toString()), new Configuration()))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(run.resolve(file).toUri().toString().replace("file://", "file:"))
        .hasMessageContainingAll(message)
        .hasMessageMatching("(?s).*run (the experiment|it) anew")
        .message()
        .hasLineCount(1);
  }
}
