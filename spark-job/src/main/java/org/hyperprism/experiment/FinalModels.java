package org.hyperprism.experiment;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hyperprism.engine.DeviceModels;
import org.hyperprism.engine.Engine;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.NearestName;

/**
 * The models that the devices ended with, of every method, as far as they are wanted: they take the
 * memory of m models each until closed.
 */
public final class FinalModels implements AutoCloseable {

  private final boolean wanted;
  private final Map<String, DeviceModels> byMethod = new LinkedHashMap<>();

  private FinalModels(boolean wanted) {
    this.wanted = wanted;
  }

  /** For a run whose models are kept. */
  public static FinalModels kept() {
    return new FinalModels(true);
  }

  /** For a run whose models go with it. */
  public static FinalModels forgotten() {
    return new FinalModels(false);
  }

  void keep(String method, Engine engine) {
    if (wanted) {
      byMethod.put(method, engine.models());
    }
  }

  /** The methods whose models are here, in the order of the run. */
  public List<String> methods() {
    return List.copyOf(byMethod.keySet());
  }

  /**
   * The models of a method.
   *
   * @throws ConfigurationException if there are none of that name
   */
  public DeviceModels of(String method) {
    DeviceModels models = byMethod.get(method);
    if (models == null) {
      throw new ConfigurationException(
          methods().isEmpty()
              ? "the models of the run were not kept; expected a run that keeps them"
              : "the run has no models of '%s'; expected one of %s%s"
                  .formatted(
                      method, String.join(", ", methods()), NearestName.hint(method, methods())));
    }
    return models;
  }

  @Override
  public void close() {
    byMethod.values().forEach(DeviceModels::close);
    byMethod.clear();
  }
}
