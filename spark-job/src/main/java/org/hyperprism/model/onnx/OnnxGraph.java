package org.hyperprism.model.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import onnx.Onnx;
import org.hyperprism.model.LayerDefinition;
import org.hyperprism.model.LayerDefinition.Convolution;
import org.hyperprism.model.LayerDefinition.Dense;
import org.hyperprism.model.LayerDefinition.MaximumPooling;
import org.hyperprism.model.LayerDefinition.Output;
import org.hyperprism.model.ParameterArray;
import org.nd4j.shade.protobuf.ByteString;

/** The layers of a model as operators, each of which takes what the one before gives. */
final class OnnxGraph {

  private final Onnx.GraphProto.Builder graph = Onnx.GraphProto.newBuilder();

  /** What the next operator takes. */
  private String value;

  /** Whether that is float[batch][channels][rows][columns]. */
  private boolean isImage;

  /**
   * @param input name of the samples
   */
  OnnxGraph(String input) {
    this.value = input;
  }

  /** An array of the parameters, out of all weights. */
  void constant(ParameterArray array, float[] weights, int from) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(Float.BYTES, array.length()))
            .order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(weights, from, array.length());
    Onnx.TensorProto.Builder tensor =
        Onnx.TensorProto.newBuilder()
            .setName(name(array.layer(), array.parameter()))
            .setDataType(Onnx.TensorProto.DataType.FLOAT_VALUE)
            .setRawData(ByteString.copyFrom(bytes));
    array.shape().forEach(tensor::addDims);
    graph.addInitializer(tensor);
  }

  /**
   * A layer with its activation.
   *
   * @param index number of the layer, from 0
   * @param output name of what the last layer gives
   */
  void layer(int index, LayerDefinition layer, String output) {
    if (layer instanceof Convolution convolution) {
      add("Conv", index, true).addAttribute(square("kernel_shape", convolution.kernel()));
      add("Relu", index, false);
      isImage = true;
    } else if (layer instanceof MaximumPooling pooling) {
      add("MaxPool", index, false)
          .addAttribute(square("kernel_shape", pooling.size()))
          .addAttribute(square("strides", pooling.size()));
      isImage = true;
    } else if (layer instanceof Dense) {
      dense(index);
      add("Relu", index, false);
    } else if (layer instanceof Output) {
      dense(index);
      add("Softmax", index, false).addAttribute(number("axis", 1)).setOutput(0, output);
    } else {
      throw new IllegalStateException("no such layer: " + layer);
    }
  }

  /** Weights are [unit][input], so their transpose is multiplied with. */
  private void dense(int index) {
    if (isImage) {
      add("Flatten", index, false).addAttribute(number("axis", 1));
      isImage = false;
    }
    add("Gemm", index, true).addAttribute(number("transB", 1));
  }

  /** An operator behind all that are there. */
  private Onnx.NodeProto.Builder add(String operator, int layer, boolean hasParameters) {
    String name = name(layer, operator);
    Onnx.NodeProto.Builder node =
        graph.addNodeBuilder().setOpType(operator).setName(name).addInput(value).addOutput(name);
    if (hasParameters) {
      node.addAllInput(
          List.of(name(layer, ParameterArray.WEIGHTS), name(layer, ParameterArray.BIASES)));
    }
    value = name;
    return node;
  }

  private static String name(int layer, String what) {
    return String.format(Locale.ROOT, "layer%d.%s", layer, what);
  }

  private static Onnx.AttributeProto number(String name, int value) {
    return Onnx.AttributeProto.newBuilder()
        .setName(name)
        .setType(Onnx.AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  private static Onnx.AttributeProto square(String name, int size) {
    return Onnx.AttributeProto.newBuilder()
        .setName(name)
        .setType(Onnx.AttributeProto.AttributeType.INTS)
        .addAllInts(List.of((long) size, (long) size))
        .build();
  }

  /** All of it. */
  Onnx.GraphProto.Builder nodes() {
    return graph;
  }
}
