package org.hyperprism.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.hyperprism.failure.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fetching, against a real web server on this machine. */
class DatasetCacheTest {

  @TempDir Path root;

  private final byte[] content = noise(300_000);
  private final DataFile file =
      new DataFile("data.bin", new FileContent("data.bin", content).sha256());
  private final List<String> notices = new ArrayList<>();

  @Test
  void aBrokenDownloadGoesOnWhereItStopped() throws IOException {
    byte[] packed = gzip(content);
    File partial = root.resolve(".partial/set/data.bin.gz.part").toFile();
    List<Long> there = new CopyOnWriteArrayList<>();
    try (HalfWayServer server =
        new HalfWayServer(Map.of("set/data.bin.gz", packed), () -> there.add(partial.length()))) {
      Source source = new WebFolder(server.address("set/"));
      cache().fetch("set", List.of(file), List.of(source));
      assertThat(server.requests).hasSize(2);
      assertThat(server.requests.get(0)).isEqualTo("set/data.bin.gz whole");
      // Java's client may drop the last piece before a connection that breaks.
      assertThat(there.get(1)).isPositive().isLessThanOrEqualTo(packed.length / 2);
      assertThat(server.requests.get(1)).isEqualTo("set/data.bin.gz bytes=" + there.get(1) + "-");
      assertThat(notices).containsExactly("fetching set from " + source.description());
    }
    assertThat(root.resolve("set/data.bin")).hasBinaryContent(content);
    assertOnlyTheFileIsLeft();
  }

  @Test
  void aPartOfAnEarlierRunIsUsed() throws IOException {
    byte[] packed = gzip(content);
    Path partial = Files.createDirectories(root.resolve(".partial/set"));
    Files.write(partial.resolve("data.bin.gz.part"), Arrays.copyOf(packed, 1000));
    try (HalfWayServer server = new HalfWayServer(Map.of("data.bin.gz", packed))) {
      cache().fetch("set", List.of(file), List.of(new WebFolder(server.address(""))));
      assertThat(server.requests.get(0)).isEqualTo("data.bin.gz bytes=1000-");
    }
    assertThat(root.resolve("set/data.bin")).hasBinaryContent(content);
  }

  @Test
  void archivesAreUnpacked() throws IOException {
    byte[] archive = gzip(tar("folder/other.txt", noise(700), "folder/data.bin", content));
    try (HalfWayServer server = new HalfWayServer(Map.of("set.tar.gz", archive))) {
      Source source = new WebArchive(server.address("set.tar.gz"), "folder/");
      cache().fetch("set", List.of(file), List.of(source));
    }
    assertThat(root.resolve("set/data.bin")).hasBinaryContent(content);
    assertOnlyTheFileIsLeft();
  }

