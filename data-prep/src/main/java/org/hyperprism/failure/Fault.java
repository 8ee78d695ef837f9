package org.hyperprism.failure;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A fault of HyperPrism: one line for a person, and the stack trace for who mends it. */
public final class Fault {

  private Fault() {}

  /** What has happened, in one line. */
  public static String line(Throwable failure) {
    return "a fault of HyperPrism: " + failure.toString().lines().findFirst().orElse("");
  }

  /** Where it has happened, causes included. */
  public static String stackTrace(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
