package org.hyperprism.model;

import org.hyperprism.failure.EnvironmentException;

/** The jar without native libraries, {@code hyperprism-thin.jar}, and what it leaves out. */
public final class ThinJar {

  private ThinJar() {}

  /**
   * Refuses where a library is not on the class path.
   *
   * @param library what people call it
   * @param type the full name of one of its classes
   * @throws EnvironmentException if it is not there
   */
  public static void requireLibrary(String library, String type) {
    try {
      Class.forName(type, false, ThinJar.class.getClassLoader());
    } catch (ClassNotFoundException left) {
      throw new EnvironmentException(
          "%s is not on the class path, as with hyperprism-thin.jar, which trains lr and mlp by train.backend = vector; take hyperprism.jar for all else"
              .formatted(library),
          left);
    }
  }
}
