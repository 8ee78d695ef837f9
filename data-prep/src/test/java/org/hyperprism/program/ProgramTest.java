package org.hyperprism.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.hyperprism.testing.CtrlC;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(OS.WINDOWS)
class ProgramTest {

  @TempDir private Path directory;

  private final List<String> received = new ArrayList<>();

  @Test
  void linesComeInOrder() throws Exception {
    lines("echo one; echo two; echo three");

    assertThat(received).containsExactly("one", "two", "three");
  }

  @Test
  void aFailureTellsWhatTheProgramSaidAndWithholdsALineCutShort() {
    assertThatThrownBy(() -> lines("echo whole; printf 'cut sh'; echo no more space >&2; exit 3"))
        .isInstanceOf(IOException.class)
        .hasMessage("/bin/sh ended with exit code 3: no more space");
    assertThat(received).containsExactly("whole");
  }

  @Test
  void aProgramThatCtrlCEndsIsAnInterruption() throws InterruptedException {
    List<String> command = CtrlC.heededBy(List.of("/bin/sh", "-c", "kill -INT $$; exit 1"));
    assertThatThrownBy(() -> Program.lines(command, directory, received::add))
        .isInstanceOf(InterruptedException.class)
        .hasMessage(command.get(0) + " was interrupted");
  }

  @Test
  void aProgramThatIsToldToTerminateIsAnInterruption() {
    assertThatThrownBy(() -> lines("kill -TERM $$; exit 1"))
        .isInstanceOf(InterruptedException.class)
        .hasMessage("/bin/sh was interrupted");
  }

  @Test
  void aMissingProgramIsNamed() {
    assertThatThrownBy(() -> Program.lines(List.of("/no/such/program"), directory, received::add))
        .isInstanceOf(IOException.class)
        .hasMessage("/no/such/program is not installed or cannot be started");
  }

  @Test
  void whatTheReceiverThrowsEndsTheProgram() throws Exception {
    assertThatThrownBy(
            () ->
                Program.lines(
                    List.of("/bin/sh", "-c", "echo $$; echo; exec sleep 600"),
                    directory,
                    line -> {
                      received.add(line);
                      throw new IllegalArgumentException("not a row");
                    }))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("not a row");
    assertEnded();
  }

  @Test
  void anInterruptionEndsTheProgram() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread caller =
        new Thread(
            () -> {
              try {
                Program.lines(
                    List.of("/bin/sh", "-c", "echo $$; echo; exec sleep 600"),
                    directory,
                    line -> {
                      received.add(line);
                      running.countDown();
                    });
              } catch (IOException | InterruptedException e) {
                thrown.set(e);
              }
            });
    caller.start();
    running.await();
    caller.interrupt();
    caller.join();

    assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
    assertEnded();
  }

  @Test
  void aProgramThatTakesTooLongIsEnded() {
    assertThatThrownBy(
            () -> Program.run(List.of("/bin/sleep", "600"), directory, Duration.ofSeconds(1)))
        .isInstanceOf(IOException.class)
        .hasMessage("/bin/sleep had not ended after 1 seconds");
  }

  @Test
  void aScratchFolderGoesWithAllItHolds() throws IOException {
    Path path;
    try (ScratchFolder scratch = ScratchFolder.in(directory, "work-")) {
      path = scratch.path();
      Files.writeString(Files.createDirectory(path.resolve("deeper")).resolve("file"), "text");
      assertThat(path).isDirectory();
    }
    assertThat(path).doesNotExist();
  }

  private void lines(String script) throws IOException, InterruptedException {
    Program.lines(List.of("/bin/sh", "-c", script), directory, received::add);
  }

  /** The first line received is the number of the process. */
  private void assertEnded() throws Exception {
    long number = Long.parseLong(received.get(0));
    for (ProcessHandle left : ProcessHandle.of(number).stream().toList()) {
      left.onExit().get();
    }
    assertThat(ProcessHandle.of(number)).isEmpty();
  }
}
