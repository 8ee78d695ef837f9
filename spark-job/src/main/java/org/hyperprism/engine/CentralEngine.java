package org.hyperprism.engine;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.hyperprism.dataset.Samples;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.model.Evaluation;
import org.hyperprism.model.ModelEvaluations;
import org.hyperprism.model.ParameterLayout;
import org.jspecify.annotations.Nullable;

/**
 * Devices that all have the one model that a centre trains, which is held, looked at and stored
 * once, and told of each of them: for yardsticks alone.
 */
public final class CentralEngine extends Engine {

  /** What trains the model. */
  public interface Centre extends AutoCloseable {

    /**
     * Trains one round; rounds are called in ascending order.
     *
     * @return float64[m]: the mean mini-batch loss of each worker, in ascending number
     */
    double[] round(int round);

    /** The model as it is now: a new float32[d]. */
    float[] model();

    /** What the next round begins with besides, such as velocities: a new float32 array. */
    float[] memory();

    @Override
    void close();
  }

  /** The centre's state lies in a checkpoint as one device's. */
  private static final BlockLayout ALONE = BlockLayout.of(1, 1);

  private final RoundDefinition definition;
  private final int devices;
  private final @Nullable CheckpointStore checkpoints;
  private final Centre centre;

  /** One device: the centre's model, with its memory as scalars. */
  private DeviceBlock state;

  /**
   * @param devices number m of devices, and of the centre's workers
   * @param centre makes the centre that goes on from a model and its memory, which is empty before
   *     the first round
   * @param checkpoints null if none are kept; then {@code resumeAfter} is 0
   * @param resumeAfter the round whose checkpoint to start from; 0 for the start
   */
  public CentralEngine(
      RoundDefinition definition,
      int devices,
      BiFunction<float[], float[], Centre> centre,
      @Nullable CheckpointStore checkpoints,
      int resumeAfter) {
    this.definition = definition;
    this.devices = devices;
    this.checkpoints = checkpoints;
    this.state =
        resumeAfter == 0
            ? block(0, definition.initialModels().of(0).clone(), new float[0])
            : Objects.requireNonNull(checkpoints).read(resumeAfter, ALONE, 0);
    this.centre = centre.apply(state.model(0), state.scalars().clone());
  }

  private static DeviceBlock block(int device, float[] model, float[] memory) {
    return new DeviceBlock(device, 1, model.length, new float[][] {model}, memory);
  }

  @Override
  public RoundReport round(int round) {
    double[] losses = centre.round(round);
    state = block(0, centre.model(), centre.memory());
    double[] unknown = new double[devices];
    Arrays.fill(unknown, Double.NaN);
    double[] linear = new double[definition.model().layout().parts().size()];
    Arrays.fill(linear, 1);
    return new RoundReport(
        losses,
        unknown,
        Collections.nCopies(devices, linear).toArray(double[][]::new),
        0,
        1.0 / devices,
        0,
        0,
        0,
        Divergence.first(ofLosses(losses), Divergence.of(state, 1, "after the centre's mean")),
        0,
        0);
  }

  private static @Nullable Divergence ofLosses(double[] losses) {
    for (int worker = 0; worker < losses.length; worker++) {
      if (!Double.isFinite(losses[worker])) {
        return new Divergence(0, worker, "the loss of its mini-batches is " + losses[worker]);
      }
    }
    return null;
  }

  @Override
  public List<Evaluation> evaluate(Samples test) {
    return Collections.nCopies(
        devices, BlockEvaluation.of(definition.training(), state, test).get(0));
  }

  @Override
  public ModelEvaluations evaluateByClass(Samples test) {
    return ModelEvaluations.together(
        Collections.nCopies(devices, BlockEvaluation.byClass(definition, state, test)));
  }

  @Override
  public List<int[]> known(Samples test) {
    return Collections.nCopies(
        devices, BlockEvaluation.known(definition.training(), state, test).get(0));
  }

  /** Devices that have the same model are in consensus. */
  @Override
  public double consensusDistance() {
    return 0;
  }

  @Override
  public double fractionOfSmallWeights() {
    ParameterLayout parts = definition.model().layout();
    return SmallWeights.fraction(SmallWeights.count(state, parts), 1, parts);
  }

  @Override
  long[] checksums() {
    long[] checksums = new long[devices];
    Arrays.fill(checksums, state.checksums()[0]);
    return checksums;
  }

  @Override
  int parameters() {
    return state.parameters();
  }

  /** The centre sends each worker a model, and gets one of each. */
  @Override
  public long messagesOfACentre() {
    return 2L * devices;
  }

  @Override
  public void checkpoint(int round) {
    CheckpointStore store = Objects.requireNonNull(checkpoints, "checkpoints are not kept here");
    store.save(round, () -> store.write(round, state));
  }

  /** One array for all: nobody changes what a block holds. */
  @Override
  public DeviceModels models() {
    float[] model = state.model(0);
    return new LocalModels(
        new BlockLayout(devices, devices),
        IntStream.range(0, devices)
            .mapToObj(device -> block(device, model, new float[0]))
            .toList());
  }

  @Override
  public long shuffledBytes() {
    return 0;
  }

  @Override
  public void close() {
    centre.close();
  }
}
