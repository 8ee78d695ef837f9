package org.hyperprism.api;

import org.apache.spark.sql.SparkSession;
import scala.Option;

/** Makes a session that of this thread, until closed. */
public final class ActiveSession implements AutoCloseable {

  private final Option<SparkSession> before;

  private ActiveSession(Option<SparkSession> before) {
    this.before = before;
  }

  /** Makes the session that of this thread. */
  public static ActiveSession of(SparkSession spark) {
    ActiveSession active = new ActiveSession(SparkSession.getActiveSession());
    SparkSession.setActiveSession(spark);
    return active;
  }

  @Override
  public void close() {
    if (before.isDefined()) {
      SparkSession.setActiveSession(before.get());
    } else {
      SparkSession.clearActiveSession();
    }
  }
}
