package org.hyperprism.method;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.hyperprism.math.ElasticDefinition;
import org.hyperprism.math.LatticeQuantiser;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.math.PowerMean;
import org.hyperprism.math.SignedPower;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.random.Purpose;
import org.jspecify.annotations.Nullable;

/** One device in every phase of a round, in float64, by the definitions of the operations. */
final class Float64Device extends Float64Vectors implements Start, LocalPhase, ExchangePhase {

  Float64Device(Float64Network network, int device, double[][] vectors) {
    super(network, device, vectors);
  }

  @Override
  public UniformRandomProvider random() {
    Purpose purpose = network.round() == 0 ? Purpose.METHOD_START : Purpose.METHOD_ROUND;
    return network.random().stream(purpose, device, network.round());
  }

  @Override
  public int localSteps() {
    return network.training().steps(network.miniBatchesOf(device), 1);
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
      Range range, Vector target, Vector sent, MirrorMap map, @Nullable Vector tangent) {
    int self = self();
    int[] others = IntStream.range(0, members()).filter(j -> j != self).toArray();
    double all = 1 - weight(self);
    double[] weights = Arrays.stream(others).mapToDouble(j -> weight(j) / all).toArray();
    for (int k = range.from(); k < range.to(); k++) {
      int parameter = k;
      double[] values =
          Arrays.stream(others).mapToDouble(j -> sentParameter(j, sent, parameter)).toArray();
      // Alone, its own value is the mean, whatever p.
      ExponentTangent mean =
          others.length == 0
              ? new ExponentTangent(sentParameter(self, sent, k), 0)
              : ExponentTangent.of(map, values, weights, 0, 0, 0);
      vectors[number(target)][k] = mean.value();
      if (tangent != null) {
        vectors[number(tangent)][k] = mean.derivative();
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
    return Math.max(-1, Arrays.binarySearch(network.members(device), device));
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
