package org.hyperprism.experiment.configuration;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hyperprism.attack.AttackSettings;
import org.hyperprism.compression.CompressionSettings;
import org.hyperprism.defence.DefenceSettings;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.method.LocalTraining;
import org.hyperprism.method.Method;
import org.hyperprism.method.MethodFactory;
import org.hyperprism.model.ModelPart;
import org.hyperprism.model.ParameterLayout;
import org.hyperprism.setting.Consistent;
import org.hyperprism.setting.Factories;
import org.hyperprism.setting.FactorySettings;
import org.hyperprism.setting.Setting;
import org.hyperprism.setting.SettingSchema;
import org.hyperprism.setting.SettingsOf;
import org.hyperprism.shift.ConceptDriftSettings;
import org.hyperprism.shift.FeatureSkewSettings;
import org.jspecify.annotations.Nullable;

/**
 * Everything that decides the results of an experiment, and how it is carried out.
 *
 * @param seed every random number of the experiment derives from it
 * @param rounds rounds of each method, at least 1
 * @param methods names of the methods, one after the other on the same data, links and batches
 * @param devices number m of devices, at least 2
 * @param model name of the model, or of a file with one
 * @param modelParts the part of each layer that has weights; empty takes it from the layers' types
 * @param keepModels the devices whose final models the run directory keeps
 * @param keepBestModels those whose models of the best evaluated round it keeps
 * @param startFrom the file or folder of the models that the devices begin with; absent for one
 *     that is drawn by the seed
 * @param data the data set
 * @param partition its division among the devices
 * @param featureSkew how differently devices see their samples
 * @param drift what samples become over the rounds
 * @param links the links between devices
 * @param attack the devices that lie
 * @param defence what receivers do against them
 * @param compression what devices send of what they have
 * @param train local training
 * @param methodSettings the settings of every method, in a section of its name
 * @param methodRates the learning rate of every method, in the same section
 * @param time what rounds take on simulated devices, and who is late
 * @param availability when devices are there
 * @param asynchrony whether they wait for each other
 * @param engine how the rounds are carried out
 * @param evaluate when the devices are evaluated
 * @param tracking what else a run is written down for
 */
