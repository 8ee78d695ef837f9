package org.hyperprism.model.torch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.LayerDefinition;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.torch.NetworkStep.Activation;
import org.hyperprism.model.torch.NetworkStep.Extent;

/**
 * A model definition as steps for libtorch.
 *
 * @param steps up to the scores of the classes before the softmax; none if there is an obstacle
 * @param obstacle what in the model has no counterpart, as a clause for a message
 */
record NetworkSteps(List<NetworkStep> steps, Optional<String> obstacle) {

  static NetworkSteps of(ModelDefinition model) {
    return model instanceof ImportedModel imported
        ? ImportedSteps.of(imported)
        : complete(of((LayeredModel) model));
  }

  static NetworkSteps complete(List<NetworkStep> steps) {
    return new NetworkSteps(poolBeforeRelu(steps), Optional.empty());
  }

  static NetworkSteps none(String obstacle) {
    return new NetworkSteps(List.of(), Optional.of(obstacle));
  }

  private static List<NetworkStep> of(LayeredModel model) {
    List<NetworkStep> steps = new ArrayList<>();
    int channels = model.channels();
    int rows = model.height();
    int columns = model.width();
    boolean image = false;
    for (LayerDefinition layer : model.layers()) {
      if (layer instanceof LayerDefinition.Convolution convolution) {
        steps.add(
            new NetworkStep.Convolution(
                channels,
                convolution.channels(),
                Extent.square(convolution.kernel()),
                Extent.square(1),
                Extent.square(0),
                Extent.square(1),
                true));
        steps.add(Activation.RELU);
        channels = convolution.channels();
        rows -= convolution.kernel() - 1;
        columns -= convolution.kernel() - 1;
        image = true;
      } else if (layer instanceof LayerDefinition.MaximumPooling pooling) {
        Extent size = Extent.square(pooling.size());
        steps.add(new NetworkStep.MaximumPooling(size, size, Extent.square(0), Extent.square(1)));
        rows /= pooling.size();
        columns /= pooling.size();
        image = true;
      } else {
        if (image) {
          steps.add(new NetworkStep.Flattening());
          image = false;
        }
        boolean hidden = layer instanceof LayerDefinition.Dense;
        int outputs =
            layer instanceof LayerDefinition.Dense dense ? dense.units() : model.classes();
        steps.add(new NetworkStep.Dense(channels * rows * columns, outputs, true));
        if (hidden) {
          steps.add(Activation.RELU);
        }
        channels = outputs;
        rows = 1;
        columns = 1;
      }
    }
    return steps;
  }

  /**
   * ReLU never falls, so it may as well follow a maximum as go before it, and then has a window's
   * share of the values to do. The values are the same; so are the gradients, since a window whose
   * maximum is not above 0 passes none in either order.
   */
  private static List<NetworkStep> poolBeforeRelu(List<NetworkStep> steps) {
    List<NetworkStep> swapped = new ArrayList<>(steps);
    for (int i = 1; i < swapped.size(); i++) {
      if (swapped.get(i) instanceof NetworkStep.MaximumPooling pooling
          && swapped.get(i - 1) == Activation.RELU) {
        swapped.set(i - 1, pooling);
        swapped.set(i, Activation.RELU);
      }
    }
    return List.copyOf(swapped);
  }
}
