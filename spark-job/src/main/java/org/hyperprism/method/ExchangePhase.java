package org.hyperprism.method;

import org.hyperprism.math.LatticeQuantiser;
import org.hyperprism.math.MirrorMap;
import org.hyperprism.model.ParameterLayout.Range;
import org.jspecify.annotations.Nullable;

/**
 * A device after an exchange: its own vectors, and what its neighbours and itself sent, in
 * ascending device id, each with its mixing weight a_ij; the weights sum to 1.
 *
 * <p>Writing to a vector does not change what was sent.
 */
public interface ExchangePhase extends DeviceVectors {

  /** target = sum_j a_ij sent_j + sum of the terms, on every parameter. */
  void mean(Vector target, Vector sent, Term... terms);

  /** target = sum_j a_ij sent_j + sum of the terms, on the parameters of one range. */
  void mean(Range range, Vector target, Vector sent, Term... terms);

  /**
   * Weighted power mean with a step in the mirror space: target = psi^-1(sum_j a_ij psi(sent_j) -
   * learningRate gradient), where psi is the signed power spow, or its elastic form (HyperPrism eq.
   * 6; eq. 2 when {@code learningRate} is 0).
   *
   * @param map psi
   * @param gradient vector of the receiver's gradient; not read when {@code learningRate} is 0
   */
  void powerMean(
      Range range, Vector target, Vector sent, MirrorMap map, Vector gradient, double learningRate);

  /**
   * The mean of what arrives quantised: target = sum_j a_ij Q(sent_j), on the parameters of one
   * range. Every member's vector, the own one too, passes the quantiser, decoded near this device's
   * own vector {@code near}; so two devices that hold near vectors get the same mean. Numbers that
   * are misread are counted.
   */
  void quantisedMean(
      Range range, Vector target, Vector sent, Vector near, LatticeQuantiser quantiser);

  /**
   * The weighted power mean, with the derivative of its result by the map's p: on entry {@code
   * tangent} holds the derivative of what this device sent, on return that of {@code target}; what
   * others sent and the gradient count as constant. 0 where the powers of spow cancel.
   */
  void powerMean(
      Range range,
      Vector target,
      Vector sent,
      MirrorMap map,
      Vector gradient,
      double learningRate,
      Vector tangent);

  /**
   * The power mean of the neighbours alone, their weights divided by their sum, with the derivative
   * of its result by the map's p, which is all that {@code tangent} holds on return. A device
   * without neighbours gets what it sent itself, and a derivative of 0.
   *
   * @param map psi
   * @param tangent null where the derivative is not wanted
   */
  void powerMeanOfNeighbours(
      Range range, Vector target, Vector sent, MirrorMap map, @Nullable Vector tangent);

  /**
   * Mean with an exponent for each member: target = sroot(sum_j a_ij spow(sent_j, p_j) -
   * learningRate gradient, p) (Algorithm 1, lines 8-13).
   *
   * <p>It comes with the derivative of its result by this device's p, as sender and as receiver: on
   * entry {@code tangent} holds the derivative of what this device sent, on return that of {@code
   * target}. This device must be among the members.
   *
   * @param memberExponents p_j >= 1 of each member; that of this device is also the receiver's
   */
  void senderMean(
      Range range,
      Vector target,
      Vector sent,
      double[] memberExponents,
      Vector gradient,
      double learningRate,
      Vector tangent);

  /** Devices that the means run over: this one and its neighbours. */
  int members();

  /**
   * Position of this device among the members; -1 if what it sent was dropped because it was not
   * finite: its sent vectors are then the mean of its neighbours' already.
   */
  int self();

  /** The sent scalar {@code index} of a member. */
  double sentScalar(int member, int index);

  /** Mixing weight a_ij of a member. */
  double weight(int member);
}
