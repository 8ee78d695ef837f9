package org.hyperprism.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
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

  /** Neither as the exception itself, nor as the message of one that wraps it. */
  @Test
  void noReasonIsTheNameOfAClass() {
    for (IOException failure :
        List.of(
            new EOFException(),
            new ConnectException(),
            new ClosedChannelException(),
            new IOException(new ClosedChannelException()),
            new NotDirectoryException("/x"),
            new DirectoryNotEmptyException("/x"),
            new UnknownHostException("example.org"),
            new IOException(new IOException("it is down")))) {
      assertThat(FileFailure.reason(failure)).isNotEmpty().doesNotContain("java", "Exception");
    }
    assertThat(FileFailure.reason(new IOException(new ClosedChannelException())))
        .isEqualTo("closed channel");
    assertThat(FileFailure.reason(new EOFException())).isEqualTo("it ends too early");
    assertThat(FileFailure.reason(new NotDirectoryException("/x"))).isEqualTo("/x is no folder");
    assertThat(FileFailure.reason(new UnknownHostException("example.org")))
        .isEqualTo("there is no host example.org");
    Error wrapped = new AssertionError("of Hadoop's", new IOException("No space left on device"));
    assertThat(FileFailure.reason(wrapped)).isEqualTo("No space left on device");
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
