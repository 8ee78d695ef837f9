package org.hyperprism.ml;

import org.apache.spark.ml.util.Identifiable;

/**
 * The identifier of a stage that is being made. Spark's own constructors ask a stage for it before
 * the stage's constructor has run, so it waits here for that moment.
 */
record PendingUid(String uid) {

  private static final ThreadLocal<String> PENDING = new ThreadLocal<>();

  /** A new identifier that begins with a word; for the stage that this thread makes next. */
  static PendingUid random(String prefix) {
    return of(Identifiable.randomUID(prefix));
  }

  /** A given one, for the stage that this thread makes next. */
  static PendingUid of(String uid) {
    PENDING.set(uid);
    return new PendingUid(uid);
  }

  /** What waits. */
  static String take() {
    String uid = PENDING.get();
    PENDING.remove();
    return uid;
  }
}
