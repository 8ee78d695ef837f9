package org.hyperprism.compute;

import com.aparapi.device.OpenCLDevice;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Power means with OpenCL through Aparapi, everything else on the processor. An exponent of 1
 * without a gradient is the linear mean there too, with the same bits; the others' last bits depend
 * on the device.
 *
 * <p>What a partition's receivers read is sent to the device once, by {@link #keep}; a mean of
 * members that are not kept is computed on the processor.
 */
final class OpenClMixingKernel implements MixingKernel {

  /** Largest store, in numbers: 4 GiB. */
  private static final long LARGEST_STORE = 1L << 30;

  private final MixingKernel processor;
  private final OpenClProgram program;
  private final IdentityHashMap<float[], Integer> places = new IdentityHashMap<>();

  /** Of the parts of a model, which are few. */
  private final Map<Integer, RangeArrays> ofLength = new HashMap<>();

  OpenClMixingKernel(MixingKernel processor) {
    this(processor, new OpenClProgram());
  }

  OpenClMixingKernel(MixingKernel processor, OpenClProgram program) {
    this.processor = processor;
    this.program = program;
    program.setExplicit(true);
  }

  /** Whether a mean really runs on an OpenCL device; why not, if not. */
  static Optional<String> trial() {
    try (OpenClMixingKernel kernel = new OpenClMixingKernel(MixingKernel.create())) {
      float[] vector = {0.25f, -0.5f};
      kernel.keep(List.of(vector));
      WeightedVectors alone = new WeightedVectors();
      alone.add(vector, 0, 1);
      float[] result = new float[2];
      VectorView view = VectorView.of(result);
      kernel.powerMeanWithTangent(alone, 2.5, 0, view, 0, 0, 2, view, VectorView.of(new float[2]));
      if (!kernel.runsOnDevice()) {
        return Optional.of(
            "the device compiles no kernel in float64, or Aparapi does not translate it");
      }
      return Arrays.equals(vector, result)
          ? Optional.empty()
          : Optional.of("the device computes wrongly: the mean of one vector is not that vector");
    }
  }

  @Override
  public void keep(List<float[]> arrays) {
    places.clear();
    long total = 0;
    for (float[] array : arrays) {
      total += array.length;
    }
    if (total == 0 || total > LARGEST_STORE) {
      return;
    }
    if (program.store.length < total) {
      program.store = new float[(int) total];
    }
    int place = 0;
    for (float[] array : arrays) {
      System.arraycopy(array, 0, program.store, place, array.length);
      places.put(array, place);
      place += array.length;
    }
    program.put(program.store);
  }

  @Override
  public MixingKernel elastic(double elasticity) {
    return elasticity == 0 ? this : processor.elastic(elasticity);
  }

  /** Whether the program has not fallen back to Java threads. */
  private boolean runsOnDevice() {
    return program.getTargetDevice() instanceof OpenCLDevice;
  }

  @Override
  public void close() {
    // After falling back Aparapi has nothing to free, and crashes the JVM when it frees it.
    if (runsOnDevice()) {
      program.dispose();
    }
  }

  @Override
  public void powerMean(
      WeightedVectors neighbourhood,
      double p,
      VectorView gradient,
      double learningRate,
      int from,
      int to,
      VectorView result) {
    boolean linear = p == 1 && learningRate == 0;
    if (linear || from == to || !place(neighbourhood, from)) {
      processor.powerMean(neighbourhood, p, gradient, learningRate, from, to, result);
      return;
    }
    useArraysOf(to - from);
    compute(p, gradient, learningRate, from, to);
    program.get(program.means);
    System.arraycopy(program.means, 0, result.array(), result.offset() + from, to - from);
  }

