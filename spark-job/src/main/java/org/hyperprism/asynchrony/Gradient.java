package org.hyperprism.asynchrony;

/**
 * A mini-batch gradient that a device brings into an {@link Event}, and how stale it is.
 *
 * @param number of the device's own gradients, from 1
 * @param seconds since the device read the model at which the gradient is taken, >= 0
 * @param others gradients that other devices have brought since, at earlier instants, >= 0: tau of
 *     AD-PSGD
 * @param changes times that those who met the device meanwhile have changed its model, >= 0; at 0
 *     the gradient is that of the model it is brought to
 */
public record Gradient(int number, double seconds, long others, int changes) {}
