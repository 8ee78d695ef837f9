package org.hyperprism.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintableTest {

  @Test
  void aTerminalIsNotCommandedByAFile() {
    assertThat(Printable.of("a\u0000\u001b[2Jb\u202ec\ufffdd"))
        .isEqualTo("a\\u0000\\u001b[2Jb\\u202ec\\ufffdd");
    assertThat(Printable.of("Übung\tβ\n漢 \ud83d\ude00")).isEqualTo("Übung\tβ\n漢 \ud83d\ude00");
    assertThat(Printable.of("\ud800x")).isEqualTo("\\ud800x");
  }
}
