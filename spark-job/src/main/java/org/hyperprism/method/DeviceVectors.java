package org.hyperprism.method;

import java.util.function.Supplier;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.model.ParameterLayout.Range;
import org.hyperprism.topology.RoundTopology;

/**
 * What a method sees of one device in one phase of a round, and the operations it may use. Vectors
 * go by the names that the method gave them; how and in which precision they are held is the
 * engine's business, so a method is written once and its equations can be checked in float64.
 *
 * <p>A sum is computed in float64 from left to right and rounded once to the precision of the
 * vectors. The target of an operation may be one of its operands. A view belongs to one thread and
 * moves from device to device.
 */
public interface DeviceVectors {

  /** This device's number, 0..m-1. */
  int device();

  /** The round, from 1; 0 before the first. */
  int round();

  /** The parts of every vector. */
  ParameterLayout layout();

  /** The round's links as the method uses them. */
  RoundTopology topology();

  /** target = sum of the terms, on every parameter; 0 without any. */
  void set(Vector target, Term... terms);

  /** target = sum of the terms, on the parameters of one range; 0 without any. */
  void set(Range range, Vector target, Term... terms);

  /**
   * Mirror step (local part of HyperPrism eq. 6): target = psi^-1(psi(from) - learningRate
   * gradient), where psi is the signed power spow, or its elastic form.
   *
   * @param map psi
   */
  void mirrorStep(
      Range range, Vector from, Vector gradient, double learningRate, MirrorMap map, Vector target);

  /**
   * The same step, with the derivative of its result by the exponent p of the map: on entry {@code
   * tangent} holds the derivative of {@code from}, on return that of {@code target}; the gradient
   * counts as constant.
   */
  void mirrorStep(
      Range range,
      Vector from,
      Vector gradient,
      double learningRate,
      MirrorMap map,
      Vector target,
      Vector tangent);

  /** Euclidean distance of two vectors. */
  double distance(Vector one, Vector other);

  /**
   * Product of a vector and another one whose numbers are clipped to [-limit, limit], on the
   * parameters of one range.
   */
  double clippedProduct(Range range, Vector vector, Vector clipped, double limit);

  /** Euclidean norm of a vector. */
  double norm(Vector vector);

  /** Euclidean norm of a vector on the parameters of one range. */
  double norm(Range range, Vector vector);

  /**
   * The device's scalars begin at {@link #scalarsOffset()} of this array; {@link
   * VectorPlan#scalars()} of them.
   */
  float[] scalars();

  /** Where this device's scalars begin. */
  int scalarsOffset();

  /**
   * Scratch memory of the method that lives as long as this view; of arbitrary content.
   *
   * @param make called when the view does not have one yet
   */
  <T> T workspace(Class<T> type, Supplier<T> make);
}
