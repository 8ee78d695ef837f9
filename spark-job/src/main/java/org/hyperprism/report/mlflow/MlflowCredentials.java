package org.hyperprism.report.mlflow;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;
import org.mlflow.tracking.creds.MlflowHostCredsProvider;

/**
 * What a tracking server that is not open to all asks for, by the environment variables that
 * MLflow's documentation names: {@value #USER} and {@value #PASSWORD}, or else {@value #TOKEN}.
 * MLflow's client for Java does not read them itself.
 */
final class MlflowCredentials {

  static final String USER = "MLFLOW_TRACKING_USERNAME";
  static final String PASSWORD = "MLFLOW_TRACKING_PASSWORD";
  static final String TOKEN = "MLFLOW_TRACKING_TOKEN";

  private final String user;
  private final String password;
  private final String token;

  /**
   * @param environment the variables, by name
   */
  MlflowCredentials(Map<String, String> environment) {
    user = environment.getOrDefault(USER, "");
    password = environment.getOrDefault(PASSWORD, "");
    token = environment.getOrDefault(TOKEN, "");
  }

  /**
   * For MLflow's client.
   *
   * @param address of the server
   */
  MlflowHostCredsProvider provider(String address) {
    if (!user.isEmpty()) {
      return new BasicMlflowHostCreds(address, user, password);
    }
    return token.isEmpty()
        ? new BasicMlflowHostCreds(address)
        : new BasicMlflowHostCreds(address, token);
  }

  /** For a request of our own: its header {@code Authorization}; empty if there is none. */
  Optional<String> authorization() {
    if (!user.isEmpty()) {
      byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return token.isEmpty() ? Optional.empty() : Optional.of("Bearer " + token);
  }
}
