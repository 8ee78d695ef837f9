package org.hyperprism.method;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.random.RandomStreams;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.MixingRule;
import org.hyperprism.topology.RoundTopology;

/**
 * Devices under one method, in float64 and a plain loop: the engine's textbook twin. Counts the
 * numbers that are sent.
 */
public final class Float64Network {

  /** The devices' losses. */
  @FunctionalInterface
  public interface Losses {

    /** Writes the gradient of device i's loss and returns the loss, or 0 if nobody looks at it. */
    double gradient(int device, double[] weights, double[] gradient);
  }

  /** Which messages are lost. */
  @FunctionalInterface
  public interface Losing {

    /** Whether the receiver does not get what the sender sends; asked once for each exchange. */
    boolean isLost(int round, int exchange, int receiver, int sender);
  }

  /** The seed of what a method draws. */
  public static final long SEED = 1;

  private final Method method;
  private final ParameterLayout layout;
  private final VectorPlan plan;
  private final LinkSchedule links;
  private final RandomStreams random = new RandomStreams(SEED);
  private final Losses losses;
  private final double[][][] vectors;
  private final float[][] scalars;
  private final Float64Device[] devices;
  private final LocalReport[] reports;
  private double[][][] sent = {};
  private float[][] sentScalars = {};
  private int[][] members = {};
  private double[][] mixing = {};
  private Losing losing = (at, exchange, receiver, sender) -> false;
  private boolean acknowledged;
  private int dropped = -1;
  private IntUnaryOperator miniBatches = device -> 1;
  private MixingRule rule;
  private RoundTopology topology;
  private int round;
  private long sentNumbers;

  /**
   * @param start every device's model before the first round
   */
  public Float64Network(Method method, LinkSchedule available, double[][] start, Losses losses) {
    this(method, available, ParameterLayout.of(ModelPart.DECISION, start[0].length), start, losses);
  }

  /**
   * @param layout the model's parts
   * @param start every device's model before the first round
   */
  public Float64Network(
      Method method,
      LinkSchedule available,
      ParameterLayout layout,
      double[][] start,
      Losses losses) {
    this.layout = layout;
    this.method = method;
    this.plan = method.vectors();
    this.rule = method.mixing();
    this.links = method.links(available, random);
    this.losses = losses;
    this.vectors = new double[start.length][plan.all()][start[0].length];
    this.scalars = new float[start.length][plan.scalars()];
    this.devices = new Float64Device[start.length];
    this.reports = new LocalReport[start.length];
    this.topology = topologyOf(0);
    for (int i = 0; i < start.length; i++) {
      vectors[i][VectorPlan.MODEL] = start[i].clone();
      devices[i] = new Float64Device(this, i, vectors[i]);
      method.start(devices[i]);
    }
  }

  /** A network on the same graph in every round, one parameter per device. */
  static Float64Network scalar(
      Method method, Graph graph, double[] start, ScalarGradient gradient) {
    return new Float64Network(
        method,
        constant(graph),
        Arrays.stream(start).mapToObj(x -> new double[] {x}).toArray(double[][]::new),
        (device, weights, target) -> {
          target[0] = gradient.at(device, weights[0]);
          return 0;
        });
  }

  /** The gradient of device i's loss at weight w. */
  @FunctionalInterface
  interface ScalarGradient {
    double at(int device, double weight);
  }

  static LinkSchedule constant(Graph graph) {
    return new LinkSchedule() {
      @Override
      public int devices() {
        return graph.devices();
      }

      @Override
      public Graph graph(int round) {
        return graph;
      }
    };
  }

  /**
   * From now on messages are lost.
   *
   * @param withAcknowledgement whether both ends then know; otherwise the receiver alone
   */
  public Float64Network losing(Losing which, boolean withAcknowledgement) {
    losing = which;
    acknowledged = withAcknowledgement;
    return this;
  }

  /** From now on nobody gets what a device sends, itself included, as where it is not finite. */
  public Float64Network dropping(int device) {
    dropped = device;
    return this;
  }

  /** From now on devices have this many mini-batches in an epoch, each of all their samples. */
  Float64Network miniBatches(IntUnaryOperator ofEach) {
    miniBatches = ofEach;
    return this;
  }

  int miniBatchesOf(int device) {
    return miniBatches.applyAsInt(device);
  }

  private RoundTopology topologyOf(int number) {
    return new RoundTopology(links.graph(number), rule);
  }

  /** From now on the weights are those of a rule, whatever the method's own. */
  Float64Network weighted(MixingRule chosen) {
    rule = chosen;
    return this;
  }

