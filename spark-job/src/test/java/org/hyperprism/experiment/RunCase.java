package org.hyperprism.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hyperprism.engine.Engine;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;

/** Twenty rounds of a method on sixteen devices with real data, in every form that methods have. */
enum RunCase {
  HYPERPRISM_CUBE("hyperprism", "hyperprism.p=3"),
  HYPERPRISM_FRACTIONAL("hyperprism", "hyperprism.p=2.5"),
  HYPERPRISM_LEARNED("hyperprism", "hyperprism.p=adaptive"),
  HYPERPRISM_LEARNED_TOGETHER(
      "hyperprism", "hyperprism.p=adaptive hyperprism.preset=falling train.momentum=0"),
  HYPERPRISM_PAPER("hyperprism", "hyperprism.p=3 hyperprism.preset=paper"),
  HYPERPRISM_TWO_PARTS(
      "hyperprism",
      "model=mlp links.density=0.2 hyperprism.p.representation=3 hyperprism.p.decision=2.5"),
  HYPERPRISM_DL4J("hyperprism", "hyperprism.p=3 train.backend=dl4j"),
  HYPERPRISM_TORCH("hyperprism", "hyperprism.p=3 train.backend=torch"),
  DPSGD("dpsgd", ""),
  SWARM_MATCHING("swarmsgd", "swarmsgd.mode=matching"),
  SWARM_SINGLE_PAIR("swarmsgd", "swarmsgd.mode=single-pair"),
  SWARM_NON_BLOCKING("swarmsgd", "swarmsgd.mode=non-blocking"),
  MUDAG("mudag", ""),
  ADOM("adom", ""),
  ADOM_PLUS("adomplus", ""),
  HEAVY_BALL("heavy-ball", ""),
  CENTRAL("central", ""),
  LOCAL("local", ""),
  GRADIENT_TRACKING("dsgt", ""),
  GRADIENT_PUSH("sgp", "links.kind=directed links.messageLoss=0.1 links.acknowledged=true"),
  DECENT_LAM("decentlam", ""),
  QUASI_GLOBAL_MOMENTUM("qg-dsgdm", "train.localEpochs=2 train.batchSize=64"),
  HEAVY_BALL_AVERAGED("heavy-ball", "heavy-ball.averageVelocity=true");

  private final String method;
  private final String settings;

  /**
   * @param settings what makes the case, parted by spaces
   */
  RunCase(String method, String settings) {
    this.method = method;
    this.settings = settings;
  }

  String method() {
    return method;
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
    return MethodRun.definition(
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
