package org.hyperprism.method;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.math.ElasticDefinition;
import org.hyperprism.math.LatticeQuantiser;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.math.PowerMean;
import org.hyperprism.math.SignedPower;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.random.Purpose;
import org.hyperprism.topology.RoundTopology;

/** One device in every phase of a round, in float64, by the definitions of the operations. */
final class Float64Device implements Start, LocalPhase, ExchangePhase {

  private final Float64Network network;
  private final int device;
  private final double[][] vectors;

  Float64Device(Float64Network network, int device, double[][] vectors) {
    this.network = network;
    this.device = device;
    this.vectors = vectors;
  }

  private int number(Vector vector) {
    return network.number(vector);
  }

  private Range everything() {
    return new Range(ModelPart.DECISION, 0, vectors[0].length);
  }

  @Override
  public ParameterLayout layout() {
    return network.layout();
  }

  @Override
  public int round() {
    return network.round();
  }

  @Override
  public int device() {
    return device;
  }

  @Override
  public RoundTopology topology() {
    return network.topology();
  }

  @Override
  public void set(Vector target, Term... terms) {
    set(everything(), target, terms);
  }

  @Override
  public void set(Range range, Vector target, Term... terms) {
    for (int k = range.from(); k < range.to(); k++) {
      vectors[number(target)][k] = sum(terms, k);
    }
  }

  private double sum(Term[] terms, int k) {
    double sum = 0;
    for (Term term : terms) {
      sum += term.coefficient() * vectors[number(term.vector())][k];
    }
    return sum;
  }

  @Override
  public void mirrorStep(
      Range range,
      Vector from,
      Vector gradient,
      double learningRate,
      MirrorMap map,
      Vector target) {
    for (int k = range.from(); k < range.to(); k++) {
      double weight = vectors[number(from)][k];
      double change = learningRate * vectors[number(gradient)][k];
      vectors[number(target)][k] =
          map.elasticity() == 0
              ? SignedPower.root(SignedPower.power(weight, map.p()) - change, map.p())
              : ElasticDefinition.mean(
                  new double[] {weight}, new double[] {1}, change, map.p(), map.elasticity());
    }
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
    for (int k = range.from(); k < range.to(); k++) {
      put(
          ExponentTangent.of(
              map,
              new double[] {vectors[number(from)][k]},
              new double[] {1},
              learningRate * vectors[number(gradient)][k],
              0,
              vectors[number(tangent)][k]),
          target,
          tangent,
          k);
    }
  }

  private void put(ExponentTangent result, Vector target, Vector tangent, int k) {
    vectors[number(target)][k] = result.value();
    vectors[number(tangent)][k] = result.derivative();
  }

  @Override
  public double clippedProduct(Range range, Vector vector, Vector clipped, double limit) {
    double sum = 0;
    for (int k = range.from(); k < range.to(); k++) {
      sum +=
          vectors[number(vector)][k]
              * Math.max(-limit, Math.min(limit, vectors[number(clipped)][k]));
    }
    return sum;
  }

  @Override
  public <T> T workspace(Class<T> type, Supplier<T> make) {
    return make.get();
  }

  @Override
  public double distance(Vector one, Vector other) {
    double sum = 0;
    for (int k = 0; k < vectors[number(one)].length; k++) {
      sum +=
          (vectors[number(one)][k] - vectors[number(other)][k])
              * (vectors[number(one)][k] - vectors[number(other)][k]);
    }
    return Math.sqrt(sum);
  }

