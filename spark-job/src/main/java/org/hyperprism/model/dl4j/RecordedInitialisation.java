package org.hyperprism.model.dl4j;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.distribution.Distribution;
import org.deeplearning4j.nn.conf.distribution.NormalDistribution;
import org.deeplearning4j.nn.conf.distribution.UniformDistribution;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.weights.IWeightInit;
import org.deeplearning4j.nn.weights.WeightInitConstant;
import org.deeplearning4j.nn.weights.WeightInitDistribution;
import org.deeplearning4j.nn.weights.WeightInitLecunUniform;
import org.deeplearning4j.nn.weights.WeightInitNormal;
import org.deeplearning4j.nn.weights.WeightInitRelu;
import org.deeplearning4j.nn.weights.WeightInitReluUniform;
import org.deeplearning4j.nn.weights.WeightInitSigmoidUniform;
import org.deeplearning4j.nn.weights.WeightInitUniform;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.deeplearning4j.nn.weights.WeightInitXavierUniform;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.model.InitialValues;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.core.JsonProcessingException;
import org.nd4j.shade.jackson.databind.ObjectMapper;

/** Stands in for a layer's weight initialisation and keeps what it was asked to draw. */
final class RecordedInitialisation implements IWeightInit {

  private static final long serialVersionUID = 1L;

  private final transient IWeightInit original;

  /** By the place of the first value in the layer's parameters. */
  private final transient Map<Long, InitialValues> drawn = new HashMap<>();

  /** Model and layer, for messages. */
  private final String place;

  private RecordedInitialisation(IWeightInit original, String place) {
    this.original = original;
    this.place = place;
  }

  /**
   * Takes the place of a layer's weight initialisation.
   *
   * @param place model and layer, for messages
   */
  static RecordedInitialisation in(BaseLayer layer, String place) {
    RecordedInitialisation recorded = new RecordedInitialisation(layer.getWeightInitFn(), place);
    layer.setWeightInitFn(recorded);
    return recorded;
  }

  @Override
  public INDArray init(double fanIn, double fanOut, long[] shape, char order, INDArray view) {
    if (original instanceof WeightInitConstant) {
      return original.init(fanIn, fanOut, shape, order, view);
    }
    drawn.put(view.offset(), values(fanIn, fanOut));
    return view.reshape(order, shape);
  }

  /** What the parameters of a view start with. */
  InitialValues at(INDArray view) {
    InitialValues random = drawn.get(view.offset());
    if (random != null) {
      return random;
    }
    float smallest = view.minNumber().floatValue();
    float largest = view.maxNumber().floatValue();
    if (smallest != largest) {
      throw new IllegalStateException(
          "%s: parameters start between %s and %s, expected one value"
              .formatted(place, smallest, largest));
    }
    return new InitialValues.Constant(smallest);
  }

  private InitialValues values(double fanIn, double fanOut) {
    Class<?> type = original.getClass();
    if (type == WeightInitXavier.class) {
      return normal(Math.sqrt(2 / (fanIn + fanOut)));
    }
    if (type == WeightInitXavierUniform.class) {
      return uniform(Math.sqrt(6 / (fanIn + fanOut)));
    }
    if (type == WeightInitRelu.class) {
      return normal(Math.sqrt(2 / fanIn));
    }
    if (type == WeightInitReluUniform.class) {
      return uniform(Math.sqrt(6 / fanIn));
    }
    if (type == WeightInitNormal.class) {
      return normal(Math.sqrt(1 / fanIn));
    }
    if (type == WeightInitLecunUniform.class) {
      return uniform(3 / Math.sqrt(fanIn));
    }
    if (type == WeightInitUniform.class) {
      return uniform(1 / Math.sqrt(fanIn));
    }
    if (type == WeightInitSigmoidUniform.class) {
      return uniform(4 * Math.sqrt(6 / (fanIn + fanOut)));
    }
    if (type == WeightInitDistribution.class) {
      return distribution();
    }
    throw unknown(type.getSimpleName());
  }

  private InitialValues distribution() {
    // The class keeps its distribution to itself; its JSON does not.
    ObjectMapper mapper = NeuralNetConfiguration.mapper();
    Distribution distribution;
    try {
      distribution =
          mapper.treeToValue(mapper.valueToTree(original).get("distribution"), Distribution.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a distribution that was read cannot be read again", e);
    }
    if (distribution instanceof NormalDistribution normal) {
      return new InitialValues.Normal(normal.getMean(), normal.getStd());
    }
    if (distribution instanceof UniformDistribution uniform) {
      return new InitialValues.Uniform(uniform.getLower(), uniform.getUpper());
    }
    throw unknown(String.valueOf(distribution));
  }

  private ConfigurationException unknown(String given) {
    return new ConfigurationException(
        "%s: weights start by %s; expected XAVIER, XAVIER_UNIFORM, RELU, RELU_UNIFORM, NORMAL, LECUN_NORMAL, LECUN_UNIFORM, UNIFORM, SIGMOID_UNIFORM, ZERO, ONES, or a normal or uniform distribution"
            .formatted(place, given));
  }

  private static InitialValues normal(double deviation) {
    return new InitialValues.Normal(0, deviation);
  }

  private static InitialValues uniform(double bound) {
    return new InitialValues.Uniform(-bound, bound);
  }
}
