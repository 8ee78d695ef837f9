package org.hyperprism.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Places where nothing can be written or nothing useful read: one message, nothing half-done. */
@Tag("slow")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class UnusablePlacesIT {

  private static final List<String> SETTINGS =
      List.of("--set", "rounds=4", "--set", "evaluate.every=1", "--set", "methods=[dpsgd]");

  /** Mounts a file system, runs a command, and copies what the command has left there. */
  private static final String ON_A_FILE_SYSTEM =
      """
      mount -t tmpfs -o "$1" tmpfs "$2" || exit 99
      place=$2
      copy=$3
      shift 3
      "$@"
      code=$?
      cp -r "$place/." "$copy"
      exit $code
      """;

  @TempDir Path directory;

  @ParameterizedTest
  @CsvSource({
    "size=300k, 2, at the first checkpoint",
    "nr_inodes=14, 0, at the Parquet copies",
    "nr_inodes=9, 0, at the rows of the first round",
    "nr_inodes=4, 0, before the first round"
  })
  void aFullDisk(String limit, int checkpointEvery, String where)
      throws IOException, InterruptedException {
    Program.Result result =
        onFileSystem(limit, "--set", "engine.checkpointEvery=" + checkpointEvery);

    assertOneMessage(result, "No space left on device", directory.resolve("place/run").toString());
    assertThat(result.out()).as(where).doesNotContain("conv. round");
    assertThat(left("*.partial")).isEmpty();
    assertThat(left("*.bin")).isEmpty();
    assertThat(left("_temporary")).isEmpty();
    for (Path metrics : left("metrics.csv")) {
      String text = Files.readString(metrics);
      assertThat(text).endsWith("\n");
      assertThat(text.lines().map(line -> line.split(",", -1).length).distinct()).hasSize(1);
    }
    assertThat(left("summary.json")).isEmpty();
  }

  @Test
  void aReadOnlyFileSystem() throws IOException, InterruptedException {
    Program.Result result = onFileSystem("ro");

    assertOneMessage(result, "Read-only file system", directory.resolve("place/run").toString());
    assertThat(left("*")).isEmpty();
  }

  @Test
  void aUserWithoutAName() throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("setpriv", "--reuid", "54321", "--clear-groups"));
    assumeTrue(
        mayReadAs(command), "to be another user who can read the launcher is not permitted here");
    command.addAll(Launcher.quickstart(SETTINGS));
    command.addAll(List.of("--out", "/nowhere/run"));
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

    Program.Result result = Program.run(directory, Launcher.environment(), command);

    assertOneMessage(result, "Hadoop finds no name of the user", "/etc/passwd");
    assertThat(result.err()).doesNotContain("free space", "/nowhere");
  }

  private boolean mayReadAs(List<String> user) throws InterruptedException {
    try {
      List<String> probe = new ArrayList<>(user);
      probe.addAll(List.of("test", "-r", Launcher.command().get(0)));
      return Program.run(directory, Launcher.environment(), probe).exitCode() == 0;
    } catch (IOException noSetpriv) {
      return false;
    }
  }

  @Test
  void dataThatCannotBeRead() throws IOException, InterruptedException {
    Path empty = Files.createDirectory(directory.resolve("empty"));
    Path damaged = Files.createDirectory(directory.resolve("damaged"));
    for (String name : List.of("train-images-idx3-ubyte", "train-labels-idx1-ubyte")) {
      Files.write(damaged.resolve(name), new byte[] {0, 0, 8, 3, 0});
      Files.write(damaged.resolve(name.replace("train", "t10k")), new byte[] {0, 0, 8, 1, 0});
    }
    Path absent = directory.resolve("absent");

    assertOneMessage(withData(absent), absent.toString(), "does not exist");
    assertOneMessage(withData(empty), empty.toString(), "lacks", "train-images-idx3-ubyte");
    assertOneMessage(withData(damaged), damaged.toString(), "train-images-idx3-ubyte", "cut short");
    assertThat(directory.resolve("run")).doesNotExist();
  }

  private Program.Result withData(Path folder) throws IOException, InterruptedException {
    List<String> arguments = new ArrayList<>(SETTINGS);
    arguments.addAll(List.of("--set", "data.name=mnist", "--set", "data.path=" + folder));
    arguments.addAll(List.of("--out", directory.resolve("run").toString()));
    return Launcher.runQuickstart(directory, arguments);
  }

  private Program.Result onFileSystem(String options, String... more)
      throws IOException, InterruptedException {
    Path place = Files.createDirectories(directory.resolve("place"));
    Path copy = Files.createDirectories(directory.resolve("copy"));
    List<String> command = new ArrayList<>(List.of("unshare", "-m", "sh", "-c", ON_A_FILE_SYSTEM));
    command.addAll(List.of("sh", options, place.toString(), copy.toString()));
    assumeTrue(mayMount(command), "mounting is not permitted here");
    List<String> arguments = new ArrayList<>(SETTINGS);
    arguments.addAll(Arrays.asList(more));
    arguments.addAll(List.of("--out", place.resolve("run").toString()));
    command.addAll(Launcher.quickstart(arguments));
    return Program.run(directory, Launcher.environment(), command);
  }

  private boolean mayMount(List<String> command) throws InterruptedException {
    try {
      List<String> probe = new ArrayList<>(command);
      probe.add("true");
      return Program.run(directory, Launcher.environment(), probe).exitCode() == 0;
    } catch (IOException noUnshare) {
      return false;
    }
  }

  private List<Path> left(String glob) throws IOException {
    try (Stream<Path> files = Files.walk(directory.resolve("copy"))) {
      PathMatcher matcher = directory.getFileSystem().getPathMatcher("glob:" + glob);
      return files.skip(1).filter(file -> matcher.matches(file.getFileName())).toList();
    }
  }

  private static void assertOneMessage(Program.Result result, String... parts) {
    assertThat(result.exitCode()).as(result.printed()).isEqualTo(2);
    assertThat(result.err().lines()).as(result.printed()).hasSize(1);
    assertThat(result.err()).startsWith("hyperprism: ").contains(parts);
    assertThat(result.out()).doesNotContain("\tat ");
  }
}
