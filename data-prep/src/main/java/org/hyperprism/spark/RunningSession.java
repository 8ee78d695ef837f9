package org.hyperprism.spark;

import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import scala.Option;

/** The Spark session that is there already. */
public final class RunningSession {

  private RunningSession() {}

  /** That of this thread, or else that of the JVM; empty if there is none, or it has stopped. */
  public static Optional<SparkSession> find() {
    return Stream.of(SparkSession.getActiveSession(), SparkSession.getDefaultSession())
        .filter(Option::isDefined)
        .map(Option::get)
        .filter(session -> !session.sparkContext().isStopped())
        .findFirst();
  }
}
