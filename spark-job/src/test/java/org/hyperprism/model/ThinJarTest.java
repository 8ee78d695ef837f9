package org.hyperprism.model;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hyperprism.failure.EnvironmentException;
import org.junit.jupiter.api.Test;

class ThinJarTest {

  @Test
  void whatIsLeftOutIsOneSentence() {
    assertThatThrownBy(() -> ThinJar.requireLibrary("libtorch", "org.example.torch"))
        .isInstanceOf(EnvironmentException.class)
        .hasMessage(
            "libtorch is not on the class path, as with hyperprism-thin.jar, which trains lr and"
                + " mlp by train.backend = vector; take hyperprism.jar for all else");
    assertThatCode(() -> ThinJar.requireLibrary("libtorch", "org.bytedeco.pytorch.global.torch"))
        .doesNotThrowAnyException();
  }
}
