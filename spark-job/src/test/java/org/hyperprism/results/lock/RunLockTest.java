package org.hyperprism.results.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.packaging.Program;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;
import org.hyperprism.spark.PlainFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One process at a time in a run directory, whatever becomes of the others. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class RunLockTest {

  private static final Duration BEAT = Duration.ofMillis(100);

  /** Ends at the first beat, so it may be long: a busy machine is not taken for a dead owner. */
  private static final Duration WATCH = Duration.ofMinutes(1);

  @TempDir Path directory;

  @Test
  void aDirectoryInUseIsRefusedAndThatOfADeadProcessIsNot()
      throws IOException, InterruptedException {
    Path run = directory.resolve("a run");
    List<String> holder =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            LockHolder.class.getName(),
            run.toString());
    try (Program other = Program.start(directory, Map.of(), holder)) {
      other.await("in use");
      for (boolean resume : new boolean[] {false, true}) {
        assertThatThrownBy(() -> located(run, !resume, resume).claim())
            .isInstanceOf(EnvironmentException.class)
            .hasMessageStartingWith("--out: " + run + " is in use by another run (process ")
            .hasMessageContaining(Long.toString(other.process().pid()))
            .hasMessageContaining("or name another directory");
      }
      assertThat(run.resolve("resolved.conf")).exists();
      assertThat(other.process().destroyForcibly()).isTrue();
      other.process().onExit().join();
    }
    assertThat(run.resolve(".lock")).exists();

    RunDirectory next = located(run, true, false).claim();

    assertThat(run.resolve("resolved.conf")).doesNotExist();
    assertThatThrownBy(() -> located(run, true, false).claim()).hasMessageContaining("in use");
    next.release();
    assertThat(run).isEmptyDirectory();
    located(run, false, false).claim().release();
  }

  /** A link would have the owner written into what it leads to, or nobody ever be let in. */
  @Test
  void whatIsNoFileOfALockIsLeftAlone() throws IOException {
    Path work = Files.writeString(directory.resolve("work"), "years of it");
    Path run = Files.createDirectory(directory.resolve("run"));
    Path lock = run.resolve(".lock");
    for (Path target : List.of(work, directory.resolve("nowhere"), directory)) {
      Files.createSymbolicLink(lock, target);
      assertNotLocked(run);
      Files.delete(lock);
    }
    Files.createDirectory(lock);
    assertNotLocked(run);
    Files.delete(lock);

    located(run, false, false).claim().release();
    assertThat(work).hasContent("years of it");
    assertThat(directory.resolve("nowhere")).doesNotExist();
  }

  private void assertNotLocked(Path run) {
    assertThatThrownBy(() -> located(run, false, false).claim())
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining(run + " cannot be locked, as .lock there is no file of a lock")
        .hasMessageContaining("remove it");
  }

  @Test
  void twoRunsOfTheSameSecondHaveTwoDirectories() throws IOException {
    RunOptions unnamed = new RunOptions(Optional.empty(), false, false);
    RunDirectory located = RunDirectory.locate(unnamed, new Configuration());
    RunDirectory first = located.claim();
    RunDirectory second = located.claim();
    try {
      assertThat(second.toString()).isEqualTo(first + "-2");
      assertThat(Path.of(first.toString())).isDirectory();
      assertThat(Path.of(second.toString())).isDirectory();
    } finally {
      first.abandon();
      first.release();
      second.abandon();
      second.release();
    }
    assertThat(Path.of(first.toString())).doesNotExist();
  }

  @Test
  void aRunThatCameBetweenIsNotReplaced() throws IOException {
    RunDirectory slow = located(directory.resolve("place"), false, false);
    RunDirectory quick = located(directory.resolve("place"), false, false).claim();
    quick.write(RunDirectory.CONFIGURATION, "");
    quick.release();
    assertThatThrownBy(slow::claim)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("already holds a run");
    assertThat(directory.resolve("place")).isDirectoryContaining("glob:**resolved.conf");
  }

  /** What is used where the operating system's locks do not reach. */
  @Test
  void aBeatTellsThatAnOwnerElsewhereIsAlive() throws IOException {
    org.apache.hadoop.fs.Path place = new org.apache.hadoop.fs.Path(directory.toUri());
    FileSystem files = PlainFileSystem.of(place, new Configuration());
    try (SharedRunLock held = SharedRunLock.take(files, place, BEAT, WATCH)) {
      assertThat(held).isNotNull();
      String own = Files.readString(directory.resolve(".lock"));
      assertThat(LockOwner.parse(own)).contains(LockOwner.self());
      assertThatThrownBy(() -> SharedRunLock.take(files, place, BEAT, WATCH))
          .hasMessageContaining("is in use by another run (process ");
      // The same as another machine sees it.
      Files.writeString(directory.resolve(".lock"), "17 1000 elsewhere -\n");
      assertThatThrownBy(() -> SharedRunLock.take(files, place, BEAT, WATCH))
          .hasMessageContaining("(process 17 on elsewhere, since 1970-01-01T00:00:01Z)");
    }
    assertThat(directory).isEmptyDirectory();
    // Nobody writes a beat any more.
    for (String left : List.of("17 1000 elsewhere -\n", "4194305 1000 HERE -\n", "", "?")) {
      String host = LockOwner.self().host();
      Files.writeString(directory.resolve(".lock"), left.replace("HERE", host));
      SharedRunLock.take(files, place, BEAT, Duration.ofMillis(300)).close();
      assertThat(directory).isEmptyDirectory();
    }
  }

  private static RunDirectory located(Path run, boolean overwrite, boolean resume) {
    return RunDirectory.locate(
        new RunOptions(Optional.of(run.toString()), overwrite, resume), new Configuration());
  }
}
