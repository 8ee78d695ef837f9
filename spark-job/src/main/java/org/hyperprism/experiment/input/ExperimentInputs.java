package org.hyperprism.experiment.input;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.hyperprism.engine.Communication;
import org.hyperprism.experiment.configuration.DataConfiguration;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.experiment.links.LinkSchedules;
import org.hyperprism.experiment.models.ModelSource;
import org.hyperprism.experiment.models.ModelStart;
import org.hyperprism.method.Method;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.results.RunIdentity;
import org.hyperprism.shift.DatasetShift;
import org.hyperprism.simulation.Fleet;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment needs from files, read by the driver: the rest is computed from it, wherever
 * that is.
 *
 * @param data all samples
 * @param model the architecture
 * @param shift what becomes of the samples
 * @param communication how the devices reach each other
 * @param start the models that the devices begin with; null for one that is drawn by the seed
 * @param fleet how fast the devices are, and what they draw; null where no time is simulated
 * @param tables CRC-32 of the tables of devices that settings name; empty if there are none
 */
public record ExperimentInputs(
    SourceData data,
    ModelDefinition model,
    DatasetShift shift,
    Communication communication,
    @Nullable ModelStart start,
    @Nullable Fleet fleet,
    String tables) {

  /** The identity of a run on them that begins. */
  public RunIdentity identity() {
    OptionalLong links = communication.links().checksum();
    return RunIdentity.begin(
        data.checksum(),
        links.isPresent() ? RunIdentity.hexadecimal(links.getAsLong()) : "",
        start == null ? "" : start.checksum(),
        tables);
  }

  /** Reads the inputs of several experiments, and each data set only once. */
  public static final class Reader {

    private final Map<DataConfiguration, SourceData> read = new HashMap<>();
    private final GivenInputs given;

    /** Of experiments whose settings name everything. */
    public Reader() {
      this(GivenInputs.NONE);
    }

    /**
     * @param given what is there already
     */
    public Reader(GivenInputs given) {
      this.given = given;
    }

    /**
     * The inputs of an experiment.
     *
     * @throws org.hyperprism.failure.HyperPrismException if they are not there or not sound, or a
     *     method cannot do with the links
     */
    public ExperimentInputs read(ExperimentConfiguration configuration) {
      SourceData data =
          given
              .samples()
              .map(samples -> SourceData.held(samples, given.assignment().orElse(null)))
              .orElseGet(() -> read.computeIfAbsent(configuration.data(), DataSource::read));
      ModelDefinition model = ModelSource.load(configuration, data.test());
      DatasetShift shift = ShiftSource.of(configuration, data.test());
      Communication communication = LinkSchedules.communication(configuration, given.links());
      for (String name : configuration.methods()) {
        Method method = configuration.method(name, model.layout());
        communication.requireSuited(method, name);
        configuration
            .defence()
            .over(configuration.rounds())
            .ifPresent(defence -> defence.requireSuited(method, name, communication.rule(method)));
        Asynchrony.requireSuited(configuration, communication.links(), method, name);
        FleetSource.requireSuited(configuration, method, name);
        MessageCompression.requireSuited(configuration, method, name);
      }
      MessageCompression.of(configuration, model);
      ModelStart start = ModelStart.of(configuration, model).orElse(null);
      Fleet fleet = FleetSource.of(configuration, model, communication.links()).orElse(null);
      return new ExperimentInputs(
          data, model, shift, communication, start, fleet, DeviceTables.checksum(configuration));
    }
  }
}
