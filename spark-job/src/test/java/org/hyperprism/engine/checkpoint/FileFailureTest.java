package org.hyperprism.engine.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

/** A file that cannot be used: the operating system's reason, and what helps against it. */
class FileFailureTest {

  @Test
  void theRemedyIsThatOfTheReason() {
    IOException handles = new IOException("/x/metrics.csv (Too many open files)");
    assertThat(FileFailure.remedy(handles))
        .isEqualTo("allow this user more open files (ulimit -n)");
    FileSystemException named = new FileSystemException("/x", null, "Too many open files");
    assertThat(FileFailure.remedy(named)).contains("ulimit -n");
    assertThat(FileFailure.remedy(new IOException("No space left on device")))
        .isEqualTo("free space or permissions there");
  }

  @Test
  void theReasonIsOneLineInTheSystemsWords() {
    assertThat(FileFailure.reason(new AccessDeniedException("/x"))).isEqualTo("Permission denied");
    assertThat(FileFailure.reason(new IOException("it is down\n\tat org.example")))
        .isEqualTo("it is down");
    assertThat(FileFailure.reason(new NoSuchFileException("/x/y"))).isEqualTo("there is no /x/y");
    assertThat(FileFailure.reason(new FileAlreadyExistsException("/x")))
        .isEqualTo("/x is there already");
  }
}
