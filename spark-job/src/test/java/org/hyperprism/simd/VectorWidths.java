package org.hyperprism.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hyperprism.testing.JvmProbe;

/** The widths of vectors that a JVM can be told to use, a JVM each. */
public final class VectorWidths {

  private VectorWidths() {}

  /**
   * Runs a program without SIMD and with vectors of 16, 32 and 64 bytes; wider ones than the
   * machine has end as the widest that it has. Its line {@code N bits: ANSWER}, N from {@link
   * VectorModule#bits}, must have the same answer each time.
   */
  public static void assertSame(Class<?> main) throws IOException, InterruptedException {
    String plain = line(JvmProbe.run(main));
    assertThat(plain).startsWith("0 bits: ");
    String answer = plain.substring(plain.indexOf(':'));
    List<String> widths = new ArrayList<>();
    for (int bytes : new int[] {16, 32, 64}) {
      String simd = line(JvmProbe.run(main, VectorModule.FLAG, "-XX:MaxVectorSize=" + bytes));
      assertThat(simd).endsWith(answer);
      widths.add(simd.substring(0, simd.indexOf(' ')));
    }
    assertThat(widths).startsWith("128").doesNotContain("0");
  }

  private static String line(String output) {
    List<String> lines = output.lines().filter(line -> line.matches("\\d+ bits: .*")).toList();
    assertThat(lines).as(output).hasSize(1);
    return lines.get(0);
  }
}
