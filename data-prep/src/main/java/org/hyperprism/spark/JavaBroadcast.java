package org.hyperprism.spark;

import java.io.Serializable;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** A value that all tasks share, sent to each executor once. */
public final class JavaBroadcast<T> implements Serializable {

  private static final long serialVersionUID = 1L;

  private final Broadcast<JavaSerialized<T>> broadcast;

  private JavaBroadcast(Broadcast<JavaSerialized<T>> broadcast) {
    this.broadcast = broadcast;
  }

  /**
   * Shares a value.
   *
   * @param value serialisable
   */
  public static <T> JavaBroadcast<T> of(JavaSparkContext spark, T value) {
    return new JavaBroadcast<>(spark.broadcast(new JavaSerialized<>(value)));
  }

  /** The value, in the driver or in a task. */
  public T value() {
    return broadcast.value().value();
  }

  /** Forgets it everywhere; called once nothing needs it any more. */
  public void destroy() {
    broadcast.destroy();
  }
}
