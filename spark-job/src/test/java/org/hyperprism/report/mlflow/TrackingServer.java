package org.hyperprism.report.mlflow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * What MLflow's REST interface (version 2.0) promises, on 127.0.0.1, as far as runs need it; what
 * breaks its rules is refused, as MLflow does.
 */
public final class TrackingServer implements AutoCloseable {

  private static final String API = "/api/2.0/mlflow/";
  private static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts/";

  /** One run, as the server holds it. */
  public static final class Run {
    public final Map<String, String> parameters = new TreeMap<>();
    public final Map<String, String> tags = new TreeMap<>();
    public final Map<String, String> files = new TreeMap<>();

    /** Values by step, by key. */
    public final Map<String, Map<Long, Double>> metrics = new TreeMap<>();

    public String experiment = "";
    public String status = "RUNNING";
    public boolean deleted;
  }

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, String> experiments = new LinkedHashMap<>();
  private final Map<String, Run> runs = new LinkedHashMap<>();
  private final List<String> refused = new ArrayList<>();
  private volatile boolean hangs;
  private volatile boolean refuses;
  private volatile String authorization = "";

  public TrackingServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  public String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** From now on no request is answered. */
  public void hang() {
    hangs = true;
  }

  /** From now on all are refused. */
  public void refuse() {
    refuses = true;
  }

  /**
   * From now on requests without it are refused.
   *
   * @param value of the header of that name
   */
  public void askFor(String value) {
    authorization = value;
  }

  /** All runs that are not deleted, in the order in which they were begun, by id. */
  public synchronized Map<String, Run> runs() {
    Map<String, Run> left = new LinkedHashMap<>(runs);
    left.values().removeIf(run -> run.deleted);
    return left;
  }

  /** The run of a name. */
  public Run run(String name) {
    return runs().values().stream()
        .filter(run -> name.equals(run.tags.get("mlflow.runName")))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no run " + name));
  }

  public synchronized Map<String, String> experiments() {
    return Map.copyOf(experiments);
  }

  /** What was refused because it breaks a rule. */
  public synchronized List<String> refused() {
    return List.copyOf(refused);
  }

  private static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;
    final int status;

    Refused(int status, String message) {
      super(message);
      this.status = status;
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    if (hangs) {
      try {
        end.await();
      } catch (InterruptedException over) {
        Thread.currentThread().interrupt();
      }
    }
    int status = 200;
    String text;
    try {
      String shown = exchange.getRequestHeaders().getFirst("Authorization");
      if (!authorization.isEmpty() && !authorization.equals(shown)) {
        throw new Refused(401, "You are not authenticated");
      }
      text = refuses ? refusal() : json.writeValueAsString(result(exchange, body));
    } catch (Refused refusal) {
      status = refusal.status;
      text =
          json.writeValueAsString(
              Map.of(
                  "error_code",
                  status == 404 ? "RESOURCE_DOES_NOT_EXIST" : "INVALID_PARAMETER_VALUE",
                  "message",
                  String.valueOf(refusal.getMessage())));
    }
    byte[] bytes = text.getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private static String refusal() throws Refused {
    throw new Refused(403, "Permission denied");
  }

  private synchronized Map<String, Object> result(HttpExchange exchange, String body)
      throws Refused {
    URI uri = exchange.getRequestURI();
    String path = uri.getPath();
    if (path.startsWith(ARTIFACTS)) {
      String[] parts = path.substring(ARTIFACTS.length()).split("/", 4);
      if (!exchange.getRequestMethod().equals("PUT") || !parts[2].equals("artifacts")) {
        throw broken(exchange.getRequestMethod() + " " + path);
      }
      known(parts[1]).files.put(parts[3], body);
      return Map.of();
    }
    String call = exchange.getRequestMethod() + " " + path.replace(API, "");
    JsonNode request = request(body);
    return switch (call) {
      case "POST experiments/search" -> {
        List<Map<String, Object>> found = new ArrayList<>();
        experiments.forEach(
            (name, id) -> {
              if (request.get("filter").asText().equals("name = '" + name + "'")) {
                found.add(Map.of("experiment_id", id, "name", name));
              }
            });
        yield Map.of("experiments", found);
      }
      case "POST experiments/create" -> {
        String id = Integer.toString(experiments.size() + 1);
        experiments.put(request.get("name").asText(), id);
        yield Map.of("experiment_id", id);
      }
      case "POST runs/create" -> create(request);
      case "GET runs/get" -> {
        String id = uri.getRawQuery().replaceAll(".*run_id=([^&]*).*", "$1");
        yield Map.of("run", Map.of("info", info(id, known(id))));
      }
      case "POST runs/delete" -> {
        known(request.get("run_id").asText()).deleted = true;
        yield Map.of();
      }
      case "POST runs/update" -> {
        String id = request.get("run_id").asText();
        known(id).status = request.get("status").asText();
        yield Map.of("run_info", info(id, known(id)));
      }
      case "POST runs/log-batch" -> {
        logBatch(request);
        yield Map.of();
      }
      default -> throw broken("no such call: " + call);
    };
  }

  private JsonNode request(String body) {
    try {
      return json.readTree(body.isEmpty() ? "{}" : body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Run known(String id) throws Refused {
    Run run = runs.get(id);
    if (run == null) {
      throw new Refused(404, "Run '" + id + "' not found");
    }
    return run;
  }

  private Map<String, Object> create(JsonNode request) throws Refused {
    String experiment = request.get("experiment_id").asText();
    if (!experiments.containsValue(experiment)) {
      throw new Refused(404, "No experiment with id " + experiment);
    }
    Run run = new Run();
    run.experiment = experiment;
    request
        .path("tags")
        .forEach(tag -> run.tags.put(tag.get("key").asText(), tag.get("value").asText()));
    String id = "run" + (runs.size() + 1);
    runs.put(id, run);
    return Map.of("run", Map.of("info", info(id, run)));
  }

  private static Map<String, Object> info(String id, Run run) {
    return Map.of(
        "run_id",
        id,
        "run_uuid",
        id,
        "experiment_id",
        run.experiment,
        "status",
        run.status,
        "artifact_uri",
        "mlflow-artifacts:/%s/%s/artifacts".formatted(run.experiment, id),
        "lifecycle_stage",
        run.deleted ? "deleted" : "active");
  }

  private void logBatch(JsonNode request) throws Refused {
    Run run = known(request.get("run_id").asText());
    JsonNode metrics = request.path("metrics");
    JsonNode parameters = request.path("params");
    if (metrics.size() > 1000 || parameters.size() > 100) {
      throw broken(
          "a batch of %d metrics and %d params".formatted(metrics.size(), parameters.size()));
    }
    for (JsonNode each : parameters) {
      String key = each.get("key").asText();
      String value = each.get("value").asText();
      String before = run.parameters.putIfAbsent(key, value);
      if (!key.matches("[\\w. /:-]{1,250}") || value.length() > 500) {
        throw broken("param " + key);
      } else if (before != null && !before.equals(value)) {
        throw broken("param %s changed".formatted(key));
      }
    }
    for (JsonNode each : metrics) {
      String key = each.get("key").asText();
      if (!key.matches("[\\w. /:-]{1,250}") || !each.get("timestamp").asText().matches("\\d{13}")) {
        throw broken("metric " + key);
      }
      run.metrics
          .computeIfAbsent(key, name -> new TreeMap<>())
          .put(each.path("step").asLong(), each.get("value").asDouble());
    }
  }

  private Refused broken(String what) {
    refused.add(what);
    return new Refused(400, what);
  }

  @Override
  public void close() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
