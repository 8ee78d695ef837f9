package org.hyperprism.spark;

import java.util.Optional;

/**
 * Where the driver runs: in client mode beside the user, in cluster mode on a machine of the
 * cluster, in a folder of its own that goes with it. The cluster says so by system properties.
 */
public final class Deployment {

  /** Set by YARN's ApplicationMaster in the driver of an application in cluster mode. */
  private static final String YARN_APPLICATION = "spark.yarn.app.id";

  private Deployment() {}

  /** Whether the driver is a process of the cluster. */
  public static boolean isClusterMode() {
    return "cluster".equals(System.getProperty("spark.submit.deployMode"));
  }

  /** Whether the driver lives in YARN's ApplicationMaster, which reports how it ends. */
  public static boolean isInApplicationMaster() {
    return isClusterMode() && application().isPresent();
  }

  /** The id that all attempts of one application share; empty where there is one attempt only. */
  public static Optional<String> application() {
    return Optional.ofNullable(System.getProperty(YARN_APPLICATION));
  }
}
