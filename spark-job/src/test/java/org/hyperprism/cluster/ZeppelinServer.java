package org.hyperprism.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hyperprism.documentation.Note;
import org.hyperprism.packaging.Program;
import org.hyperprism.report.page.NotePage.Output;

/** A real Zeppelin server on the loopback address, on a port that the system chooses. */
final class ZeppelinServer implements AutoCloseable {

  /** For one call, such as all paragraphs of a note. */
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Pattern STARTED =
      Pattern.compile("Started ServerConnector.*\\{127\\.0\\.0\\.1:(\\d+)\\}");
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** What a paragraph came to: its text, FINISHED or not, and what it has printed. */
  record Paragraph(String text, String status, List<Output> outputs) {

    private static Paragraph of(JsonNode json) {
      List<Output> outputs = new ArrayList<>();
      for (JsonNode message : json.path("results").path("msg")) {
        outputs.add(new Output(message.path("type").asText(), message.path("data").asText()));
      }
      return new Paragraph(
          json.path("text").asText(), json.path("status").asText(), List.copyOf(outputs));
    }

    /** All that was printed. */
    String printed() {
      StringBuilder printed = new StringBuilder();
      outputs.forEach(output -> printed.append(output.data()));
      return printed.toString();
    }
  }

  private final Program program;
  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final String api;
  private int notes;

  private ZeppelinServer(Program program) throws IOException, InterruptedException {
    this.program = program;
    String printed = program.await("Done, zeppelin server started");
    Matcher started = STARTED.matcher(printed);
    if (!started.find()) {
      throw new IllegalStateException("the server does not say where it is:\n" + printed);
    }
    api = "http://127.0.0.1:" + started.group(1) + "/api";
  }

  /** Starts a server whose interpreter of Spark has these properties. */
  static ZeppelinServer start(ZeppelinHome home, Map<String, String> properties)
      throws IOException, InterruptedException {
    Program program = home.start();
    try {
      ZeppelinServer server = new ZeppelinServer(program);
      server.configure(properties);
      return server;
    } catch (IOException | InterruptedException | RuntimeException e) {
      program.close();
      throw e;
    }
  }

  private void configure(Map<String, String> properties) throws IOException, InterruptedException {
    ObjectNode setting = (ObjectNode) call("GET", "/interpreter/setting/spark", "");
    ObjectNode all = setting.withObject("/properties");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      all.putObject(property.getKey())
          .put("name", property.getKey())
          .put("value", property.getValue())
          .put("type", "string");
    }
    call("PUT", "/interpreter/setting/spark", setting.toString());
  }

  /** Runs the paragraphs of a note, one after the other, up to the first that fails. */
  List<Paragraph> run(Note note) throws IOException, InterruptedException {
    return run(note.name(), note.json());
  }

  /** Runs a note of one paragraph. */
  Paragraph run(String name, String text) throws IOException, InterruptedException {
    ObjectNode note = MAPPER.createObjectNode().put("name", name);
    note.putArray("paragraphs").addObject().put("text", text).putObject("config");
    return run(name, note).get(0);
  }

  private List<Paragraph> run(String name, JsonNode note) throws IOException, InterruptedException {
    String path = "/" + ++notes + "/" + name;
    String id = call("POST", "/notebook/import?notePath=" + path, note.toString()).asText();
    call("POST", "/notebook/job/" + id + "?blocking=true&isolated=false", "");
    List<Paragraph> paragraphs = new ArrayList<>();
    for (JsonNode paragraph : call("GET", "/notebook/" + id, "").path("paragraphs")) {
      paragraphs.add(Paragraph.of(paragraph));
    }
    return paragraphs;
  }

  private JsonNode call(String method, String path, String body)
      throws IOException, InterruptedException {
    BodyPublisher publisher =
        body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(api + path))
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .method(method, publisher)
            .build();
    HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() / 100 != 2) {
      throw new IllegalStateException(
          "%s %s: %d %s%n%s"
              .formatted(method, path, response.statusCode(), response.body(), printed()));
    }
    return MAPPER.readTree(response.body()).path("body");
  }

  /** What the server and its interpreters have printed so far. */
  String printed() throws IOException, InterruptedException {
    return program.await("");
  }

  /** The processes of the interpreters. */
  List<ProcessHandle> interpreters() {
    return program.process().descendants().toList();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    program.close();
  }
}
