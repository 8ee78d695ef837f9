package org.hyperprism.model.onnx;

import java.util.List;
import onnx.Onnx;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.hyperprism.model.ParameterArray;
import org.hyperprism.model.SampleForm;

/**
 * A model of the zoo as an ONNX file.
 *
 * <p>One input, {@value #INPUT}: float32[batch][features], or float32[batch][channels][rows]
 * [columns] for a model whose first layer is a convolution; as many samples as one likes. One
 * output, {@value #OUTPUT}: float32[batch][classes].
 *
 * @param model the architecture
 * @param weights float32[d], in the order of the architecture
 */
public record OnnxModel(LayeredModel model, float[] weights) {

  /** What the graph calls the samples. */
  public static final String INPUT = "input";

  /** What it calls the probabilities of the classes. */
  public static final String OUTPUT = "probabilities";

  /** The version of the operators, of 2020: known to every runtime of today. */
  private static final int OPERATORS = 13;

  private static final String BATCH = "batch";

  /**
   * A model.
   *
   * @param weights float32[d], in the order of the architecture
   * @throws ConfigurationException if it is not one of the zoo
   */
  public static OnnxModel of(ModelDefinition model, float[] weights) {
    if (model instanceof LayeredModel layered) {
      return new OnnxModel(layered, weights);
    }
    throw new ConfigurationException(
        "%s is a network of your own, which cannot be written as ONNX; expected one of %s, or a file that ends in .zip, which takes any network"
            .formatted(model.name(), String.join(", ", ModelZoo.names())));
  }

  /** The file; the same model gives the same bytes. */
  public byte[] bytes() {
    OnnxGraph graph = new OnnxGraph(INPUT);
    int from = 0;
    for (ParameterArray array : model.arrays()) {
      graph.constant(array, weights, from);
      from += array.length();
    }
    for (int layer = 0; layer < model.layers().size(); layer++) {
      graph.layer(layer, model.layers().get(layer), OUTPUT);
    }
    Onnx.GraphProto.Builder whole =
        graph
            .nodes()
            .setName(model.name())
            .addInput(value(INPUT, sample()))
            .addOutput(value(OUTPUT, List.of(model.classes())));
    return Onnx.ModelProto.newBuilder()
        .setIrVersion(Onnx.Version.IR_VERSION_2020_5_8_VALUE)
        .setProducerName("HyperPrism")
        .addOpsetImport(Onnx.OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
        .setGraph(whole)
        .build()
        .toByteArray();
  }

  private List<Integer> sample() {
    return model.sampleForm() == SampleForm.IMAGE
        ? List.of(model.channels(), model.height(), model.width())
        : List.of(model.features());
  }

  /** Of any number of samples. */
  private static Onnx.ValueInfoProto value(String name, List<Integer> extents) {
    Onnx.TensorShapeProto.Builder shape = Onnx.TensorShapeProto.newBuilder();
    shape.addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimParam(BATCH));
    extents.forEach(
        extent -> shape.addDim(Onnx.TensorShapeProto.Dimension.newBuilder().setDimValue(extent)));
    return Onnx.ValueInfoProto.newBuilder()
        .setName(name)
        .setType(
            Onnx.TypeProto.newBuilder()
                .setTensorType(
                    Onnx.TypeProto.Tensor.newBuilder()
                        .setElemType(Onnx.TensorProto.DataType.FLOAT_VALUE)
                        .setShape(shape)))
        .build();
  }
}