  @Override
  public double norm(Vector vector) {
    double sum = 0;
    for (double value : vectors[number(vector)]) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  @Override
  public double norm(Range range, Vector vector) {
    double sum = 0;
    for (int k = range.from(); k < range.to(); k++) {
      sum += vectors[number(vector)][k] * vectors[number(vector)][k];
    }
    return Math.sqrt(sum);
  }

  @Override
  public float[] scalars() {
    return network.scalars(device);
  }

  @Override
  public int scalarsOffset() {
    return 0;
  }

  @Override
  public UniformRandomProvider random() {
    Purpose purpose = network.round() == 0 ? Purpose.METHOD_START : Purpose.METHOD_ROUND;
    return network.random().stream(purpose, device, network.round());
  }

  @Override
  public double furtherGradient(Vector at, Vector target) {
    return gradient(0, at, target);
  }

  @Override
  public double gradient(int localStep, Vector at, Vector target) {
    double[] gradient = new double[vectors[number(at)].length];
    double loss = network.losses().gradient(device, vectors[number(at)], gradient);
    double norm = Math.sqrt(Arrays.stream(gradient).map(x -> x * x).sum());
    double factor = network.training().schedule().at(round());
    double longest = network.training().clipNorm();
    vectors[number(target)] =
        Arrays.stream(gradient)
            .map(x -> factor * (norm > longest ? longest * x / norm : x))
            .toArray();
    return loss;
  }

  @Override
  public void mean(Vector target, Vector sent, Term... terms) {
    mean(everything(), target, sent, terms);
  }

  @Override
  public void mean(Range range, Vector target, Vector sent, Term... terms) {
    for (int k = range.from(); k < range.to(); k++) {
      double sum = 0;
      for (int j = 0; j < members(); j++) {
        sum += weight(j) * sentParameter(j, sent, k);
      }
      vectors[number(target)][k] = sum + sum(terms, k);
    }
  }

  @Override
  public void powerMean(
      Range range,
      Vector target,
      Vector sent,
      MirrorMap map,
      Vector gradient,
      double learningRate) {
    double p = map.p();
    double[] values = new double[members()];
    double[] weights = new double[members()];
    for (int k = range.from(); k < range.to(); k++) {
      for (int j = 0; j < members(); j++) {
        values[j] = sentParameter(j, sent, k);
        weights[j] = weight(j);
      }
      double change = learningRate == 0 ? 0 : learningRate * vectors[number(gradient)][k];
      if (map.elasticity() != 0) {
        vectors[number(target)][k] =
            ElasticDefinition.mean(values, weights, change, p, map.elasticity());
        continue;
      }
      double mean = PowerMean.of(values, weights, p);
      vectors[number(target)][k] =
          change == 0 ? mean : SignedPower.root(SignedPower.power(mean, p) - change, p);
    }
  }

  @Override
  public void powerMean(
      Range range,
      Vector target,
      Vector sent,
      MirrorMap map,
      Vector gradient,
      double learningRate,
      Vector tangent) {
    double[] weights = weights();
    for (int k = range.from(); k < range.to(); k++) {
      double change = learningRate == 0 ? 0 : learningRate * vectors[number(gradient)][k];
      double own = vectors[number(tangent)][k];
      put(
          ExponentTangent.of(map, sentParameters(sent, k), weights, change, self(), own),
          target,
          tangent,
          k);
    }
  }

  @Override
  public void powerMeanOfNeighbours(
      Range range, Vector target, Vector sent, MirrorMap map, Vector tangent) {
    int self = self();
    int[] others = IntStream.range(0, members()).filter(j -> j != self).toArray();
    double all = 1 - weight(self);
    double[] weights = Arrays.stream(others).mapToDouble(j -> weight(j) / all).toArray();
    for (int k = range.from(); k < range.to(); k++) {
      int parameter = k;
      double[] values =
          Arrays.stream(others).mapToDouble(j -> sentParameter(j, sent, parameter)).toArray();
      if (others.length == 0) {
        vectors[number(target)][k] = sentParameter(self, sent, k);
        vectors[number(tangent)][k] = 0;
      } else {
        put(ExponentTangent.of(map, values, weights, 0, 0, 0), target, tangent, k);
      }
    }
  }

  private double[] weights() {
    return IntStream.range(0, members()).mapToDouble(this::weight).toArray();
  }

  private double[] sentParameters(Vector sent, int k) {
    return IntStream.range(0, members()).mapToDouble(j -> sentParameter(j, sent, k)).toArray();
  }

  @Override
  public void senderMean(
      Range range,
      Vector target,
      Vector sent,
      double[] memberExponents,
      Vector gradient,
      double learningRate,
      Vector tangent) {
    double[] exponents = Arrays.copyOf(memberExponents, members());
    double[] weights = weights();
    for (int k = range.from(); k < range.to(); k++) {
      double[] values = sentParameters(sent, k);
      double change = learningRate == 0 ? 0 : learningRate * vectors[number(gradient)][k];
      put(
          ExponentTangent.of(
              values, weights, exponents, change, self(), vectors[number(tangent)][k], true),
          target,
          tangent,
          k);
    }
  }

  @Override
  public void roundStochastically(
      Range range, Vector target, Vector from, double step, UniformRandomProvider stream) {
    for (int k = range.from(); k < range.to(); k++) {
      double below = Math.floor(vectors[number(from)][k] / step);
      double past = vectors[number(from)][k] / step - below;
      vectors[number(target)][k] = step * (stream.nextDouble() < 1 - past ? below : below + 1);
    }
  }

  @Override
  public void quantisedMean(
      Range range, Vector target, Vector sent, Vector near, LatticeQuantiser quantiser) {
    for (int k = range.from(); k < range.to(); k++) {
      double sum = 0;
      for (int j = 0; j < members(); j++) {
        int code = quantiser.encode(sentParameter(j, sent, k));
        sum += weight(j) * quantiser.decode(code, vectors[number(near)][k]);
      }
      vectors[number(target)][k] = sum;
    }
  }

  private double sentParameter(int member, Vector vector, int k) {
    return network.sent(network.members(device)[member], vector)[k];
  }

  @Override
  public int members() {
    return network.members(device).length;
  }

  @Override
  public int self() {
    int[] members = network.members(device);
    int self = 0;
    while (members[self] != device) {
      self++;
    }
    return self;
  }

  @Override
  public double sentScalar(int member, int index) {
    return network.sentScalars(network.members(device)[member])[index];
  }

  @Override
  public double weight(int member) {
    return network.weight(device, network.members(device)[member]);
  }
}
