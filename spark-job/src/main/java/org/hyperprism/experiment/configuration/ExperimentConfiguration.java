package org.hyperprism.experiment.configuration;

import java.util.List;
import java.util.OptionalDouble;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.MethodName;
import org.hyperprism.model.ModelPart;
import org.hyperprism.setting.Setting;

/**
 * Everything that decides the results of an experiment, and how it is carried out.
 *
 * @param seed every random number of the experiment derives from it
 * @param rounds rounds of each method, at least 1
 * @param methods the methods, one after the other on the same data, links and batches
 * @param devices number m of devices, at least 2
 * @param model name of the model, or of a file with one
 * @param modelParts the part of each layer that has weights; empty takes it from the layers' types
 * @param data the data set
 * @param partition its division among the devices
 * @param links the links between devices
 * @param train local training
 * @param hyperprism settings of HyperPrism
 * @param dpsgd settings of D-PSGD
 * @param swarmsgd settings of SwarmSGD
 * @param mudag settings of Mudag
 * @param adom settings of ADOM
 * @param adomplus settings of ADOM+
 * @param engine how the rounds are carried out
 * @param evaluate when the devices are evaluated
 */
public record ExperimentConfiguration(
    @Setting(
            standard = "1",
            documentation = "Every random number derives from it: same seed, same results.")
        long seed,
    @Setting(
            standard = "100",
            range = ">= 1",
            documentation = "Rounds of local training and exchange, for each method.")
        int rounds,
    @Setting(
            standard = "[hyperprism, dpsgd]",
            documentation =
                "The methods to compare, each once; all see the same data, links and batches.")
        List<MethodName> methods,
    @Setting(
            standard = "50",
            range = ">= 2",
            documentation = "Number of devices; memory and time grow with it.")
        int devices,
    @Setting(
            standard = "lr",
            documentation =
                "The architecture: lr (logistic regression), mlp, lenet or cnn, the last two for images;"
                    + " or a file ending in .json with a network of your own.")
        String model,
    @Setting(
            standard = "[]",
            refused = "statistics",
            refusedBecause = "running statistics are found by themselves",
            documentation =
                "The part of each layer that has weights, in order; an empty list takes it from the"
                    + " layers' types.")
        List<ModelPart> modelParts,
    DataConfiguration data,
    PartitionConfiguration partition,
    LinksConfiguration links,
    TrainConfiguration train,
    HyperPrismConfiguration hyperprism,
    DpsgdConfiguration dpsgd,
    SwarmSgdConfiguration swarmsgd,
    MudagConfiguration mudag,
    AdomConfiguration adom,
    AdomPlusConfiguration adomplus,
    EngineConfiguration engine,
    EvaluationConfiguration evaluate) {

  public ExperimentConfiguration {
    methods = List.copyOf(methods);
    modelParts = List.copyOf(modelParts);
    Settings.check(
        ExperimentConfiguration.class,
        seed,
        rounds,
        methods,
        devices,
        model,
        modelParts,
        data,
        partition,
        links,
        train,
        hyperprism,
        dpsgd,
        swarmsgd,
        mudag,
        adom,
        adomplus,
        engine,
        evaluate);
    Consistency.violations(
            methods, rounds, evaluate.rounds(), hyperprism.hypernetwork().candidates())
        .values()
        .stream()
        .findFirst()
        .ifPresent(
            message -> {
              throw new ConfigurationException(message);
            });
  }

  /** The step length of a method: its own, or else the shared one. */
  public double learningRate(MethodName method) {
    OptionalDouble own =
        switch (method) {
          case HYPERPRISM -> hyperprism.learningRate();
          case DPSGD -> dpsgd.learningRate();
          case SWARMSGD -> swarmsgd.learningRate();
          case MUDAG -> mudag.learningRate();
          case ADOM -> adom.learningRate();
          case ADOMPLUS -> adomplus.learningRate();
        };
    return own.orElse(train.learningRate());
  }
}
