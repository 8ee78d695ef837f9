package org.hyperprism.experiment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.SparkEnv;
import org.bytedeco.javacpp.Pointer;

/**
 * What a JVM holds after garbage collection.
 *
 * @param heap bytes of the Java heap in use
 * @param machine bytes of the JVM's own: classes and compiled code
 * @param direct bytes of direct buffers
 * @param tracked bytes of native memory that Java objects own through JavaCPP
 * @param resident bytes of the process in memory; 0 where the system has no such file to ask
 * @param blocks blocks that Spark stores here: cached partitions and broadcasts
 * @param files files under Spark's local directory
 * @param disk bytes of these files and of the run's checkpoints
 */
record MemoryFigures(
    long heap,
    long machine,
    long direct,
    long tracked,
    long resident,
    long blocks,
    long files,
    long disk) {

  /** ND4J's buffers are freed two seconds after the collection that found them unreachable. */
  private static final long DEFERRED_MILLISECONDS = 2_300;

  private static final long NOTHING_MORE = 20_000;

  private static final Path STATUS = Path.of("/proc/self/status");

  /** Collects garbage until that frees nothing more, then measures. */
  static MemoryFigures settle(Path localDirectory, Path checkpoints) {
    try {
      System.gc();
      Thread.sleep(DEFERRED_MILLISECONDS);
      MemoryFigures before = collect(localDirectory, checkpoints);
      MemoryFigures after = collect(localDirectory, checkpoints);
      while (after.heap < before.heap - NOTHING_MORE) {
        before = after;
        after = collect(localDirectory, checkpoints);
      }
      return after;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MemoryFigures collect(Path localDirectory, Path checkpoints)
      throws InterruptedException {
    System.gc();
    // What Spark cleans up when a collection tells it to.
    Thread.sleep(200);
    System.gc();
    return now(localDirectory, checkpoints);
  }

  private static MemoryFigures now(Path localDirectory, Path checkpoints) {
    long direct =
        ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
            .mapToLong(BufferPoolMXBean::getMemoryUsed)
            .sum();
    return new MemoryFigures(
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed(),
        direct,
        Pointer.totalBytes(),
        residentNow(),
        SparkEnv.get().blockManager().getMatchingBlockIds(block -> true).size(),
        filesUnder(localDirectory).size(),
        bytes(filesUnder(localDirectory)) + bytes(filesUnder(checkpoints)));
  }

  private static long residentNow() {
    if (!Files.exists(STATUS)) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> filesUnder(Path directory) {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> paths = Files.walk(directory)) {
      return paths.filter(Files::isRegularFile).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long bytes(List<Path> files) {
    return files.stream().mapToLong(file -> file.toFile().length()).sum();
  }

  String csv() {
    return Stream.of(heap, machine, direct, tracked, resident, blocks, files, disk)
        .map(String::valueOf)
        .collect(Collectors.joining(","));
  }

  static MemoryFigures parse(String csv) {
    List<Long> values = Arrays.stream(csv.split(",")).map(Long::parseLong).toList();
    return new MemoryFigures(
        values.get(0),
        values.get(1),
        values.get(2),
        values.get(3),
        values.get(4),
        values.get(5),
        values.get(6),
        values.get(7));
  }

  @Override
  public String toString() {
    return ("heap %.2f MB, classes and code %.2f MB, direct buffers %.3f MB, JavaCPP %.3f MB,"
            + " resident %.1f MB, %d blocks, %d files, disk %.2f MB")
        .formatted(
            heap / 1e6,
            machine / 1e6,
            direct / 1e6,
            tracked / 1e6,
            resident / 1e6,
            blocks,
            files,
            disk / 1e6);
  }
}
