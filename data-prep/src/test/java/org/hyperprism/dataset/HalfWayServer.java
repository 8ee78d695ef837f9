package org.hyperprism.dataset;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A web server on this machine that cuts the first answer for each file half way and honours Range
 * afterwards.
 */
final class HalfWayServer implements AutoCloseable {

  /** Each request as {@code path range}, the range {@code whole} where none was asked for. */
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final Map<String, byte[]> files;
  private final Runnable onRequest;
  private final Set<String> cut = ConcurrentHashMap.newKeySet();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  HalfWayServer(Map<String, byte[]> files) throws IOException {
    this(files, () -> {});
  }

  /**
   * @param onRequest is run before each answer
   */
  HalfWayServer(Map<String, byte[]> files, Runnable onRequest) throws IOException {
    this.files = files;
    this.onRequest = onRequest;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  URI address(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + path);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(1);
    String range = exchange.getRequestHeaders().getFirst("Range");
    requests.add(path + " " + (range == null ? "whole" : range));
    onRequest.run();
    byte[] file = files.get(path);
    if (file == null) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    int start = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
    byte[] rest = Arrays.copyOfRange(file, start, file.length);
    exchange.sendResponseHeaders(range == null ? 200 : 206, rest.length);
    int sent = cut.add(path) ? rest.length / 2 : rest.length;
    exchange.getResponseBody().write(rest, 0, sent);
    exchange.getResponseBody().flush();
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
