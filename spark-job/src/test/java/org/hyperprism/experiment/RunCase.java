package org.hyperprism.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.testing.DeviceMethods;

/**
 * Twenty rounds of a method on sixteen devices with real data; eight without a common clock, where
 * each round is many jobs of Spark.
 *
 * @param method its name
 * @param settings what makes the case, parted by spaces
 */
record RunCase(String method, String settings) {

  /** Forms of methods that have several, each with code of its own. */
  private static final List<RunCase> FORMS =
      List.of(
          new RunCase("hyperprism", "hyperprism.p=3"),
          new RunCase("hyperprism", "hyperprism.p=2.5"),
          new RunCase("hyperprism", "hyperprism.p=adaptive"),
          new RunCase(
              "hyperprism",
              "hyperprism.p=adaptive hyperprism.preset=falling hyperprism.momentumKind=averaged"),
          new RunCase("hyperprism", "hyperprism.p=3 hyperprism.preset=paper"),
          new RunCase(
              "hyperprism",
              "model=mlp links.density=0.2 hyperprism.p.representation=3"
                  + " hyperprism.p.decision=2.5"),
          new RunCase("hyperprism", "hyperprism.p=3 train.backend=dl4j"),
          new RunCase("hyperprism", "hyperprism.p=3 train.backend=torch"),
          new RunCase("swarmsgd", "swarmsgd.mode=matching"),
          new RunCase("swarmsgd", "swarmsgd.mode=single-pair"),
          new RunCase("swarmsgd", "swarmsgd.mode=non-blocking"),
          new RunCase("qg-dsgdm", "train.localEpochs=2 train.batchSize=64"),
          new RunCase("dpsgd", ""),
          new RunCase("dpsgd", "attack.kind=noise attack.from=3 defence.kind=median"),
          new RunCase(
              "hyperprism",
              "hyperprism.p=3 attack.kind=little-is-enough attack.share=0.2 defence.kind=clipping"),
          new RunCase("dsgt", "attack.kind=inner-product attack.placement=best-connected"),
          new RunCase("dpsgd", "compression.kind=top-k links.messageLoss=0.1"),
          new RunCase(
              "hyperprism",
              "hyperprism.p=3 compression.kind=bits attack.kind=sign-flip defence.kind=clipping"),
          new RunCase(
              "dpsgd",
              "compression.kind=low-rank train.localSteps=4 time.enabled=true time.jitter=0.7"
                  + " time.deadline=75% time.late=keep"),
          new RunCase("dsgt", ""),
          new RunCase("heavy-ball", ""),
          new RunCase("heavy-ball", "heavy-ball.averageVelocity=true"),
          new RunCase(
              "dpsgd",
              "train.localSteps=4 time.enabled=true time.jitter=0.7 time.deadline=75%"
                  + " links.deviceDropOut=0.1 links.away=pause"),
          new RunCase(
              "hyperprism",
              "hyperprism.p=3 train.localSteps=4 time.enabled=true time.deadline=60%"
                  + " time.profiles=[raspberry-pi-4,milk-v-mars] time.jitter=0.3"
                  + " time.fewerSteps=true time.rate=1e8"),
          new RunCase(
              "dpsgd", "time.enabled=true time.jitter=0.7 time.deadline=75% time.late=keep"),
          new RunCase(
              "dpsgd",
              "availability.kind=day-night availability.period=6 availability.jitter=0.8"
                  + " availability.join=5"),
          new RunCase(
              "hyperprism",
              "hyperprism.p=3 time.enabled=true time.jitter=0.5 availability.kind=day-night"
                  + " availability.unit=seconds availability.period=6 availability.jitter=1"
                  + " availability.battery.joules=15 availability.battery.watts=0.5"),
          new RunCase(
              "dpsgd",
              "dpsgd.order=cta train.momentum=0.9 time.enabled=true time.jitter=0.7 time.rate=1e8"
                  + " asynchrony.clock=fleet rounds=8"),
          new RunCase(
              "hyperprism",
              "hyperprism.p=3 time.enabled=true time.profiles=[raspberry-pi-4,milk-v-mars]"
                  + " links.kind=ring asynchrony.clock=fleet rounds=8"),
          new RunCase("swarmsgd", "asynchrony.clock=poisson rounds=8"),
          new RunCase(
              "hyperprism",
              "hyperprism.p=3 asynchrony.clock=poisson asynchrony.meeting=pull rounds=8"),
          new RunCase("sgp", "links.kind=directed links.messageLoss=0.1 links.acknowledged=true"));

  /** The forms, and every other method of devices as it comes, also one written after this. */
  static List<RunCase> all() {
    Set<String> listed = FORMS.stream().map(RunCase::method).collect(Collectors.toSet());
    return Stream.concat(
            FORMS.stream(),
            DeviceMethods.names().stream()
                .filter(name -> !listed.contains(name))
                .map(name -> new RunCase(name, "")))
        .toList();
  }

  ExperimentConfiguration configuration() {
    List<String> all =
        new ArrayList<>(
            List.of(
                "data.name=mnist-sample",
                // Without momentum, which would make D-PSGD a heavy ball.
                "hyperprism.preset=mirror-atc",
                "methods=[" + method + "]",
                "devices=16",
                "rounds=20",
                "train.batchSize=8",
                "evaluate.every=20"));
    if (!settings.isEmpty()) {
      Stream.of(settings.split(" ")).forEach(all::add);
    }
    return ConfigurationLoader.load(Optional.empty(), all);
  }

  RoundDefinition definition(ExperimentConfiguration configuration, Preparation preparation) {
    return MethodRounds.of(
        configuration, preparation, configuration.method(method, preparation.model().layout()));
  }

  /** CRC-32 of all devices' parameters after the first {@code rounds} rounds; closes the engine. */
  static String checksum(Engine engine, int rounds) {
    try (engine) {
      for (int round = 1; round <= rounds; round++) {
        engine.round(round);
      }
      return MethodRun.checksum(engine);
    }
  }
}
