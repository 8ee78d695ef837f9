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

  @Test
  void aMessageIsAsLongAsSomebodyReads() {
    String message = "2 problems:\n  here: a\n  there: b";
    assertThat(Printable.message(message)).isEqualTo(message);
    assertThat(
            Printable.message("x.conf is '" + "9".repeat(300_000) + "', expected\u0007 a number"))
        .startsWith("x.conf is '999")
        .contains("9 ... (298432 letters) ... 9")
        .endsWith("9', expected\\u0007 a number")
        .hasSizeLessThan(1700);
    assertThat(Printable.message("wrong\n".repeat(20_000)).lines())
        .hasSize(51)
        .endsWith("wrong", "  and 19950 lines more");
  }
}
