package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import javax.security.auth.login.LoginException;
import org.apache.spark.SparkException;
import org.hyperprism.failure.DataException;
import org.junit.jupiter.api.Test;

/** What the surroundings refuse is explained and ends in exit code 2. */
class FailureReportTest {

  @Test
  void knownCausesAreExplained() {
    assertExplained(
        new IllegalStateException(new OutOfMemoryError("Java heap space")),
        "out of memory (Java heap space)",
        "HYPERPRISM_HEAP");
    assertExplained(new IOException("failure to login", new LoginException("null")), "/etc/passwd");
    assertExplained(new RuntimeException(new IOException("/x (Too many open files)")), "ulimit -n");
    assertExplained(
        new IllegalStateException("Cannot call methods on a stopped SparkContext."),
        "executors cannot be started");
    assertExplained(
        new SparkException("Job 0 cancelled because SparkContext was shut down"),
        "the cluster's logs");
    assertExplained(new DataException("line 1 is '\u0000'"), "line 1 is '\\u0000'");
  }

  private static void assertExplained(Throwable failure, String... parts) {
    StringWriter err = new StringWriter();
    assertThat(new FailureReport(new PrintWriter(err, true)).report(failure)).isEqualTo(2);
    assertThat(err.toString()).startsWith("hyperprism: ").contains(parts).hasLineCount(1);
  }
}
