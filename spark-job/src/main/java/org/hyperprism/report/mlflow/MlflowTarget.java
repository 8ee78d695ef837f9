package org.hyperprism.report.mlflow;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where runs are sent.
 *
 * @param address of the tracking server, such as {@code http://localhost:5000}
 * @param experiment its experiment, which is made if there is none of the name
 */
public record MlflowTarget(String address, String experiment) {

  private static final Logger LOG = LoggerFactory.getLogger(MlflowTarget.class);

  /** Whether MLflow's client is here, which the thin jar leaves out; warns if not. */
  boolean hasClient() {
    try {
      Class.forName("org.mlflow.tracking.MlflowClient", false, getClass().getClassLoader());
      return true;
    } catch (ClassNotFoundException | LinkageError absent) {
      LOG.warn(
          "nothing is sent to MLflow at {}: its client is not on the class path; take hyperprism.jar instead of the thin jar, add org.mlflow:mlflow-client, or set tracking.mlflow to null",
          address);
      return false;
    }
  }
}
