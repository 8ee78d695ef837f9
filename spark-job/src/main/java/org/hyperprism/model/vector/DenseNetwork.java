package org.hyperprism.model.vector;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.model.LayerDefinition;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;

/**
 * A stack of fully connected layers, ReLU behind each but the last, softmax and cross-entropy
 * behind that.
 *
 * @param layers at least one; the inputs of each are the units of the one before
 */
record DenseNetwork(List<DenseLayer> layers) {

  DenseNetwork {
    layers = List.copyOf(layers);
  }

  /** The network of a model; empty if the model is of another kind. */
  static Optional<DenseNetwork> of(ModelDefinition model) {
    if (!(model instanceof LayeredModel layered)) {
      return Optional.empty();
    }
    List<DenseLayer> layers = new ArrayList<>();
    int inputs = model.features();
    int from = 0;
    for (LayerDefinition definition : layered.layers()) {
      int units;
      if (definition instanceof LayerDefinition.Dense dense) {
        units = dense.units();
      } else if (definition instanceof LayerDefinition.Output) {
        units = model.classes();
      } else {
        return Optional.empty();
      }
      layers.add(new DenseLayer(inputs, units, from));
      from = Math.addExact(from, Math.multiplyExact(inputs + 1, units));
      inputs = units;
    }
    return Optional.of(new DenseNetwork(layers));
  }

  DenseLayer last() {
    return layers.get(layers.size() - 1);
  }

  /** Most units of a layer. */
  int widest() {
    return layers.stream().mapToInt(DenseLayer::units).max().orElseThrow();
  }
}
