package org.hyperprism.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.hyperprism.testing.JvmProbe;
import org.junit.jupiter.api.Test;

/** Each case is a JVM of its own, with its own flags. */
class VectorModuleTest {

  /** Prints what the JVM can do. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) {
      System.out.println("bits " + VectorModule.bits());
      System.out.println("bits " + VectorModule.bits());
      System.out.println("obstacle " + VectorModule.obstacle().orElse("none"));
    }
  }

  @Test
  void theFlagBringsSimd() throws IOException, InterruptedException {
    assertThat(probe(VectorModule.FLAG))
        .containsPattern("bits (128|256|512)")
        .contains("obstacle none")
        .doesNotContain("plain Java");
  }

  @Test
  void withoutItPlainJavaServesAndOneWarningNamesTheFlag()
      throws IOException, InterruptedException {
    assertThat(probe())
        .contains("bits 0", "obstacle the JVM was started without --add-modules=ALL-SYSTEM")
        .containsOnlyOnce("no SIMD kernels, plain Java instead, same results: ");
  }

  @Test
  void aRuntimeWithoutTheModuleStartsWithTheSameFlag() throws IOException, InterruptedException {
    assertThat(probe(VectorModule.FLAG, "--limit-modules=java.se,jdk.unsupported"))
        .contains("bits 0");
  }

  @Test
  void withoutTheOptimisingCompilerPlainJavaServes() throws IOException, InterruptedException {
    assertThat(probe(VectorModule.FLAG, "-XX:TieredStopAtLevel=1"))
        .contains("bits 0", "no optimising compiler");
  }

  @Test
  void aSystemPropertySwitchesToPlainJava() throws IOException, InterruptedException {
    assertThat(probe(VectorModule.FLAG, "-Dhyperprism.simd=false"))
        .contains("bits 0", "obstacle they are switched off by -Dhyperprism.simd=false");
  }

  private static String probe(String... flags) throws IOException, InterruptedException {
    return JvmProbe.run(Probe.class, flags);
  }
}
