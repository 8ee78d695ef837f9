package org.hyperprism.method;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.math.LatticeQuantiser;
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

  private Range everything() {
    return new Range(ModelPart.DECISION, 0, vectors[0].length);
  }

  @Override
  public ParameterLayout layout() {
    return network.layout();
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
  public void set(int target, Term... terms) {
    set(everything(), target, terms);
  }

  @Override
  public void set(Range range, int target, Term... terms) {
    for (int k = range.from(); k < range.to(); k++) {
      vectors[target][k] = sum(terms, k);
    }
  }

  private double sum(Term[] terms, int k) {
    double sum = 0;
    for (Term term : terms) {
      sum += term.coefficient() * vectors[term.vector()][k];
    }
    return sum;
  }

  @Override
  public void mirrorStep(
      Range range, int from, int gradient, double learningRate, double p, int target) {
    for (int k = range.from(); k < range.to(); k++) {
      vectors[target][k] =
          SignedPower.root(
              SignedPower.power(vectors[from][k], p) - learningRate * vectors[gradient][k], p);
    }
  }

  @Override
  public void mirrorStep(
      Range range, int from, int gradient, double learningRate, double p, int target, int tangent) {
    for (int k = range.from(); k < range.to(); k++) {
      put(
          ExponentTangent.of(
              new double[] {vectors[from][k]},
              new double[] {1},
              new double[] {p},
              learningRate * vectors[gradient][k],
              0,
              vectors[tangent][k],
              false),
          target,
          tangent,
          k);
    }
  }

  private void put(ExponentTangent result, int target, int tangent, int k) {
    vectors[target][k] = result.value();
    vectors[tangent][k] = result.derivative();
  }

  @Override
  public double clippedProduct(Range range, int vector, int clipped, double limit) {
    double sum = 0;
    for (int k = range.from(); k < range.to(); k++) {
      sum += vectors[vector][k] * Math.max(-limit, Math.min(limit, vectors[clipped][k]));
    }
    return sum;
  }

  @Override
  public <T> T workspace(Class<T> type, Supplier<T> make) {
    return make.get();
  }

  @Override
  public double distance(int one, int other) {
    double sum = 0;
    for (int k = 0; k < vectors[one].length; k++) {
      sum += (vectors[one][k] - vectors[other][k]) * (vectors[one][k] - vectors[other][k]);
    }
    return Math.sqrt(sum);
  }

  @Override
  public double norm(int vector) {
    double sum = 0;
    for (double value : vectors[vector]) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  @Override
  public float[] memory() {
    return network.memory(device);
  }

  @Override
  public int memoryOffset() {
    return 0;
  }

  @Override
  public UniformRandomProvider random() {
    Purpose purpose = network.round() == 0 ? Purpose.METHOD_START : Purpose.METHOD_ROUND;
    return network.random().stream(purpose, device, network.round());
  }

  @Override
  public double gradient(int localStep, int at, int target) {
    double[] gradient = new double[vectors[at].length];
    double loss = network.losses().gradient(device, vectors[at], gradient);
    vectors[target] = gradient;
    return loss;
  }

  @Override
  public void mean(int target, int sent, Term... terms) {
    mean(everything(), target, sent, terms);
  }

  @Override
  public void mean(Range range, int target, int sent, Term... terms) {
    for (int k = range.from(); k < range.to(); k++) {
      double sum = 0;
      for (int j = 0; j < members(); j++) {
        sum += weight(j) * sentParameter(j, sent, k);
      }
      vectors[target][k] = sum + sum(terms, k);
    }
  }

  @Override
  public void powerMean(
      Range range, int target, int sent, double p, int gradient, double learningRate) {
    double[] values = new double[members()];
    double[] weights = new double[members()];
    for (int k = range.from(); k < range.to(); k++) {
      for (int j = 0; j < members(); j++) {
        values[j] = sentParameter(j, sent, k);
        weights[j] = weight(j);
      }
      double mean = PowerMean.of(values, weights, p);
      vectors[target][k] =
          learningRate == 0
              ? mean
              : SignedPower.root(
                  SignedPower.power(mean, p) - learningRate * vectors[gradient][k], p);
    }
  }

  @Override
  public void powerMean(
      Range range, int target, int sent, double p, int gradient, double learningRate, int tangent) {
    double[] exponents = new double[members()];
    Arrays.fill(exponents, p);
    mean(range, target, sent, exponents, gradient, learningRate, tangent, false);
  }

  @Override
  public void senderMean(
      Range range,
      int target,
      int sent,
      double[] memberExponents,
      int gradient,
      double learningRate,
      int tangent) {
    double[] exponents = Arrays.copyOf(memberExponents, members());
    mean(range, target, sent, exponents, gradient, learningRate, tangent, true);
  }

  private void mean(
      Range range,
      int target,
      int sent,
      double[] exponents,
      int gradient,
      double learningRate,
      int tangent,
      boolean onlySelf) {
    double[] weights = IntStream.range(0, members()).mapToDouble(this::weight).toArray();
    for (int k = range.from(); k < range.to(); k++) {
      int parameter = k;
      double[] values =
          IntStream.range(0, members())
              .mapToDouble(j -> sentParameter(j, sent, parameter))
              .toArray();
      double change = learningRate == 0 ? 0 : learningRate * vectors[gradient][k];
      put(
          ExponentTangent.of(
              values, weights, exponents, change, self(), vectors[tangent][k], onlySelf),
          target,
          tangent,
          k);
    }
  }

  @Override
  public void quantisedMean(Range range, int target, int sent, LatticeQuantiser quantiser) {
    for (int k = range.from(); k < range.to(); k++) {
      double sum = 0;
      for (int j = 0; j < members(); j++) {
        int code = quantiser.encode(sentParameter(j, sent, k));
        sum += weight(j) * quantiser.decode(code, vectors[sent][k]);
      }
      vectors[target][k] = sum;
    }
  }

  private double sentParameter(int member, int vector, int k) {
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
  public double sentNumber(int member, int index) {
    return network.sentMemory(network.members(device)[member])[index];
  }

  @Override
  public double weight(int member) {
    int other = network.members(device)[member];
    if (other != device) {
      return topology().weight(device, other);
    }
    double own = 1;
    for (int j : network.members(device)) {
      own -= j == device ? 0 : topology().weight(device, j);
    }
    return own;
  }
}
