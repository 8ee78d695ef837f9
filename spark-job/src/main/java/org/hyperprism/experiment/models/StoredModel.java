package org.hyperprism.experiment.models;

/**
 * The model of a device.
 *
 * @param description what it has in common with those of other devices
 * @param device from 0
 * @param weights float32[d], in the order of the architecture
 */
public record StoredModel(ModelDescription description, int device, float[] weights) {}
