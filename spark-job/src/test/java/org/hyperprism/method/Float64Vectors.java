package org.hyperprism.method;

import java.util.function.Supplier;
import org.hyperprism.math.ElasticDefinition;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.math.SignedPower;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.topology.RoundTopology;

/** The vectors and scalars of one device in float64, by the definitions of the operations. */
abstract class Float64Vectors implements DeviceVectors {

  final Float64Network network;
  final int device;
  final double[][] vectors;

  Float64Vectors(Float64Network network, int device, double[][] vectors) {
    this.network = network;
    this.device = device;
    this.vectors = vectors;
  }

  final int number(Vector vector) {
    return network.number(vector);
  }

  final Range everything() {
    return new Range(ModelPart.DECISION, 0, vectors[0].length);
  }

  @Override
  public final ParameterLayout layout() {
    return network.layout();
  }

  @Override
  public final int round() {
    return network.round();
  }

  @Override
  public final int device() {
    return device;
  }

  @Override
  public final RoundTopology topology() {
    return network.topology();
  }

  @Override
  public final void set(Vector target, Term... terms) {
    set(everything(), target, terms);
  }

  @Override
  public final void set(Range range, Vector target, Term... terms) {
    for (int k = range.from(); k < range.to(); k++) {
      vectors[number(target)][k] = sum(terms, k);
    }
  }

  final double sum(Term[] terms, int k) {
    double sum = 0;
    for (Term term : terms) {
      sum += term.coefficient() * vectors[number(term.vector())][k];
    }
    return sum;
  }

  @Override
  public final void mirrorStep(
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
  public final void mirrorStep(
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

  final void put(ExponentTangent result, Vector target, Vector tangent, int k) {
    vectors[number(target)][k] = result.value();
    vectors[number(tangent)][k] = result.derivative();
  }

  @Override
  public final double clippedProduct(Range range, Vector vector, Vector clipped, double limit) {
    double sum = 0;
    for (int k = range.from(); k < range.to(); k++) {
      sum +=
          vectors[number(vector)][k]
              * Math.max(-limit, Math.min(limit, vectors[number(clipped)][k]));
    }
    return sum;
  }

  @Override
  public final <T> T workspace(Class<T> type, Supplier<T> make) {
    return make.get();
  }

  @Override
  public final double distance(Vector one, Vector other) {
    double sum = 0;
    for (int k = 0; k < vectors[number(one)].length; k++) {
      sum +=
          (vectors[number(one)][k] - vectors[number(other)][k])
              * (vectors[number(one)][k] - vectors[number(other)][k]);
    }
    return Math.sqrt(sum);
  }

  @Override
  public final double norm(Vector vector) {
    double sum = 0;
    for (double value : vectors[number(vector)]) {
      sum += value * value;
    }
    return Math.sqrt(sum);
  }

  @Override
  public final double norm(Range range, Vector vector) {
    double sum = 0;
    for (int k = range.from(); k < range.to(); k++) {
      sum += vectors[number(vector)][k] * vectors[number(vector)][k];
    }
    return Math.sqrt(sum);
  }

  @Override
  public final float[] scalars() {
    return network.scalars(device);
  }

  @Override
  public final int scalarsOffset() {
    return 0;
  }
}
