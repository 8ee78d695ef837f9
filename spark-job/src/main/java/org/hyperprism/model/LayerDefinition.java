package org.hyperprism.model;

import java.io.Serializable;

/**
 * One layer of a feed-forward network, as data.
 *
 * <p>Sizes that follow from the layer before (input channels, input features) are not repeated
 * here; {@link LayeredModel} derives them.
 */
public sealed interface LayerDefinition extends Serializable {

  /**
   * Convolution with stride 1 and no padding, then ReLU.
   *
   * @param kernel height and width of the kernel
   * @param channels output channels
   */
  record Convolution(int kernel, int channels) implements LayerDefinition {}

  /**
   * Maximum over squares that do not overlap; rows and columns that fill no square are left out.
   *
   * @param size height, width and stride of the square
   */
  record MaximumPooling(int size) implements LayerDefinition {}

  /**
   * Fully connected, then ReLU.
   *
   * @param units output features
   */
  record Dense(int units) implements LayerDefinition {}

  /** Fully connected to the classes, softmax, cross-entropy; the last layer of every model. */
  record Output() implements LayerDefinition {}
}
