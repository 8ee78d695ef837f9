package org.hyperprism.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.results.lock.LockOwner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is taken for alive, by a clock that the test turns. */
class RunWatchTest {

  private static final String ELSEWHERE = "17 1000 elsewhere -\n";

  @TempDir Path directory;
  private long now;

  private RunWatch watch() {
    return new RunWatch(
        RunDirectory.existing(directory.toString(), new Configuration()).orElseThrow(), () -> now);
  }

  @Test
  void withoutALockNothingGoesOn() {
    assertThat(watch().goesOn()).isFalse();
  }

  @Test
  void aProcessOfThisMachineIsThereOrNot() throws IOException {
    lock(LockOwner.self().text());
    assertThat(watch().goesOn()).isTrue();
    lock("4194305 1000 %s -\n".formatted(LockOwner.self().host()));
    assertThat(watch().goesOn()).isFalse();
  }

  @Test
  void anExperimentOfASweepCountsToo() throws IOException {
    Path cell = Files.createDirectory(directory.resolve("cell"));
    Files.writeString(cell.resolve(".lock"), LockOwner.self().text());
    assertThat(watch().goesOn()).isTrue();
  }

  @Test
  void anOwnerElsewhereHasEndedWhenItsBeatHas() throws IOException {
    lock(ELSEWHERE);
    RunWatch watch = watch();
    for (int beat = 1; beat <= 20; beat++) {
      Files.writeString(directory.resolve(".lock.beat"), Integer.toString(beat));
      assertThat(watch.goesOn()).isTrue();
      now += Duration.ofSeconds(29).toNanos();
      assertThat(watch.goesOn()).isTrue();
    }
    now += Duration.ofSeconds(1).toNanos();
    assertThat(watch.goesOn()).isFalse();
  }

  @Test
  void withoutABeatItsTablesTell() throws IOException {
    lock(ELSEWHERE);
    RunWatch watch = watch();
    assertThat(watch.goesOn()).isTrue();
    now += Duration.ofMinutes(9).toNanos();
    Files.writeString(directory.resolve("metrics.csv"), "method,round\n");
    assertThat(watch.goesOn()).isTrue();
    now += Duration.ofMinutes(9).toNanos();
    assertThat(watch.goesOn()).isTrue();
    now += Duration.ofMinutes(1).toNanos();
    assertThat(watch.goesOn()).isFalse();
  }

  private void lock(String owner) throws IOException {
    Files.writeString(directory.resolve(".lock"), owner);
  }
}
