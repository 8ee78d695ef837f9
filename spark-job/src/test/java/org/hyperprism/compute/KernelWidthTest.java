package org.hyperprism.compute;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import org.hyperprism.simd.VectorModule;
import org.hyperprism.simd.VectorWidths;
import org.junit.jupiter.api.Test;

/** The kernel's bits do not depend on how wide a machine's vectors are; its loops stay fast. */
class KernelWidthTest {

  /** Prints the width and a sum over all bits of the results; compiled code gives them too. */
  static final class Probe {

    private Probe() {}

    public static void main(String[] arguments) {
      int length = 3000;
      SplittableRandom random = new SplittableRandom(5);
      WeightedVectors members = new WeightedVectors();
      for (int j = 0; j < 11; j++) {
        float[] w = new float[length];
        for (int k = 0; k < length; k++) {
          w[k] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 6));
        }
        members.add(w, 0, (1 + j) / 66.0);
      }
      VectorView gradient = new VectorView(members.array(3), 0);
      VectorView result = VectorView.of(new float[length]);
      VectorView tangent = VectorView.of(new float[length]);
      MixingKernel kernel = MixingKernel.create();
      long sum = 0;
      for (int repetition = 0; repetition < 60; repetition++) {
        for (double p : new double[] {1, 2, 2.7, 3, 5, 9, 31}) {
          for (double learningRate : new double[] {0, 0.01}) {
            kernel.powerMeanWithTangent(
                members, p, 2, gradient, learningRate, 0, length, result, tangent);
            sum = 31 * sum + Arrays.hashCode(result.array());
            sum = 31 * sum + Arrays.hashCode(tangent.array());
          }
          kernel.mirrorStep(result, gradient, 0.01, p, 0, length, result);
          sum = 31 * sum + Arrays.hashCode(result.array());
        }
      }
      System.out.printf("%d bits: %016x%n", VectorModule.bits(), sum);
    }
  }

  @Test
  void everyWidthGivesTheSameBits() throws IOException, InterruptedException {
    VectorWidths.assertSame(Probe.class);
  }

  /**
   * A shorter method goes into its caller, where the compiler gives up on the Vector API: seen with
   * these loops, which became twice to ten times slower.
   */
  @Test
  void longLoopsAreTooLongToBeInlined() {
    for (String method :
        List.of(
            "SimdRealPowers.relativeLogarithms",
            "SimdRealPowers.realPowers",
            "SimdDerivativeTerms.add")) {
      assertThat(bytesOfCode(method)).as(method).isGreaterThan(325);
    }
  }

  /** Where the method's last instruction is. */
  private static int bytesOfCode(String method) {
    String[] names = method.split("\\.");
    StringWriter text = new StringWriter();
    PrintWriter writer = new PrintWriter(text);
    Path classes =
        Path.of(KernelLoops.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    ToolProvider.findFirst("javap")
        .orElseThrow()
        .run(
            writer,
            writer,
            "-c",
            "-p",
            "-cp",
            classes.toString(),
            KernelLoops.class.getPackageName() + "." + names[0]);
    String code = text.toString();
    int begin = code.indexOf(" " + names[1] + "(");
    assertThat(begin).as(code).isPositive();
    int end = code.indexOf("\n\n", begin);
    Matcher instruction =
        Pattern.compile("(?m)^ *(\\d+): ")
            .matcher(code.substring(begin, end < 0 ? code.length() : end));
    int last = 0;
    while (instruction.find()) {
      last = Integer.parseInt(instruction.group(1));
    }
    return last;
  }
}