  @Test
  void whatIsWrongWithAnArchiveIsSaid() throws IOException {
    byte[] whole = tar("folder/other.txt", noise(700), "folder/data.bin", content);
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 124, 135, (byte) 'x');
    Map<String, byte[]> archives =
        Map.of(
            "lacking.tar.gz", gzip(tar("folder/other.txt", content, "data.bin", content)),
            "cut.tar.gz", gzip(Arrays.copyOf(whole, 5000)),
            "damaged.tar.gz", gzip(damaged));
    try (HalfWayServer server = new HalfWayServer(archives)) {
      List<Source> sources =
          Stream.of("lacking", "cut", "damaged")
              .map(name -> server.address(name + ".tar.gz"))
              .<Source>map(address -> new WebArchive(address, "folder/"))
              .toList();
      assertThatThrownBy(() -> cache().fetch("set", List.of(file), sources))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContainingAll(
              "the archive lacks [folder/data.bin]",
              "Truncated TAR archive",
              "the archive is damaged: Corrupted TAR archive");
    }
    assertThat(root.resolve("set")).isEmptyDirectory();
  }

  @Test
  void whenNothingHelpsEveryReasonIsSaid() throws IOException {
    Map<String, byte[]> wrong = Map.of("wrong/data.bin.gz", gzip(noise(10)));
    try (HalfWayServer server = new HalfWayServer(wrong)) {
      List<Source> sources =
          List.of(
              new WebFolder(server.address("wrong/")),
              new WebFolder(server.address("absent/")),
              new WebFolder(URI.create("http://127.0.0.1:1/")));
      assertThatThrownBy(() -> cache().fetch("set", List.of(file), sources))
          .isInstanceOf(EnvironmentException.class)
          .hasMessageContainingAll(
              "the data set set could not be had",
              "expected " + file.sha256(),
              "absent/: the server answered with status 404",
              "http://127.0.0.1:1/: the connection failed after 0 bytes",
              root.resolve("set").toString(),
              "data.bin");
    }
    assertThat(root.resolve("set")).isEmptyDirectory();
  }

  @Test
  void aSourceThatHoldsSomethingElseIsPassedOver() throws IOException {
    Source wrong =
        new Source() {
          @Override
          public String description() {
            return "package";
          }

          @Override
          public void fetch(List<DataFile> files, Scratch scratch) throws IOException {
            Files.write(scratch.files().resolve("data.bin"), noise(10));
          }
        };
    try (HalfWayServer server = new HalfWayServer(Map.of("data.bin.gz", gzip(content)))) {
      Source right = new WebFolder(server.address(""));
      cache().fetch("set", List.of(file), List.of(wrong, right));
    }
    assertThat(root.resolve("set/data.bin")).hasBinaryContent(content);
    assertThatThrownBy(() -> cache().fetch("set", List.of(file), List.of(wrong)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("package: data.bin of package is not the data.bin of this data set");
  }

  @Test
  void aDownloadBesideAnotherThatFailsLeavesNoFile() throws Exception {
    URI nowhere = URI.create("http://127.0.0.1:1/data.bin.gz");
    try (Download first = new Download(nowhere, root)) {
      try (Download second = new Download(nowhere, root)) {
        assertThatThrownBy(second::fetch).isInstanceOf(IOException.class);
      }
      try (Stream<Path> left = Files.list(root)) {
        assertThat(left).containsExactly(root.resolve("data.bin.gz.part"));
      }
    }
  }

  @Test
  void twoFetchesAtOnceLeaveOneWholeFile() throws Exception {
    byte[] packed = gzip(content);
    ExecutorService both = Executors.newFixedThreadPool(2);
    try (HalfWayServer server = new HalfWayServer(Map.of("data.bin.gz", packed))) {
      Source source = new WebFolder(server.address(""));
      Callable<Boolean> fetch =
          () -> {
            new DatasetCache(root, line -> {}).fetch("set", List.of(file), List.of(source));
            return true;
          };
      for (Future<Boolean> done : both.invokeAll(List.of(fetch, fetch))) {
        assertThat(done.get()).isTrue();
      }
    } finally {
      both.shutdownNow();
    }
    assertThat(root.resolve("set/data.bin")).hasBinaryContent(content);
    assertOnlyTheFileIsLeft();
  }

  @Test
  void aCacheThatCannotBeWrittenIsNamed() throws IOException {
    Path occupied = Files.writeString(root.resolve("occupied"), "a file, not a folder");
    DatasetCache cache = new DatasetCache(occupied, notices::add);
    Source source = new WebFolder(URI.create("http://127.0.0.1:1/"));
    assertThatThrownBy(() -> cache.fetch("set", List.of(file), List.of(source)))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContainingAll(occupied.toString(), "cannot write");
  }

  private DatasetCache cache() {
    return new DatasetCache(root, notices::add);
  }

  private void assertOnlyTheFileIsLeft() throws IOException {
    try (Stream<Path> left = Files.walk(root)) {
      assertThat(left.filter(Files::isRegularFile)).containsExactly(root.resolve("set/data.bin"));
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  /** A ustar archive of two files. */
  private static byte[] tar(String first, byte[] firstBytes, String second, byte[] secondBytes) {
    ByteArrayOutputStream archive = new ByteArrayOutputStream();
    entry(archive, first, firstBytes);
    entry(archive, second, secondBytes);
    archive.writeBytes(new byte[1024]);
    return archive.toByteArray();
  }

  private static void entry(ByteArrayOutputStream archive, String name, byte[] bytes) {
    byte[] header = new byte[512];
    byte[] nameBytes = name.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(nameBytes, 0, header, 0, nameBytes.length);
    byte[] size = String.format("%011o", bytes.length).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(size, 0, header, 124, size.length);
    archive.writeBytes(header);
    archive.writeBytes(bytes);
    archive.writeBytes(new byte[(512 - bytes.length % 512) % 512]);
  }
}
