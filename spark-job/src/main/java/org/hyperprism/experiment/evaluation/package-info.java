/**
 * What the devices' models are worth after a round, as numbers, and what a user is told where they
 * are worth nothing: losses that are not finite, settings too extreme, accuracies of guessing.
 *
 * <pre>{@code
 * DeviceEvaluations devices =
 *     new DeviceEvaluations(
 *         List.of(new Evaluation(100, 9, 230.3)), Counted.honest(Attack.none()));
 * LossCheck check = new LossCheck("dpsgd", method.exchanges(), NonFinite.STOP, 0.1);
 * boolean goesOn = check.divergence(devices.losses(), "the loss of its model").isEmpty();
 *
 * double consensusDistance = 0.4;
 * double fractionOfSmallWeights = 0.1;
 * RoundMetrics.EvaluationMetrics metrics =
 *     devices.metrics(consensusDistance, fractionOfSmallWeights, test.count());
 * double[][] exponents = {{1}}; // of each device, for each part of the model
 * Notices notices = new Notices("dpsgd", 0.1, 100, test.classes());
 * List<String> said = notices.ofRound(100, exponents, Optional.of(metrics));
 * }</pre>
 *
 * <p>What may come in: another number that evaluations of the devices give, and another line for
 * who reads the log. Nothing here changes a run or stops it: {@code experiment} does that.
 */
@NullMarked
package org.hyperprism.experiment.evaluation;

import org.jspecify.annotations.NullMarked;