  @Override
  public void powerMeanWithTangent(
      WeightedVectors neighbourhood,
      double p,
      int self,
      VectorView gradient,
      double learningRate,
      int from,
      int to,
      VectorView result,
      VectorView tangent) {
    Objects.checkIndex(self, neighbourhood.size());
    Integer own = places.get(neighbourhood.array(self));
    if (from == to || own == null || !place(neighbourhood, from)) {
      processor.powerMeanWithTangent(
          neighbourhood, p, self, gradient, learningRate, from, to, result, tangent);
      return;
    }
    int length = to - from;
    useArraysOf(length);
    System.arraycopy(tangent.array(), tangent.offset() + from, program.tangent, 0, length);
    program.put(program.tangent);
    program.selfPlace = own + neighbourhood.offset(self) + from;
    program.selfWeight = neighbourhood.weight(self);
    program.withTangent = 1;
    compute(p, gradient, learningRate, from, to);
    program.get(program.tangent);
    System.arraycopy(program.tangent, 0, tangent.array(), tangent.offset() + from, length);
    if (p == 1) {
      powerMean(neighbourhood, p, gradient, learningRate, from, to, result);
    } else {
      program.get(program.means);
      System.arraycopy(program.means, 0, result.array(), result.offset() + from, length);
    }
  }

  /** Fills in the members whose weight is not 0; false if one is not kept. */
  private boolean place(WeightedVectors neighbourhood, int from) {
    program.withTangent = 0;
    program.members = 0;
    if (program.place.length < neighbourhood.size()) {
      program.place = new int[2 * neighbourhood.size()];
      program.weight = new double[2 * neighbourhood.size()];
    }
    for (int j = 0; j < neighbourhood.size(); j++) {
      if (neighbourhood.weight(j) != 0) {
        Integer place = places.get(neighbourhood.array(j));
        if (place == null) {
          return false;
        }
        program.place[program.members] = place + neighbourhood.offset(j) + from;
        program.weight[program.members++] = neighbourhood.weight(j);
      }
    }
    return true;
  }

  /**
   * Fills the program's means, and its tangent if it is asked to, on the device, of the members
   * that are placed and into the arrays in use.
   */
  private void compute(double p, VectorView gradient, double learningRate, int from, int to) {
    int length = to - from;
    program.p = p;
    program.learningRate = learningRate;
    program.length = length;
    if (learningRate != 0) {
      System.arraycopy(gradient.array(), gradient.offset() + from, program.gradient, 0, length);
      program.put(program.gradient);
    }
    program.put(program.place).put(program.weight);
    program.executeAll();
  }

  /** Arrays travel whole, so a short range is not to use those of a long one. */
  private void useArraysOf(int length) {
    RangeArrays arrays = ofLength.computeIfAbsent(length, RangeArrays::new);
    program.gradient = arrays.gradient;
    program.tangent = arrays.tangent;
    program.means = arrays.means;
  }

  private static final class RangeArrays {

    private final float[] gradient;
    private final float[] tangent;
    private final float[] means;

    RangeArrays(int length) {
      gradient = new float[length];
      tangent = new float[length];
      means = new float[length];
    }
  }

  @Override
  public void mirrorStep(
      VectorView weights,
      VectorView gradient,
      double learningRate,
      double p,
      int from,
      int to,
      VectorView result) {
    processor.mirrorStep(weights, gradient, learningRate, p, from, to, result);
  }

  @Override
  public void mirrorStepWithTangent(
      VectorView weights,
      VectorView gradient,
      double learningRate,
      double p,
      int from,
      int to,
      VectorView result,
      VectorView tangent) {
    processor.mirrorStepWithTangent(weights, gradient, learningRate, p, from, to, result, tangent);
  }

  @Override
  public void linearMean(WeightedVectors neighbourhood, int from, int to, VectorView result) {
    processor.linearMean(neighbourhood, from, to, result);
  }

  @Override
  public void senderPowerMeanWithTangent(
      WeightedVectors neighbourhood,
      double[] memberExponents,
      int self,
      VectorView gradient,
      double learningRate,
      int from,
      int to,
      VectorView result,
      VectorView tangent) {
    processor.senderPowerMeanWithTangent(
        neighbourhood, memberExponents, self, gradient, learningRate, from, to, result, tangent);
  }
}
