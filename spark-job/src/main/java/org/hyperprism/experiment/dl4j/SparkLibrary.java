package org.hyperprism.experiment.dl4j;

import org.apache.spark.SparkConf;
import org.apache.spark.serializer.JavaSerializer;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.model.ThinJar;

/** What Deeplearning4j's library for Spark needs. */
public final class SparkLibrary {

  private static final String SERIALISER = "spark.serializer";
  private static final String JAVA = JavaSerializer.class.getName();

  private SparkLibrary() {}

  /**
   * Refuses where the library is not there, or where results of tasks, which hold ND4J's arrays, do
   * not travel by Java's serialisation. Called before any other class of this package.
   *
   * @throws EnvironmentException if so
   */
  public static void require(SparkConf session) {
    ThinJar.requireLibrary(
        "Deeplearning4j for Spark", "org.deeplearning4j.spark.impl.multilayer.SparkDl4jMultiLayer");
    String serialiser = session.get(SERIALISER, JAVA);
    if (!serialiser.equals(JAVA)) {
      throw new EnvironmentException(
          "Deeplearning4j for Spark sends ND4J's arrays, and this session has %s = %s; expected %s"
              .formatted(SERIALISER, serialiser, JAVA));
    }
  }
}
