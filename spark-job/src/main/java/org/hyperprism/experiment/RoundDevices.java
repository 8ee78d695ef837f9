package org.hyperprism.experiment;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.hyperprism.engine.RoundDefinition;
import org.hyperprism.engine.RoundReport;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.evaluation.Counted;
import org.hyperprism.model.ModelPart;
import org.hyperprism.results.DeviceStatistics;

/** Which devices are there in a round of a method, whose numbers count, and what they are. */
record RoundDevices(
    ExperimentConfiguration configuration, Preparation preparation, RoundDefinition rounds) {

  /** Whose numbers count in a round. */
  Counted counted(int round) {
    if (!configuration.availability().isLimited()) {
      return Counted.honest(preparation.attack());
    }
    boolean[] members = new boolean[configuration.devices()];
    for (int device = 0; device < members.length; device++) {
      members[device] = rounds.isMember(device, round);
    }
    return new Counted(preparation.attack(), members);
  }

  /** How many devices are there in a round; empty if all always are. */
  OptionalInt present(int round) {
    return configuration.availability().isLimited()
        ? OptionalInt.of(
            (int)
                IntStream.range(0, configuration.devices())
                    .filter(device -> !rounds.isAbsent(device, round))
                    .count())
        : OptionalInt.empty();
  }

  /** The exponents for each part of the model of the devices that count. */
  Map<ModelPart, DeviceStatistics> exponents(RoundReport report, Counted counted) {
    Map<ModelPart, DeviceStatistics> exponents = new EnumMap<>(ModelPart.class);
    List<ModelPart> parts = preparation.model().layout().parts();
    for (int part = 0; part < parts.size(); part++) {
      int column = part;
      exponents.put(
          parts.get(part),
          DeviceStatistics.of(
              counted.of(
                  Arrays.stream(report.exponents())
                      .mapToDouble(device -> device[column])
                      .toArray())));
    }
    return exponents;
  }

  /** The devices' losses of a round, 0 for those that paused. */
  double[] trained(RoundReport report, int round) {
    double[] losses = report.trainingLoss().clone();
    for (int device = 0; device < losses.length; device++) {
      if (!rounds.trainsInRound(device, round)) {
        losses[device] = 0;
      }
    }
    return losses;
  }
}