public record ExperimentConfiguration(
    @Setting(
            defaultValue = "1",
            documentation = "Every random number derives from it: same seed, same results.")
        long seed,
    @Setting(
            defaultValue = "100",
            range = ">= 1",
            documentation = "Rounds of local training and exchange, for each method.")
        int rounds,
    @Setting(
            defaultValue = "[hyperprism, dpsgd]",
            names = MethodFactory.class,
            documentation =
                "The methods to compare, each once; all see the same data, links and batches.")
        List<String> methods,
    @Setting(
            defaultValue = "50",
            range = ">= 2",
            documentation = "Number of devices; memory and time grow with it.")
        int devices,
    @Setting(
            defaultValue = "lr",
            documentation =
                "The architecture: lr (logistic regression), mlp, lenet or cnn, the last two for"
                    + " images; or a file ending in .json with a network of your own.")
        String model,
    @Setting(
            defaultValue = "[]",
            refused = "statistics",
            refusedBecause = "running statistics are found by themselves",
            documentation =
                "The part of each layer that has weights, in order; an empty list takes it from the"
                    + " layers' types.")
        List<ModelPart> modelParts,
    @Setting(
            defaultValue = "none",
            format = KeptModels.Format.class,
            documentation =
                "The devices whose final models the run directory keeps, for hyperprism export and"
                    + " score, 4 bytes a parameter each: none, all, or a list such as [0, 7].")
        KeptModels keepModels,
    @Setting(
            defaultValue = "none",
            format = KeptModels.Format.class,
            documentation =
                "The devices whose models of the evaluated round with the highest mean accuracy the"
                    + " run directory keeps, besides the final ones: none, all, or a list such as"
                    + " [0, 7].")
        KeptModels keepBestModels,
    @Setting(
            defaultValue = "null",
            documentation =
                "What the devices of every method begin with, in the place of a model drawn by the"
                    + " seed: a model for all, a file that hyperprism export wrote or a zip of"
                    + " Deeplearning4j's ModelSerializer, or a run's folder models/method=METHOD"
                    + " with one for each device; on any Hadoop file system.")
        Optional<String> startFrom,
    DataConfiguration data,
    PartitionConfiguration partition,
    FeatureSkewSettings featureSkew,
    ConceptDriftSettings drift,
    LinksConfiguration links,
    AttackSettings attack,
    DefenceSettings defence,
    CompressionSettings compression,
    TrainConfiguration train,
    @SettingsOf(MethodFactory.class) FactorySettings methodSettings,
    @SettingsOf(value = MethodFactory.class, shared = MethodRate.class) FactorySettings methodRates,
    TimeConfiguration time,
    AvailabilityConfiguration availability,
    AsynchronyConfiguration asynchrony,
    EngineConfiguration engine,
    EvaluationConfiguration evaluate,
    TrackingConfiguration tracking)
    implements Consistent {

  /** The setting whose word says which defaults other settings have. */
  public static final String PRESET = "hyperprism.preset";

  /**
   * Read once for all factories there are; no constant, because a plug-in that is not sound must be
   * a message of its own.
   */
  private static @Nullable SettingSchema<ExperimentConfiguration> schema;

  private static int schemaAfterAdditions;

  /**
   * All settings there are.
   *
   * @throws org.hyperprism.failure.ConfigurationException if a plug-in is not sound
   */
  public static synchronized SettingSchema<ExperimentConfiguration> schema() {
    int additions = Factories.additions();
    if (schema == null || schemaAfterAdditions != additions) {
      SettingSchema<ExperimentConfiguration> all = SettingSchema.of(ExperimentConfiguration.class);
      for (String section : List.of(ConfigurationLoader.SWEEP, ConfigurationLoader.TUNE)) {
        if (all.sections().contains(section)) {
          throw new ConfigurationException(
              "a method is called %s, which is the section of 'hyperprism %s'; expected a plug-in with another name"
                  .formatted(section, section));
        }
      }
      schema = all;
      schemaAfterAdditions = additions;
    }
    return schema;
  }

  /**
   * @throws org.hyperprism.failure.ConfigurationException if a value is out of its range, or some
   *     do not go together
   */
  public ExperimentConfiguration(
      long seed,
      int rounds,
      List<String> methods,
      int devices,
      String model,
      List<ModelPart> modelParts,
      KeptModels keepModels,
      KeptModels keepBestModels,
      Optional<String> startFrom,
      DataConfiguration data,
      PartitionConfiguration partition,
      FeatureSkewSettings featureSkew,
      ConceptDriftSettings drift,
      LinksConfiguration links,
      AttackSettings attack,
      DefenceSettings defence,
      CompressionSettings compression,
      TrainConfiguration train,
      FactorySettings methodSettings,
      FactorySettings methodRates,
      TimeConfiguration time,
      AvailabilityConfiguration availability,
      AsynchronyConfiguration asynchrony,
      EngineConfiguration engine,
      EvaluationConfiguration evaluate,
      TrackingConfiguration tracking) {
    this.seed = seed;
    this.rounds = rounds;
    this.methods = List.copyOf(methods);
    this.devices = devices;
    this.model = model;
    this.modelParts = List.copyOf(modelParts);
    this.keepModels = keepModels;
    this.startFrom = startFrom;
    this.keepBestModels = keepBestModels;
    this.data = data;
    this.partition = partition;
    this.featureSkew = featureSkew;
    this.drift = drift;
    this.links = links;
    this.attack = attack;
    this.defence = defence;
    this.compression = compression;
    this.train = train;
    this.methodSettings = methodSettings;
    this.methodRates = methodRates;
    this.time = time;
    this.availability = availability;
    this.asynchrony = asynchrony;
    this.engine = engine;
    this.evaluate = evaluate;
    this.tracking = tracking;
    schema().check(this);
  }

  /** Whether it may be a task of Spark, which writes no files and starts no jobs. */
  public boolean fitsATask() {
    return keepModels.isNone()
        && keepBestModels.isNone()
        && !evaluate.centralised()
        && centralMethod().isEmpty();
  }

  /** The first of the methods whose rounds are a centre's; empty if all are the devices'. */
  public Optional<String> centralMethod() {
    return methods.stream().filter(MethodFactory::isCentral).findFirst();
  }

  @Override
  public Map<String, String> violations() {
    return SettingConditions.violations(this);
  }

  /** The step length of a method: its own, or else the shared one. */
  public double learningRate(String method) {
    return methodRates.of(method, MethodRate.class).learningRate().orElse(train.learningRate());
  }

  /**
   * A method with its settings.
   *
   * @param method its name
   * @param layout the parts of the model
   */
  public Method method(String method, ParameterLayout layout) {
    return method(MethodFactory.all().named(method), layout);
  }

  private <S extends Record> Method method(MethodFactory<S> factory, ParameterLayout layout) {
    LocalTraining training =
        new LocalTraining(
            learningRate(factory.name()),
            train.localSteps(),
            train.localEpochs().orElse(0),
            train.momentum(),
            train.weightDecay(),
            train.schedule().over(rounds),
            train.clipNorm().orElse(Double.POSITIVE_INFINITY));
    return Factories.make(
        factory,
        () -> {
          Method method = factory.create(methodSettings.of(factory), training, layout);
          method.requireSound();
          return method;
        });
  }
}
