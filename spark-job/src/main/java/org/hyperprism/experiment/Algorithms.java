package org.hyperprism.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.configuration.HyperPrismConfiguration;
import org.hyperprism.experiment.configuration.HypernetworkConfiguration;
import org.hyperprism.experiment.configuration.TrainConfiguration;
import org.hyperprism.method.Dpsgd;
import org.hyperprism.method.ExponentLearning;
import org.hyperprism.method.Exponents;
import org.hyperprism.method.HyperPrism;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodName;
import org.hyperprism.method.MirrorScale;
import org.hyperprism.method.PrimalStep;
import org.hyperprism.method.hypernetwork.HypernetworkShape;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;

/** From names and numbers of a configuration to what they stand for. */
final class Algorithms {

  private Algorithms() {}

  static Method create(
      MethodName method, ExperimentConfiguration configuration, ParameterLayout layout) {
    TrainConfiguration train = configuration.train();
    double learningRate = configuration.learningRate(method);
    PrimalStep step = new PrimalStep(learningRate, train.momentum(), train.weightDecay());
    return switch (method) {
      case HYPERPRISM -> hyperPrism(configuration.hyperprism(), layout, step, train.localSteps());
      case DPSGD -> new Dpsgd(configuration.dpsgd().order(), step, train.localSteps());
      case SWARMSGD -> Baselines.swarm(configuration.swarmsgd(), step, train.localSteps());
      case MUDAG -> Baselines.mudag(configuration.mudag(), learningRate);
      case ADOM -> Baselines.adom(configuration.adom(), learningRate, train.localSteps());
      case ADOMPLUS -> Baselines.adomPlus(configuration.adomplus(), learningRate);
    };
  }

  private static HyperPrism hyperPrism(
      HyperPrismConfiguration hyperprism, ParameterLayout layout, PrimalStep step, int localSteps) {
    OptionalDouble scale = hyperprism.mirrorGradientScale();
    return new HyperPrism(
        exponents(hyperprism, layout),
        hyperprism.order(),
        hyperprism.mapping(),
        scale.isPresent()
            ? new MirrorScale.Constant(scale.getAsDouble())
            : new MirrorScale.TenToMinusExponent(),
        step,
        localSteps);
  }

  private static Exponents exponents(HyperPrismConfiguration hyperprism, ParameterLayout layout) {
    OptionalDouble representation = hyperprism.representationExponent();
    OptionalDouble decision = hyperprism.decisionExponent();
    List<ModelPart> learned = new ArrayList<>();
    for (ModelPart part : layout.parts()) {
      if ((part == ModelPart.REPRESENTATION && representation.isEmpty())
          || (part == ModelPart.DECISION && decision.isEmpty())) {
        learned.add(part);
      }
    }
    return new Exponents(
        representation.orElse(1),
        decision.orElse(1),
        learned.isEmpty() ? null : learning(hyperprism.hypernetwork(), learned));
  }

  private static ExponentLearning learning(
      HypernetworkConfiguration hypernetwork, List<ModelPart> learned) {
    return new ExponentLearning(
        learned,
        new HypernetworkShape(
            hypernetwork.embedding(),
            hypernetwork.hidden(),
            learned.size(),
            hypernetwork.candidates(),
            hypernetwork.selection()),
        hypernetwork.learningRate(),
        hypernetwork.tangentLimit(),
        hypernetwork.freshGradient());
  }
}
