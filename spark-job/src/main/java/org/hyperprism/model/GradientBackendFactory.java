package org.hyperprism.model;

import java.util.Optional;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.NamedFactory;

/**
 * Makes a way to compute gradients from its settings. Its name in {@code
 * META-INF/services/org.hyperprism.model.GradientBackendFactory} is all the registration there is;
 * the fastest on a processor stands first there, and the last of ours supports every model.
 *
 * @param <S> the record of its settings
 */
public abstract class GradientBackendFactory<S extends Record> extends NamedFactory<S> {

  /**
   * A setting whose value makes sense with one backend alone.
   *
   * @param setting its key below the backend's section
   * @param value what it is set to
   * @param otherwise the value that goes with other backends
   */
  public record Demand(String setting, String value, String otherwise) {}

  /**
   * @param name in configurations, such as {@code torch}
   * @param settings the record of its settings
   * @param documentation the backend, in a few words
   */
  protected GradientBackendFactory(String name, Class<S> settings, String documentation) {
    super(name, settings, documentation);
  }

  /** All backends there are. */
  public static Factories<GradientBackendFactory<?>> all() {
    return Factories.of(GradientBackendFactory.class);
  }

  /** Makes the backend; with equal settings an equal one, because equal backends share oracles. */
  public abstract GradientBackend create(S settings);

  /** What in the settings asks for this backend and no other; nothing by default. */
  public Optional<Demand> demand(S settings) {
    return Optional.empty();
  }

  /**
   * Seconds of one core for the gradient of one parameter from one sample; whether a run is large
   * is a matter of magnitudes.
   */
  public abstract double secondsPerParameterAndSample();
}
