package org.hyperprism.cluster;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hyperprism.packaging.Program;

/** What an executor is doing, by the stacks of its threads. */
final class ExecutorWork {

  /** A class that only this work has on its stack, innermost work first. */
  private static final List<Map.Entry<String, String>> WORK =
      List.of(
          Map.entry("engine.checkpoint.", "checkpoint"),
          Map.entry("storage.ShuffleBlockFetcherIterator", "shuffle read"),
          Map.entry("engine.Aggregation", "aggregation"),
          Map.entry("engine.BlockSteps", "local step"),
          Map.entry("shuffle.ShuffleWriteProcessor", "shuffle write"),
          Map.entry("engine.BlockEvaluation", "evaluation"),
          Map.entry("executor.Executor$TaskRunner", "another task"));

  private final ProcessHandle executor;

  private ExecutorWork(ProcessHandle executor) {
    this.executor = executor;
  }

  /** Has the executor listen for the question, which takes a while. */
  static ExecutorWork listenTo(ProcessHandle executor) throws IOException, InterruptedException {
    String jstack = Path.of(System.getProperty("java.home"), "bin", "jstack").toString();
    Program.run(Path.of("."), Map.of(), List.of(jstack, Long.toString(executor.pid())));
    return new ExecutorWork(executor);
  }

  ProcessHandle executor() {
    return executor;
  }

  /** What it does at this moment, asked as jstack asks, without starting a program first. */
  String now() {
    Path socket = Path.of("/tmp", ".java_pid" + executor.pid());
    StringBuilder stacks = new StringBuilder();
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      // Version of the protocol, command, three arguments.
      channel.write(ByteBuffer.wrap("1\0threaddump\0\0\0\0".getBytes(StandardCharsets.US_ASCII)));
      ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
      while (channel.read(bytes) >= 0) {
        stacks.append(StandardCharsets.UTF_8.decode(bytes.flip()));
        bytes.clear();
      }
    } catch (IOException ended) {
      return "unknown";
    }
    return WORK.stream()
        .filter(work -> stacks.indexOf(work.getKey()) >= 0)
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("between tasks");
  }
}
