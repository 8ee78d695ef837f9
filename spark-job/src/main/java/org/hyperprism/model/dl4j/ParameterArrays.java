package org.hyperprism.model.dl4j;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ParameterArray;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Which arrays the flat parameter vector of a model consists of. */
public final class ParameterArrays {

  private ParameterArrays() {}

  /** The arrays of a model in the order of its flat vector; those of the zoo need no ND4J. */
  public static List<ParameterArray> of(ModelDefinition model) {
    if (model instanceof LayeredModel layered) {
      return layered.arrays();
    }
    Dl4jRuntime.start();
    return of(NetworkConfigurations.of(model));
  }

  /** The same as Deeplearning4j's own initialisers have them. */
  static List<ParameterArray> of(MultiLayerConfiguration network) {
    NativeSection section = new NativeSection();
    List<ParameterArray> arrays = new ArrayList<>();
    try (NativeSection inside = section.enter()) {
      for (int i = 0; i < network.getConfs().size(); i++) {
        arrays.addAll(layer(i, network.getConf(i)));
      }
    } finally {
      section.retire();
    }
    return arrays;
  }

  private static List<ParameterArray> layer(int index, NeuralNetConfiguration configuration) {
    Layer layer = configuration.getLayer();
    long parameters = layer.initializer().numParams(layer);
    if (parameters == 0) {
      return List.of();
    }
    List<ParameterArray> arrays = new ArrayList<>();
    try (INDArray all = Nd4j.create(DataType.FLOAT, 1, parameters)) {
      Map<String, INDArray> views = layer.initializer().init(configuration, all, false);
      views.entrySet().stream()
          .sorted(Comparator.comparingLong(view -> view.getValue().offset()))
          .forEach(
              view -> arrays.add(new ParameterArray(index, view.getKey(), shape(view.getValue()))));
    }
    return arrays;
  }

  /** A view in Fortran's order is its transpose in ours. */
  private static List<Integer> shape(INDArray view) {
    List<Integer> shape =
        new ArrayList<>(Arrays.stream(view.shape()).mapToObj(Math::toIntExact).toList());
    if (view.rank() == 2 && shape.get(0) == 1) {
      return List.of(shape.get(1));
    }
    if (view.ordering() == 'f') {
      Collections.reverse(shape);
    }
    return shape;
  }
}
