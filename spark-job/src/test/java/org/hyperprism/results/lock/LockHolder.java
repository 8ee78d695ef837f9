package org.hyperprism.results.lock;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunOptions;

/** A process that uses the run directory it is given, until it is killed. */
final class LockHolder {

  private LockHolder() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    RunDirectory directory =
        RunDirectory.locate(
                new RunOptions(Optional.of(Path.of(arguments[0]).toString()), false, false),
                new Configuration())
            .claim();
    directory.write(RunDirectory.CONFIGURATION, "");
    System.out.println("in use");
    new CountDownLatch(1).await();
  }
}
