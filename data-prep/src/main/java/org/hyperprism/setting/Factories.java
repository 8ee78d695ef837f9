package org.hyperprism.setting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.HyperPrismException;
import org.hyperprism.failure.NearestName;

/**
 * All factories of one kind, found by {@link ServiceLoader}: those of HyperPrism in the order of
 * their file in {@code META-INF/services}, then those of a user's jars and programs by name.
 *
 * @param <F> the kind
 */
public final class Factories<F extends NamedFactory<?>> {

  private static final String OURS = "org.hyperprism.";

  private static final Map<Class<?>, Factories<?>> LOADED = new ConcurrentHashMap<>();

  private static int additions;

  private final Map<String, F> byName = new LinkedHashMap<>();

  /** Of {@link #byName}, those that a program added. */
  private final Set<F> added;

  @SuppressWarnings("unchecked") // a kind is the class of its factories
  private Factories(Class<?> kind) {
    this(inJars(kind).stream().map(factory -> (F) factory).toList(), Set.of());
  }

  private Factories(List<F> found, Set<F> added) {
    this.added = added;
    List<F> ordered = new ArrayList<>(found);
    ordered.sort(
        Comparator.comparing((F factory) -> !isOurs(factory))
            .thenComparing(factory -> isOurs(factory) ? "" : factory.name()));
    for (F factory : ordered) {
      F other = byName.putIfAbsent(factory.name(), factory);
      if (other != null) {
        throw new ConfigurationException(
            "%s and %s are both called '%s'; expected plug-ins with names of their own"
                .formatted(
                    other.getClass().getName(), factory.getClass().getName(), factory.name()));
      }
    }
  }

  private static List<Object> inJars(Class<?> kind) {
    List<Object> found = new ArrayList<>();
    try {
      ServiceLoader.load(kind, classLoader(kind)).forEach(found::add);
    } catch (ServiceConfigurationError | LinkageError broken) {
      throw new ConfigurationException("a plug-in cannot be used: " + reason(broken, kind), broken);
    }
    return found;
  }

  /** What is wrong, with the innermost cause where there is one and otherwise what is expected. */
  private static String reason(Throwable broken, Class<?> kind) {
    Throwable cause = broken;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause.equals(broken)
        ? "%s; expected a public class that extends %s, with a public constructor without arguments, a nested one as Outer$Inner"
            .formatted(broken.getMessage(), kind.getName())
        : "%s: %s".formatted(broken.getMessage(), cause);
  }

  private static boolean isOurs(NamedFactory<?> factory) {
    return factory.getClass().getName().startsWith(OURS);
  }

  /** A user's jars are known to the thread's class loader, not always to ours. */
  private static ClassLoader classLoader(Class<?> kind) {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    try {
      if (ofThread != null && ofThread.loadClass(kind.getName()).equals(kind)) {
        return ofThread;
      }
    } catch (ClassNotFoundException notItsBusiness) {
      return kind.getClassLoader();
    }
    return kind.getClassLoader();
  }

  /**
   * The factories of a kind, looked for in jars once in a JVM.
   *
   * @throws ConfigurationException if one of a user's jar is not sound
   */
  @SuppressWarnings("unchecked") // the value of a key is made from it
  public static <F extends NamedFactory<?>> Factories<F> of(Class<? super F> kind) {
    return (Factories<F>) ofAny(kind);
  }

  /** The factories of a kind that is known by its class alone. */
  static Factories<?> ofAny(Class<?> kind) {
    Factories<?> loaded = LOADED.get(kind);
    if (loaded == null) {
      loaded = new Factories<>(kind);
      LOADED.putIfAbsent(kind, loaded);
    }
    return loaded;
  }

  /**
   * Adds a factory that no jar names, such as one of a class typed into a notebook. It is known in
   * this JVM from then on, and replaces one of its name that was added before.
   *
   * @throws ConfigurationException if HyperPrism or a jar has one of its kind and name
   */
  public static synchronized void add(NamedFactory<?> factory) {
    Class<?> kind = factory.getClass();
    while (kind.getSuperclass() != NamedFactory.class) {
      kind = kind.getSuperclass();
    }
    LOADED.put(kind, ofAny(kind).with(factory));
    additions++;
  }

  /** How often {@link #add} added one: what is read off all factories may be kept until then. */
  public static synchronized int additions() {
    return additions;
  }

  @SuppressWarnings("unchecked") // the caller has the kind from the factory
  private Factories<F> with(NamedFactory<?> factory) {
    List<F> all = new ArrayList<>(byName.values());
    Set<F> programs = new HashSet<>(added);
    F former = byName.get(factory.name());
    if (former != null && programs.remove(former)) {
      all.remove(former);
    }
    all.add((F) factory);
    programs.add((F) factory);
    return new Factories<>(all, programs);
  }

  /** All of them. */
  public List<F> all() {
    return List.copyOf(byName.values());
  }

  /** Their names. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }

  /**
   * The factory of this name.
   *
   * @throws ConfigurationException if there is none
   */
  public F named(String name) {
    F factory = byName.get(name);
    if (factory == null) {
      throw new ConfigurationException(
          "nothing is called '%s'; expected one of %s%s"
              .formatted(
                  name, String.join(", ", byName.keySet()), NearestName.hint(name, names())));
    }
    return factory;
  }

  /**
   * Has a factory make something; what goes wrong in one of a user's jar is a message to its user.
   *
   * @throws ConfigurationException if a plug-in throws, or makes nothing
   */
  public static <T> T make(NamedFactory<?> factory, Supplier<T> making) {
    try {
      return Objects.requireNonNull(making.get(), "it makes null");
    } catch (HyperPrismException forTheUser) {
      throw forTheUser;
    } catch (RuntimeException | LinkageError fault) {
      if (isOurs(factory)) {
        throw fault;
      }
      throw new ConfigurationException(
          "the plug-in %s (%s) cannot make what its settings ask for: %s"
              .formatted(factory.name(), factory.getClass().getName(), fault),
          fault);
    }
  }

  /** Whether the factory comes from a user's jar or program. */
  public static boolean isPlugIn(NamedFactory<?> factory) {
    return !isOurs(factory);
  }
}
