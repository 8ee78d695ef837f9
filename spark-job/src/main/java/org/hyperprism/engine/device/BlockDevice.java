package org.hyperprism.engine.device;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.compute.MixingKernel;
import org.hyperprism.compute.VectorView;
import org.hyperprism.compute.WeightedVectors;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.math.ClippedProduct;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.math.SumOfSquares;
import org.hyperprism.method.DeviceVectors;
import org.hyperprism.method.Start;
import org.hyperprism.method.Term;
import org.hyperprism.method.Vector;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.RoundTopology;
import org.jspecify.annotations.Nullable;

/** A device of a block, in float32: a view that moves from device to device, in one thread. */
class BlockDevice implements DeviceVectors {

  private final DeviceBlock block;
  private final VectorPlan plan;
  private final float[][] arrays;
  private final ParameterLayout layout;
  private final int round;
  private final @Nullable RoundTopology topology;
  private final MixingKernel kernel;
  private final WeightedVectors terms = new WeightedVectors();
  private final Map<Class<?>, Object> workspaces = new HashMap<>();
  private int index;

  /**
   * @param block the devices, with all vectors that live now; written to
   * @param round from 1; 0 before the first
   * @param topology the round's; absent before the first round
   * @param kernel of this thread
   * @param scratch of this thread
   */
  BlockDevice(
      DeviceBlock block,
      VectorPlan plan,
      ParameterLayout layout,
      int round,
      @Nullable RoundTopology topology,
      MixingKernel kernel,
      ScratchVectors scratch) {
    this.kernel = kernel;
    this.layout = layout;
    this.round = round;
    this.block = block;
    this.topology = topology;
    this.plan = plan;
    this.arrays = Arrays.copyOf(block.vectors(), plan.all());
    for (int v = plan.living(); v < arrays.length; v++) {
      arrays[v] = scratch.get(v - plan.living(), block.parameters());
    }
  }

  /** Moves the view to the {@code index}-th device of the block. */
  void moveTo(int index) {
    this.index = index;
  }

  final int index() {
    return index;
  }

  final float[] array(Vector vector) {
    return arrays[plan.number(vector)];
  }

  /** The devices' vectors of a number. */
  final float[] array(int number) {
    return arrays[number];
  }

  final int offset(Vector vector) {
    return vector.lifetime() == Vector.Lifetime.SCRATCH ? 0 : block.offset(index);
  }

  final VectorView view(Vector vector) {
    return new VectorView(array(vector), offset(vector));
  }

  final MixingKernel kernel() {
    return kernel;
  }

  final WeightedVectors terms(Term... sum) {
    terms.clear();
    for (Term term : sum) {
      terms.add(array(term.vector()), offset(term.vector()), term.coefficient());
    }
    return terms;
  }

  @Override
  public int device() {
    return block.first() + index;
  }

  @Override
  public int round() {
    return round;
  }

  @Override
  public ParameterLayout layout() {
    return layout;
  }

  @Override
  public RoundTopology topology() {
    if (topology == null) {
      throw new IllegalStateException("there are no links before the first round");
    }
    return topology;
  }

  @Override
  public void set(Vector target, Term... sum) {
    set(0, block.parameters(), target, sum);
  }

  @Override
  public void set(Range range, Vector target, Term... sum) {
    set(range.from(), range.to(), target, sum);
  }

  private void set(int from, int to, Vector target, Term... sum) {
    kernel.linearMean(terms(sum), from, to, view(target));
  }

  @Override
  public void mirrorStep(
      Range range,
      Vector from,
      Vector gradient,
      double learningRate,
      MirrorMap map,
      Vector target) {
    kernel
        .elastic(map.elasticity())
        .mirrorStep(
            view(from),
            view(gradient),
            learningRate,
            map.p(),
            range.from(),
            range.to(),
            view(target));
  }

  @Override
  public void mirrorStep(
      Range range,
      Vector from,
      Vector gradient,
      double learningRate,
      MirrorMap map,
      Vector target,
      Vector tangent) {
    kernel
        .elastic(map.elasticity())
        .mirrorStepWithTangent(
            view(from),
            view(gradient),
            learningRate,
            map.p(),
            range.from(),
            range.to(),
            view(target),
            view(tangent));
  }

  @Override
  public double clippedProduct(Range range, Vector vector, Vector clipped, double limit) {
    return ClippedProduct.of(
        array(clipped),
        offset(clipped) + range.from(),
        array(vector),
        offset(vector) + range.from(),
        range.length(),
        limit);
  }

  @Override
  public double distance(Vector one, Vector other) {
    return Math.sqrt(
        SumOfSquares.ofDifferences(
            array(one), offset(one), array(other), offset(other), block.parameters()));
  }

  @Override
  public double norm(Vector vector) {
    return Math.sqrt(SumOfSquares.of(array(vector), offset(vector), block.parameters()));
  }

  @Override
  public double norm(Range range, Vector vector) {
    return Math.sqrt(SumOfSquares.of(array(vector), offset(vector) + range.from(), range.length()));
  }

  @Override
  public float[] scalars() {
    return block.scalars();
  }

  @Override
  public int scalarsOffset() {
    return index * block.scalarsPerDevice();
  }

  @Override
  public <T> T workspace(Class<T> type, Supplier<T> make) {
    return type.cast(workspaces.computeIfAbsent(type, missing -> make.get()));
  }

  /** A device before the first round. */
  static final class BeforeTheFirstRound extends BlockDevice implements Start {

    private final RandomStreams random;

    BeforeTheFirstRound(
        DeviceBlock block, VectorPlan plan, ParameterLayout layout, RandomStreams random) {
      super(block, plan, layout, 0, null, MixingKernel.create(), new ScratchVectors());
      this.random = random;
    }

    @Override
    public UniformRandomProvider random() {
      return random.stream(Purpose.METHOD_START, device(), 0);
    }
  }
}
