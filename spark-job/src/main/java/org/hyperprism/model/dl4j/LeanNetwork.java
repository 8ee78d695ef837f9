package org.hyperprism.model.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.hyperprism.model.LayerDefinition;
import org.hyperprism.model.LayerDefinition.Convolution;
import org.hyperprism.model.LayerDefinition.Dense;
import org.hyperprism.model.LayerDefinition.MaximumPooling;
import org.hyperprism.model.LayeredModel;
import org.nd4j.linalg.activations.Activation;

/**
 * Networks with the parameters, the loss and the gradients of {@link NetworkConfigurations}, less
 * what Deeplearning4j computes in vain: on the backward pass it computes the output of every layer
 * once more, and the gradient by the samples, which nobody wants. That was half of a step of LeNet.
 *
 * <p>ReLU follows the maximum instead of going before it. It never falls, so the values are the
 * same, and a quarter of them is left; so are the gradients, since a window whose maximum is not
 * above 0 passes none in either order.
 *
 * <p>From the first convolution to the last pooling, images and their gradients lie in memory as
 * {@link ChannelsLast}, so that nothing is put in another order on the way.
 */
final class LeanNetwork {

  private LeanNetwork() {}

  static MultiLayerConfiguration of(LayeredModel model) {
    List<Layer> layers = new ArrayList<>();
    boolean owesRelu = false;
    for (int i = 0; i < model.layers().size(); i++) {
      LayerDefinition definition = model.layers().get(i);
      if (owesRelu) {
        owesRelu = false;
        if (definition instanceof MaximumPooling pooling) {
          boolean beforeConvolution = model.layers().get(i + 1) instanceof Convolution;
          layers.add(new LeanPooling(NetworkConfigurations.pooling(pooling), beforeConvolution));
          continue;
        }
        layers.add(new ActivationLayer(Activation.RELU));
      }
      boolean first = layers.isEmpty();
      if (definition instanceof Convolution convolution) {
        layers.add(
            new LeanConvolution(
                new ConvolutionLayer.Builder(convolution.kernel(), convolution.kernel())
                    .stride(1, 1)
                    .nOut(convolution.channels())
                    .activation(Activation.IDENTITY),
                first));
        owesRelu = true;
      } else if (definition instanceof Dense dense) {
        layers.add(
            new LeanDense(
                new DenseLayer.Builder().nOut(dense.units()).activation(Activation.RELU), first));
      } else {
        layers.add(NetworkConfigurations.layer(definition, model.classes()));
      }
    }
    return NetworkConfigurations.of(model, layers);
  }
}