  /** Carries out the next rounds. */
  public Float64Network rounds(int count) {
    for (int r = 0; r < count; r++) {
      next();
    }
    return this;
  }

  private void next() {
    topology = topologyOf(++round);
    for (Float64Device device : devices) {
      forgetAfter(plan.living(), device.device());
      reports[device.device()] = method.localStep(device);
    }
    for (int exchange = 0; exchange < method.exchanges(); exchange++) {
      mix(exchange);
      sent = new double[devices.length][plan.living()][];
      sentScalars = new float[devices.length][];
      for (int i = 0; i < devices.length; i++) {
        for (int vector : plan.sentNumbers()) {
          sent[i][vector] = vectors[i][vector].clone();
        }
        sentScalars[i] = Arrays.copyOf(scalars[i], plan.sentScalars());
        sentNumbers +=
            (long) topology.graph().degree(i) * plan.sent().size() * vectors[i][0].length;
      }
      for (Float64Device device : devices) {
        forgetAfter(plan.living(), device.device());
        if (device.device() == dropped) {
          plan.sent().forEach(vector -> device.mean(vector, vector));
        }
        method.aggregate(exchange, device);
      }
    }
    for (int i = 0; i < devices.length; i++) {
      forgetAfter(plan.kept(), i);
    }
  }

  /** What a vector that is not kept holds must not matter. */
  private void forgetAfter(int first, int device) {
    for (int v = first; v < plan.all(); v++) {
      Arrays.fill(vectors[device][v], Double.NaN);
    }
  }

  /** The weights of an exchange, and who is heard in it. */
  private void mix(int exchange) {
    int count = devices.length;
    Graph graph = topology.graph();
    double[][] whole = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int e = 0; e < graph.degree(i); e++) {
        whole[i][graph.neighbour(i, e)] = topology.weight(i, graph.neighbour(i, e));
      }
    }
    boolean columns = method.mixing() == MixingRule.PUSH;
    mixing = new double[count][count];
    for (int i = 0; i < count; i++) {
      mixing[i][i] = 1;
      for (int j = 0; j < count; j++) {
        mixing[i][i] -= columns ? whole[j][i] : whole[i][j];
      }
    }
    boolean[][] lost = new boolean[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        lost[i][j] = whole[i][j] != 0 && losing.isLost(round, exchange, i, j);
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        if (!lost[i][j] && (!acknowledged || columns || !lost[j][i])) {
          mixing[i][j] += whole[i][j];
        } else if (acknowledged) {
          // Who would have shared it keeps it.
          int keeper = columns ? j : i;
          mixing[keeper][keeper] += whole[i][j];
        }
      }
    }
    members = new int[count][];
    for (int i = 0; i < count; i++) {
      double[] row = mixing[i];
      if (dropped >= 0) {
        row[dropped] = 0;
      }
      double sum = columns ? 1 : Arrays.stream(row).sum();
      int self = i;
      members[i] =
          IntStream.range(0, count)
              .filter(j -> (j == self && j != dropped) || row[j] != 0)
              .toArray();
      for (int j = 0; j < count; j++) {
        row[j] /= sum;
      }
    }
  }

  /** One parameter of a vector on every device. */
  double[] parameter(Vector vector, int k) {
    int number = number(vector);
    return Arrays.stream(vectors).mapToDouble(device -> device[number][k]).toArray();
  }

  /** The first parameter of every device's model. */
  double[] models() {
    return parameter(Method.MODEL, 0);
  }

  /** A vector of a device. */
  public double[] vector(int device, Vector vector) {
    return vectors[device][number(vector)].clone();
  }

  /** What a device told of its latest local step. */
  LocalReport report(int device) {
    return reports[device];
  }

  /** Parameters sent so far, from every device to every neighbour. */
  long sentNumbers() {
    return sentNumbers;
  }

  int number(Vector vector) {
    return plan.number(vector);
  }

  LocalTraining training() {
    return method.training();
  }

  ParameterLayout layout() {
    return layout;
  }

  RoundTopology topology() {
    return topology;
  }

  int round() {
    return round;
  }

  RandomStreams random() {
    return random;
  }

  Losses losses() {
    return losses;
  }

  public float[] scalars(int device) {
    return scalars[device];
  }

  int[] members(int device) {
    return members[device];
  }

  double weight(int device, int member) {
    return mixing[device][member];
  }

  double[] sent(int device, Vector vector) {
    return sent[device][number(vector)];
  }

  float[] sentScalars(int device) {
    return sentScalars[device];
  }
}
