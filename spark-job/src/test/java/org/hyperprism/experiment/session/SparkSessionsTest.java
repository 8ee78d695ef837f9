package org.hyperprism.experiment.session;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.spark.SparkConf;
import org.hyperprism.failure.EnvironmentException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Spark would refuse with a stack trace is refused before, in a sentence. */
class SparkSessionsTest {

  @ParameterizedTest
  @ValueSource(strings = {"200m", "449m", "300", "1k"})
  void executorsBelowSparksLeastAreRefused(String memory) {
    assertThatThrownBy(() -> check(memory))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("spark.executor.memory is " + memory + " and Spark needs 472 MB")
        .hasMessageContaining("--executor-memory");
  }

  @ParameterizedTest
  @ValueSource(strings = {"450m", "500", "1g", "2G"})
  void otherExecutorsAreNot(String memory) {
    assertThatCode(() -> check(memory)).doesNotThrowAnyException();
  }

  @Test
  void memoryThatIsNoSizeIsRefused() {
    assertThatThrownBy(() -> check("much"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageStartingWith("spark.executor.memory is much; expected a size of memory");
  }

  private static void check(String memory) {
    SparkSessions.checkExecutorMemory(new SparkConf(false).set("spark.executor.memory", memory));
  }
}
