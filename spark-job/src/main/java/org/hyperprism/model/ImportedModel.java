package org.hyperprism.model;

import java.util.List;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * A network that a user handed in, already checked against the data set; only the backend that
 * checked it reads its text again.
 *
 * @param name name in results
 * @param channels channels of a sample, at least 1
 * @param height rows of a sample, at least 1
 * @param width columns of a sample, at least 1
 * @param classes number of classes, at least 2
 * @param sampleForm how a sample is laid out for the first layer
 * @param configuration the text of the file: a Deeplearning4j MultiLayerConfiguration in JSON
 * @param blocks the parameters in the order of the flat vector, which is Deeplearning4j's
 */
public record ImportedModel(
    String name,
    int channels,
    int height,
    int width,
    int classes,
    SampleForm sampleForm,
    String configuration,
    List<ParameterBlock> blocks)
    implements ModelDefinition {

  private static final long serialVersionUID = 1L;

  public ImportedModel {
    blocks = List.copyOf(blocks);
  }

  @Override
  public ParameterLayout layout() {
    ParameterLayout.Builder layout = new ParameterLayout.Builder();
    String layer = null;
    for (ParameterBlock block : blocks) {
      if (block.layer().equals(layer)) {
        layout.addToLayer(block.part(), block.length());
      } else {
        layout.add(block.part(), block.length());
      }
      layer = block.layer();
    }
    return layout.build();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Values are spread as the file demands, and block i draws from the stream (seed,
   * INITIALISATION, i, 0).
   */
  @Override
  public float[] initialParameters(RandomStreams random) {
    float[] parameters = new float[blocks.stream().mapToInt(ParameterBlock::length).sum()];
    int from = 0;
    for (int i = 0; i < blocks.size(); i++) {
      ParameterBlock block = blocks.get(i);
      block
          .initial()
          .fill(parameters, from, block.length(), random.stream(Purpose.INITIALISATION, i, 0));
      from += block.length();
    }
    return parameters;
  }
}
