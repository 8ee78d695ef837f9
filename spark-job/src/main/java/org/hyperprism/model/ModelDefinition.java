package org.hyperprism.model;

import java.io.Serializable;
import java.util.OptionalLong;
import org.hyperprism.random.RandomStreams;

/**
 * An architecture fitted to the shape of a data set: plain data, equal when its content is, that
 * travels to every machine and that a backend builds there.
 */
public sealed interface ModelDefinition extends Serializable permits LayeredModel, ImportedModel {

  /** Name in configurations and results. */
  String name();

  /** Channels of a sample, at least 1. */
  int channels();

  /** Rows of a sample, at least 1. */
  int height();

  /** Columns of a sample, at least 1. */
  int width();

  /** Number of classes, at least 2. */
  int classes();

  /** How a sample is laid out for the first layer. */
  SampleForm sampleForm();

  /** Features of one sample: channels x height x width. */
  default int features() {
    return channels() * height() * width();
  }

  /** The parts of the flat parameter vector; neighbouring layers of one part share a range. */
  ParameterLayout layout();

  /**
   * Floating-point operations of a forward pass of one sample, of the weights and biases alone;
   * empty where the layers are not known.
   */
  default OptionalLong forwardFlops() {
    return OptionalLong.empty();
  }

  /**
   * The parameters that every device starts from; the same bits on every machine and with every
   * backend.
   *
   * @param random the experiment's streams
   * @return a new float[parameters]
   */
  float[] initialParameters(RandomStreams random);
}
