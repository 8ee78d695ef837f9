package org.hyperprism.method;

/**
 * What a device has to tell of its local step.
 *
 * @param loss mean training loss over the mini-batches
 * @param effectiveStep how far the model moves per unit of gradient, |change| / |gradient| in
 *     Euclidean norms; the learning rate for a plain gradient step
 */
public record LocalReport(double loss, double effectiveStep) {}
