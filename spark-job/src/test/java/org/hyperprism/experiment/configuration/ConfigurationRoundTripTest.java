package org.hyperprism.experiment.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.hyperprism.algorithm.MethodName;
import org.hyperprism.algorithm.StepOrder;
import org.hyperprism.engine.EngineMode;
import org.hyperprism.model.ModelPart;

class ConfigurationRoundTripTest {

  @Property(tries = 200)
  void theWrittenConfigurationLoadsToTheSameOne(
      @ForAll("configurations") ExperimentConfiguration configuration) throws IOException {
    Path file = Files.createTempFile("experiment", ".conf");
    try {
      Files.writeString(file, ConfigurationWriter.render(configuration));

      ExperimentConfiguration loaded = ConfigurationLoader.load(Optional.of(file), List.of());

      assertThat(loaded).isEqualTo(configuration);
      assertThat(ConfigurationWriter.render(loaded))
          .isEqualTo(ConfigurationWriter.render(configuration));
    } finally {
      Files.delete(file);
    }
  }

  @Provide
  Arbitrary<ExperimentConfiguration> configurations() {
    Arbitrary<String> text = Arbitraries.strings().ofMinLength(1).filter(word -> !word.isBlank());
    Arbitrary<Integer> count = Arbitraries.integers().between(1, Integer.MAX_VALUE);
    Arbitrary<Double> positive = Arbitraries.doubles().between(1e-300, 1e300).ofScale(300);
    Arbitrary<DataConfiguration> data =
        Combinators.combine(text, text.optional(), text).as(DataConfiguration::new);
    Arbitrary<PartitionConfiguration> partition =
        Combinators.combine(
                Arbitraries.of(PartitionKind.class),
                positive,
                count,
                Arbitraries.of(true, false),
                count)
            .as(PartitionConfiguration::new);
    Arbitrary<LinksConfiguration> links =
        Arbitraries.doubles()
            .between(0, 1)
            .map(density -> new LinksConfiguration(LinksKind.DENSITY, density));
    Arbitrary<TrainConfiguration> train =
        Combinators.combine(positive, count, count, Arbitraries.of(Backend.class))
            .as(TrainConfiguration::new);
    Arbitrary<Double> exponent = Arbitraries.doubles().between(1, 1e9);
    Arbitrary<HyperPrismConfiguration> hyperprism =
        Combinators.combine(exponent, exponent, Arbitraries.of(StepOrder.class))
            .as(HyperPrismConfiguration::new);
    Arbitrary<DpsgdConfiguration> dpsgd =
        Arbitraries.of(StepOrder.ATC, StepOrder.CTA).map(DpsgdConfiguration::new);
    Arbitrary<OptionalInt> countOrKeyword =
        count.optional().map(number -> number.map(OptionalInt::of).orElse(OptionalInt.empty()));
    Arbitrary<EngineConfiguration> engine =
        Combinators.combine(
                Arbitraries.of(EngineMode.class),
                countOrKeyword,
                Arbitraries.integers().greaterOrEqual(0),
                text.optional())
            .as(EngineConfiguration::new);
    Arbitrary<EvaluationConfiguration> evaluate =
        Combinators.combine(
                Arbitraries.integers().between(1, 1000).list().ofMaxSize(5), count, countOrKeyword)
            .as(EvaluationConfiguration::new);
    Arbitrary<List<MethodName>> methods =
        Arbitraries.of(MethodName.class).list().uniqueElements().ofMinSize(1);
    Arbitrary<List<ModelPart>> parts =
        Arbitraries.of(ModelPart.REPRESENTATION, ModelPart.DECISION).list().ofMaxSize(4);
    Arbitrary<int[]> roundsAndDevices =
        Combinators.combine(
                Arbitraries.integers().greaterOrEqual(1000),
                Arbitraries.integers().greaterOrEqual(2))
            .as((rounds, devices) -> new int[] {rounds, devices});
    return Combinators.combine(
            Arbitraries.longs(),
            roundsAndDevices,
            Combinators.combine(methods, text, parts).as(ChosenMethods::new),
            Combinators.combine(data, partition, links).as(Surroundings::new),
            Combinators.combine(train, hyperprism, dpsgd).as(Training::new),
            engine,
            evaluate)
        .as(
            (seed, sizes, chosen, surroundings, training, carrier, evaluation) ->
                new ExperimentConfiguration(
                    seed,
                    sizes[0],
                    chosen.methods(),
                    sizes[1],
                    chosen.model(),
                    chosen.parts(),
                    surroundings.data(),
                    surroundings.partition(),
                    surroundings.links(),
                    training.train(),
                    training.hyperprism(),
                    training.dpsgd(),
                    carrier,
                    evaluation));
  }

  private record ChosenMethods(List<MethodName> methods, String model, List<ModelPart> parts) {}

  private record Surroundings(
      DataConfiguration data, PartitionConfiguration partition, LinksConfiguration links) {}

  private record Training(
      TrainConfiguration train, HyperPrismConfiguration hyperprism, DpsgdConfiguration dpsgd) {}
}
