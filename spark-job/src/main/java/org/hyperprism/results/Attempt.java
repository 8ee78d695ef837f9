package org.hyperprism.results;

import java.util.Optional;

/** Which application of a cluster this process belongs to, in cluster mode. */
final class Attempt {

  /** Set by YARN's ApplicationMaster in the driver of an application in cluster mode. */
  private static final String YARN_APPLICATION = "spark.yarn.app.id";

  private Attempt() {}

  /** The id that all attempts of one application share; empty where there is one attempt only. */
  static Optional<String> application() {
    return Optional.ofNullable(System.getProperty(YARN_APPLICATION));
  }
}
