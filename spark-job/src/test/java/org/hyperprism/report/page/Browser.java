package org.hyperprism.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Chromium without a window, through the W3C's WebDriver protocol as its driver speaks it on
 * 127.0.0.1. Selenium would bring a Guava 17 versions newer than the one that Spark runs with here.
 */
final class Browser implements AutoCloseable {

  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final Pattern PORT = Pattern.compile("successfully on port (\\d+)");

  private final ObjectMapper json = new ObjectMapper();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process driver;
  private final URI session;

  /** Whether this machine has Chromium and its driver. */
  static boolean isInstalled() {
    return program("chromium").isPresent() && program("chromedriver").isPresent();
  }

  private static Optional<Path> program(String name) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it.
   *
   * @param downloads folder for what a page has the reader save
   */
  Browser(Path downloads) throws IOException {
    driver =
        new ProcessBuilder(program("chromedriver").orElseThrow().toString(), "--port=0")
            .redirectErrorStream(true)
            .start();
    try {
      String begin = "http://127.0.0.1:%d/session".formatted(port(driver));
      Map<String, Object> chrome =
          Map.of(
              "binary",
              program("chromium").orElseThrow().toString(),
              "args",
              List.of("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"),
              "prefs",
              Map.of("download.default_directory", downloads.toString()));
      Map<String, Object> wanted =
          Map.of(
              "goog:chromeOptions",
              chrome,
              "goog:loggingPrefs",
              Map.of("browser", "ALL", "performance", "ALL"));
      JsonNode answer =
          send(URI.create(begin), "POST", Map.of("capabilities", Map.of("alwaysMatch", wanted)));
      session = URI.create(begin + "/" + answer.path("sessionId").asText());
    } catch (IOException | RuntimeException failure) {
      driver.destroy();
      throw failure;
    }
  }

  private static int port(Process driver) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(driver.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      said.append(line).append('\n');
      Matcher port = PORT.matcher(line);
      if (port.find()) {
        return Integer.parseInt(port.group(1));
      }
    }
    throw new IOException("chromedriver did not start:\n" + said);
  }

  void open(Path page) {
    command("POST", "/url", Map.of("url", page.toUri().toString()));
  }

  /** The value of a script's {@code return}. */
  JsonNode run(String script) {
    return command("POST", "/execute/sync", Map.of("script", script, "args", List.of()));
  }

  /** The value that a script hands its last argument, a function. */
  JsonNode runAsynchronously(String script) {
    return command("POST", "/execute/async", Map.of("script", script, "args", List.of()));
  }

  /** As if on a screen this wide. */
  void width(int pixels) {
    devTools(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", pixels, "height", 900, "deviceScaleFactor", 1, "mobile", pixels < 500));
  }

  /**
   * As if for such a medium.
   *
   * @param medium screen or print
   * @param scheme light or dark
   */
  void medium(String medium, String scheme) {
    devTools(
        "Emulation.setEmulatedMedia",
        Map.of(
            "media",
            medium,
            "features",
            List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  /** The whole page, from top to bottom, as a PNG file. */
  byte[] picture() {
    JsonNode picture =
        devTools("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
    return Base64.getDecoder().decode(picture.path("data").asText());
  }

  /** The page as it comes from a printer, as a PDF file. */
  byte[] print() {
    JsonNode paper =
        devTools(
            "Page.printToPDF",
            Map.of("printBackground", true, "paperWidth", 8.27, "paperHeight", 11.69));
    return Base64.getDecoder().decode(paper.path("data").asText());
  }

  /** What the page's console has said since it was asked last. */
  List<String> console() {
    List<String> lines = new ArrayList<>();
    for (JsonNode entry : command("POST", "/se/log", Map.of("type", "browser"))) {
      lines.add(entry.path("level").asText() + " " + entry.path("message").asText());
    }
    return lines;
  }

  /** The addresses that were asked for since this was asked last. */
  List<String> requests() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (JsonNode entry : command("POST", "/se/log", Map.of("type", "performance"))) {
      JsonNode event = json.readTree(entry.path("message").asText()).path("message");
      if (event.path("method").asText().equals("Network.requestWillBeSent")) {
        addresses.add(event.path("params").path("request").path("url").asText());
      }
    }
    return addresses;
  }

  private JsonNode devTools(String command, Map<String, ?> parameters) {
    return command("POST", "/goog/cdp/execute", Map.of("cmd", command, "params", parameters));
  }

  private JsonNode command(String method, String path, Map<String, ?> body) {
    return send(URI.create(session + path), method, body);
  }

  private JsonNode send(URI address, String method, Map<String, ?> body) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address)
              .timeout(LIMIT)
              .method(method, HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
              .build();
      HttpResponse<String> response =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      JsonNode value = json.readTree(response.body()).path("value");
      if (response.statusCode() != 200) {
        throw new IllegalStateException(address + ": " + value.path("message").asText());
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    try {
      send(session, "DELETE", Map.of());
    } finally {
      driver.destroy();
    }
  }
}
