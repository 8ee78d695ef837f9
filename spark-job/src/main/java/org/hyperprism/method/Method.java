package org.hyperprism.method;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.method.Vector.Lifetime;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;

/**
 * One decentralised training method, as what a device does in a round: a local step, then one or
 * more exchanges with its neighbours (which the engine carries out), each with an aggregation.
 *
 * <p>A method declares its vectors in its constructor, is immutable from then on, and knows nothing
 * of partitions and of Spark. Running statistics of normalisation layers are parameters of a part
 * of their own, {@link ModelPart#STATISTICS}: the engine scales their gradient so that a step of
 * the learning rate is the moving average's own, and linear means average them like any other. A
 * method that has momentum or a memory keeps it for {@link ParameterLayout#trainedRanges} alone.
 */
public abstract class Method implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Bytes of a parameter or scalar that is sent, a float32. */
  protected static final long BYTES_OF_FLOAT = Float.BYTES;

  /**
   * Bytes of the number of neighbours, an int32, from which a receiver computes its mixing weight.
   */
  protected static final long BYTES_OF_DEGREE = Integer.BYTES;

  /** The vector that is the model and is evaluated; every method has it. */
  public static final Vector MODEL = new Vector("model", Lifetime.KEPT, 0);

  private final LocalTraining training;
  private final VectorPlan.Builder declared = new VectorPlan.Builder();
  private boolean degreeTravels;

  /**
   * @param training what the method shares with all others
   */
  protected Method(LocalTraining training) {
    this.training = training;
    declared.add(MODEL.name(), MODEL.lifetime());
  }

  /** Declares a vector that a device keeps from round to round; 0 before the first. */
  protected final Vector kept(String name) {
    return declared.add(name, Lifetime.KEPT);
  }

  /** The same, if it is wanted under the method's settings; if not, it must not be used. */
  protected final Vector keptIf(boolean wanted, String name) {
    return wanted ? kept(name) : new Vector(name, Lifetime.KEPT, -1);
  }

  /** Declares a vector that lives from the local step to the last aggregation of a round. */
  protected final Vector duringRound(String name) {
    return declared.add(name, Lifetime.ROUND);
  }

  /** The same, if it is wanted under the method's settings; if not, it must not be used. */
  protected final Vector duringRoundIf(boolean wanted, String name) {
    return wanted ? duringRound(name) : new Vector(name, Lifetime.ROUND, -1);
  }

  /** Declares a vector that holds anything at the beginning of each phase of each device. */
  protected final Vector scratch(String name) {
    return declared.add(name, Lifetime.SCRATCH);
  }

  /** Declares which vectors travel at each exchange, none of them scratch. */
  protected final void sends(Vector... vectors) {
    declared.send(Arrays.asList(vectors));
  }

  /** Declares that the number of a sender's neighbours travels too, once in a round. */
  protected final void sendsDegree() {
    degreeTravels = true;
  }

  /**
   * Declares private float32 numbers of a device, kept from round to round.
   *
   * @param sent how many of them, from the first on, travel with the vectors
   */
  protected final void scalars(int count, int sent) {
    declared.scalars(count, sent);
  }

  /** Which vectors and scalars a device has, and which of them it sends. */
  public final VectorPlan vectors() {
    return declared.build();
  }

  /**
   * Refuses a method that could not be carried out: one that sends scratch, or that Java cannot
   * take to other machines.
   *
   * @throws IllegalArgumentException if it is one
   */
  public final void requireSound() {
    vectors();
    try (ObjectOutputStream nowhere = new ObjectOutputStream(OutputStream.nullOutputStream())) {
      nowhere.writeObject(this);
    } catch (IOException unserialisable) {
      throw new IllegalArgumentException(
          "%s is not serialisable (%s); expected fields that are, and no Optional among them"
              .formatted(getClass().getName(), unserialisable.getMessage()),
          unserialisable);
    }
  }

  /** What the method shares with all others. */
  public final LocalTraining training() {
    return training;
  }

  /** Length eta of a gradient step, > 0. */
  public final double learningRate() {
    return training.learningRate();
  }

  /** How mixing weights follow from the round's graph. */
  public MixingRule mixing() {
    return MixingRule.METROPOLIS;
  }

  /** Whether the method cannot do with links that carry one way; then such a run is refused. */
  public boolean needsLinksBothWays() {
    return mixing() == MixingRule.LAPLACIAN;
  }

  /**
   * The ranges of running statistics, which every method averages linearly; most models have none.
   */
  protected static List<ParameterLayout.Range> statistics(DeviceVectors device) {
    return device.layout().ranges().stream().filter(range -> !range.part().isTrained()).toList();
  }

  /**
   * The links that the method uses, out of those that are available in each round. A method that
   * makes links of its own hands them on among the devices that are there ({@code
   * PresentLinks.among}).
   */
  public LinkSchedule links(LinkSchedule available, RandomStreams random) {
    return available;
  }

  /** Prepares a device before the first round. */
  public void start(Start device) {}

  /** The local part of a round, in place. */
  public abstract LocalReport localStep(LocalPhase device);

  /**
   * Mini-batch gradients of a device in a round, as its simulated time counts them: by default one
   * for each local step.
   *
   * @param localSteps of the device, >= 1
   * @param linked whether it has a neighbour in the round
   */
  public int gradients(int localSteps, boolean linked) {
    return localSteps;
  }

  /** Exchanges in a round, >= 1; all on the round's graph. */
  public int exchanges() {
    return 1;
  }

  /**
   * The aggregation after an exchange, in place.
   *
   * @param exchange from 0
   */
  public abstract void aggregate(int exchange, ExchangePhase device);

  /**
   * Why what the method sends cannot be compressed by {@code compression.kind}, and what to do
   * then, as the end of a sentence; empty where it can.
   */
  public Optional<String> objectionToCompression() {
    return Optional.empty();
  }

  /**
   * Why the method cannot do without a common clock, where devices meet in pairs and at times of
   * their own ({@code spark-job/docs/asynchrony.md}), and what to do then, as the end of a
   * sentence; empty where it can. By default it cannot.
   */
  public Optional<String> objectionToAsynchrony() {
    return Optional.of(
        "it is stated for rounds in which all devices take part; expected dpsgd, swarmsgd or"
            + " hyperprism");
  }

  /** What a user can do where messages are misread ({@link ExchangePhase#quantisedMean}). */
  public String adviceOnMisreading() {
    return "";
  }

  /** The parts of the model whose exponents the devices learn; none by default. */
  public List<ModelPart> learnedParts() {
    return List.of();
  }

  /**
   * Exponent p that a device used for a part in a round.
   *
   * @param round its latest, from 1
   * @param scalars the device's scalars from {@code offset} on
   */
  public double exponent(ModelPart part, int round, float[] scalars, int offset) {
    return 1;
  }

  /**
   * The maps in which a device's mean of what is sent is taken, of all parameters in ascending
   * order; empty if it is linear.
   *
   * @param layout the model's
   * @param round from 1
   * @param scalars the device's scalars from {@code offset} on
   */
  public Map<Range, MirrorMap> meanMaps(
      ParameterLayout layout, int round, float[] scalars, int offset) {
    return Map.of();
  }

  /**
   * Numbers that a receiver needs to read differences in these maps: the unit of the differences,
   * and what it does not know of the maps; 0 where all means are linear.
   */
  public int numbersOfMeanMaps() {
    return 0;
  }

  /**
   * What one device sends to one neighbour in a round, in bytes, over all exchanges, as the method
   * counts it: by default the vectors that travel, as float32, and the number of neighbours if it
   * does; no scalars.
   *
   * @param layout the model's parts
   */
  public long bytesPerLink(ParameterLayout layout) {
    return BYTES_OF_FLOAT * exchanges() * vectors().sent().size() * layout.parameters()
        + (degreeTravels ? BYTES_OF_DEGREE : 0);
  }

  @Override
  public String toString() {
    return "%s, %s".formatted(getClass().getSimpleName(), training);
  }
}
