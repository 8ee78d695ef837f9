package org.hyperprism.engine.device;

import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.data.Batch;
import org.hyperprism.data.BatchSampler;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.math.StochasticRounding;
import org.hyperprism.math.SumOfSquares;
import org.hyperprism.method.LocalPhase;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.Vector;
import org.hyperprism.method.VectorPlan;
import org.hyperprism.model.GradientFunction;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.RoundTopology;

/** A device of a block during its local step. */
public final class LocalDevice extends BlockDevice implements LocalPhase {

  private final List<Samples> shards;
  private final GradientFunction gradients;
  private final RandomStreams random;
  private final BatchSampler sampler;
  private final BatchSampler furtherSampler;
  private final Batch batch;
  private final LocalTraining training;
  private final double meanSamples;
  private final LocalWork work;

  /**
   * @param block the devices, with all vectors that live now; written to
   * @param plan which vectors those are
   * @param topology the round's
   * @param shards the samples of each device of the block
   * @param tools for batches of the mini-batches' size
   * @param random the experiment's streams
   * @param training learning rate, schedule and clipping of the method
   * @param meanSamples by which gradients are weighted, as a share of the device's own number of
   *     samples; 0 for gradients as they are
   * @param round from 1
   * @param work what the round asks of each device
   */
  public LocalDevice(
      DeviceBlock block,
      VectorPlan plan,
      RoundTopology topology,
      List<Samples> shards,
      StepTools tools,
      RandomStreams random,
      LocalTraining training,
      double meanSamples,
      int round,
      LocalWork work) {
    super(block, plan, tools.layout(), round, topology, tools.kernel(), tools.scratch());
    this.shards = shards;
    this.gradients = tools.gradients();
    this.random = random;
    this.sampler = new BatchSampler(random, Purpose.BATCH, training.inEpochs());
    this.furtherSampler = new BatchSampler(random, Purpose.FURTHER_BATCH, false);
    this.batch = tools.batch();
    this.training = training;
    this.meanSamples = meanSamples;
    this.work = work;
  }

  /** Moves the view to the {@code index}-th device of the block, and its samples to the round. */
  @Override
  public void moveTo(int index) {
    super.moveTo(index);
    sampler.begin(device(), draws());
  }

  private int draws() {
    return work.draws().applyAsInt(device());
  }

  @Override
  public int localSteps() {
    int steps = training.steps(shards.get(index()).count(), batch.capacity());
    return Math.min(steps, work.mostSteps().applyAsInt(device()));
  }

  @Override
  public double gradient(int localStep, Vector at, Vector target) {
    boolean isOfModel = localStep == 0 && at.equals(Method.MODEL);
    return gradient(sampler, isOfModel ? array(work.read()) : array(at), offset(at), target);
  }

  @Override
  public double furtherGradient(Vector at, Vector target) {
    furtherSampler.begin(device(), draws());
    return gradient(furtherSampler, array(at), offset(at), target);
  }

  private double gradient(BatchSampler from, float[] at, int atOffset, Vector target) {
    Samples own = shards.get(index());
    from.next(own, batch);
    float[] gradient = array(target);
    int offset = offset(target);
    double loss = gradients.gradient(at, atOffset, batch, gradient, offset);
    double weight = meanSamples == 0 ? 1 : own.count() / meanSamples;
    double scale = weight * training.schedule().at(round()) * clipping(gradient, offset);
    for (ParameterLayout.Range range : layout().ranges()) {
      if (!range.part().isTrained()) {
        // A step of the learning rate then takes the moving average's own step.
        for (int k = offset + range.from(); k < offset + range.to(); k++) {
          gradient[k] = (float) (gradient[k] / training.learningRate());
        }
      } else if (scale != 1) {
        for (int k = offset + range.from(); k < offset + range.to(); k++) {
          gradient[k] = (float) (gradient[k] * scale);
        }
      }
    }
    return loss;
  }

  /** The factor that shortens the trained parts of a gradient to the longest allowed. */
  private double clipping(float[] gradient, int offset) {
    if (training.clipNorm() == Double.POSITIVE_INFINITY) {
      return 1;
    }
    double squares = 0;
    for (ParameterLayout.Range range : layout().trainedRanges()) {
      squares += SumOfSquares.of(gradient, offset + range.from(), range.length());
    }
    return Math.min(1, training.clipNorm() / Math.sqrt(squares));
  }

  @Override
  public void roundStochastically(
      ParameterLayout.Range range,
      Vector target,
      Vector from,
      double step,
      UniformRandomProvider stream) {
    StochasticRounding.of(
        array(from),
        offset(from) + range.from(),
        range.length(),
        step,
        stream,
        array(target),
        offset(target) + range.from());
  }

  @Override
  public UniformRandomProvider random() {
    return random.stream(Purpose.METHOD_ROUND, device(), draws());
  }
}
