package org.hyperprism.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.InvalidPathException;
import javax.security.auth.login.LoginException;
import org.apache.spark.SparkException;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
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
    assertExplained(
        new ExceptionInInitializerError(
            new UnsupportedOperationException("getSubject is not supported")),
        "Hadoop's client, which Spark 3.5 brings, runs on Java 17 to 22",
        "JAVA_HOME");
    assertExplained(
        new InvalidPathException(
            "Ergebnisse-\uFFFD", "Malformed input or input contains unmappable characters"),
        "'Ergebnisse-\\ufffd' has letters that the locale of this Java does not know",
        "LC_ALL=C.UTF-8");
    assertExplained(
        new InvalidPathException("a\u0000b", "Nul character not allowed"),
        "'a\\u0000b' cannot be the path of a file (Nul character not allowed)");
    assertExplained(
        new RuntimeException(
            new ClassNotFoundException("Class org.apache.hadoop.fs.s3a.S3AFileSystem not found")),
        "a path needs Hadoop's org.apache.hadoop.fs.s3a.S3AFileSystem",
        "HYPERPRISM_PLUGINS",
        "--jars");
    assertExplained(
        new RuntimeException(
            new UnsatisfiedLinkError("no snappyjava in java.library.path: /usr/lib:/lib")),
        "could not be unpacked to " + System.getProperty("java.io.tmpdir"),
        "and loaded (no snappyjava): give that folder room",
        "ulimit -f");
    assertExplained(
        new SparkException("Could not parse Master URL: 'local[x]'"),
        "Spark knows no such master (Could not parse Master URL: 'local[x]')",
        "spark://host:7077");
    assertExplained(
        new SparkException("Asked to run locally with 0 threads"), "expected --master local[4]");
    assertExplained(new SparkException("Invalid master URL: spark://"), "no such master");
  }

  /** A place is not to blame for what no place would have allowed. */
  @Test
  void whatTheSurroundingsRefuseIsSaidWhateverWrapsIt() {
    assertExplained(
        new EnvironmentException(
            "--out: the run directory /x cannot be used: failure to login; free space or"
                + " permissions there",
            new IOException("failure to login", new LoginException("null"))),
        "/etc/passwd");
    assertExplained(
        new EnvironmentException(
            "the trace a.csv could not be read or written: check the space there",
            new IOException("a.csv (Too many open files)")),
        "too many open files",
        "ulimit -n");
    assertExplained(
        new DataException(
            "cannot read the table a.csv: check that every line is a row of numbers",
            new SparkException("Job 0 cancelled because SparkContext was shut down")),
        "executors cannot be started");
    assertExplained(
        new DataException(
            "a.csv, line 3: src is 'Too many open files'", new NumberFormatException("src")),
        "a.csv, line 3");
  }

  @Test
  void whoeverEndsARunIsToldNoMore() {
    StringWriter err = new StringWriter();
    Throwable failure = new IllegalStateException(new InterruptedException());
    assertThat(new FailureReport(new PrintWriter(err, true)).report(failure)).isEqualTo(130);
    assertThat(err.toString()).isEqualToIgnoringNewLines("hyperprism: interrupted");
  }

  @Test
  void aFaultCommandsNoTerminal() {
    StringWriter err = new StringWriter();
    Throwable fault = new IllegalStateException("\u001b[2J");
    assertThat(new FailureReport(new PrintWriter(err, true)).report(fault)).isEqualTo(1);
    assertThat(err.toString())
        .startsWith(
            "hyperprism: a fault of HyperPrism: java.lang.IllegalStateException: \\u001b[2J; ")
        .hasLineCount(1);
  }

  private static void assertExplained(Throwable failure, String... parts) {
    StringWriter err = new StringWriter();
    assertThat(new FailureReport(new PrintWriter(err, true)).report(failure)).isEqualTo(2);
    assertThat(err.toString()).startsWith("hyperprism: ").contains(parts).hasLineCount(1);
  }
}
