package org.hyperprism.method;

import java.util.Optional;
import java.util.OptionalDouble;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.NamedFactory;

/**
 * Makes a method from its settings, which stand in a section of the method's name. Its name in
 * {@code META-INF/services/org.hyperprism.method.MethodFactory} is all the registration there is.
 *
 * @param <S> the record of its settings
 */
public abstract class MethodFactory<S extends Record> extends NamedFactory<S> {

  /**
   * @param name in configurations and results, such as {@code dpsgd}
   * @param settings the record of its settings
   * @param documentation the method and its paper, in a few words
   */
  protected MethodFactory(String name, Class<S> settings, String documentation) {
    super(name, settings, documentation);
  }

  /** Always its name: {@code dpsgd.learningRate}. */
  @Override
  public final String section() {
    return name();
  }

  /** All methods there are. */
  public static Factories<MethodFactory<?>> all() {
    return Factories.of(MethodFactory.class);
  }

  /**
   * Whether a centre carries out the rounds of a method.
   *
   * @param method the name of one that there is
   * @see #hasCentre
   */
  public static boolean isCentral(String method) {
    return all().named(method).hasCentre();
  }

  /**
   * Makes the method.
   *
   * @param training learning rate, local steps, momentum and weight decay, as all methods have them
   * @param layout the parts of the model
   */
  public abstract Method create(S settings, LocalTraining training, ParameterLayout layout);

  /**
   * Whether a centre carries the rounds out, so that devices and links are for the tables alone:
   * {@code central-dl4j}, and no method of a plug-in; false by default.
   */
  public boolean hasCentre() {
    return false;
  }

  /**
   * Why the setting {@code modelParts} and these settings do not go together, and what of these is
   * expected with it; empty, the default, where they do.
   */
  public Optional<String> objectionToModelParts(S settings) {
    return Optional.empty();
  }

  /**
   * The order of the optimality gap that the method's theory states after T rounds among m devices;
   * empty, the default, where it states none.
   *
   * @param devices m, >= 1
   * @param rounds T, >= 1
   * @param exponent the mean p of the decision part, >= 1
   */
  public OptionalDouble theoryBound(int devices, int rounds, double exponent) {
    return OptionalDouble.empty();
  }
}
