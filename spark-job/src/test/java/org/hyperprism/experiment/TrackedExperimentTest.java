package org.hyperprism.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.report.tensorboard.EventReader;
import org.hyperprism.results.Summary;
import org.junit.jupiter.api.Test;
import org.tensorflow.proto.util.Event;

/** The event files of real runs. */
class TrackedExperimentTest extends SmallExperiments {

  private static final String[] SETTINGS = {
    "methods=[hyperprism,dpsgd]", "engine.mode=local", "engine.checkpointEvery=2"
  };

  @Test
  void aResumedRunHasEachRoundOnce() throws IOException {
    assertThatThrownBy(() -> experiment("run", false, new RecordingObserver(5), SETTINGS).run())
        .isInstanceOf(RecordingObserver.CutOff.class);
    assertThat(rounds("hyperprism")).containsExactly(1L, 2L, 3L, 4L);

    Summary resumed = experiment("run", true, new RecordingObserver(), SETTINGS).run();

    for (String method : List.of("hyperprism", "dpsgd")) {
      assertThat(rounds(method)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
      assertThat(accuracies(method))
          .hasSize(2)
          .endsWith((float) resumed.method(method).orElseThrow().finalAccuracy().orElseThrow());
    }
    List<Event> events = events("hyperprism");
    assertThat(events.stream().filter(event -> has(event, "p_decision_devices"))).hasSize(2);
    assertThat(events.stream().filter(event -> has(event, "accuracy_devices"))).hasSize(1);
  }

  @Test
  void withoutThemTheResultsAreTheSame() throws IOException {
    Summary with = run("with", SETTINGS);
    Summary without =
        run("without", SETTINGS[0], SETTINGS[1], SETTINGS[2], "tracking.tensorBoard=false");
    assertThat(directory.resolve("without/tensorboard")).doesNotExist();
    assertThat(checksums(without)).isEqualTo(checksums(with));
    assertThat(results("without")).isEqualTo(results("with"));
  }

  @Test
  void settingsThatAreNotTheDefaultsAreShown() {
    assertThat(
            TrackedSettings.of(
                ConfigurationLoader.load(
                    Optional.empty(),
                    settings("dpsgd.learningRate=0.5", "hyperprism.p=3", "seed=7")),
                "dpsgd"))
        .containsEntry("method", "dpsgd")
        .containsEntry("seed", "7")
        .containsEntry("learningRate", "0.5")
        .containsEntry("devices", "10")
        .containsEntry("data.name", "mnist-sample")
        .doesNotContainKeys("hyperprism.p", "engine.mode", "methods", "model");
  }

  private List<Event> events(String method) throws IOException {
    return EventReader.read(directory.resolve("run/tensorboard/" + method));
  }

  private static boolean has(Event event, String tag) {
    return event.getSummary().getValueList().stream().anyMatch(v -> v.getTag().equals(tag));
  }

  private List<Long> rounds(String method) throws IOException {
    return events(method).stream()
        .filter(event -> has(event, "training_loss_mean"))
        .map(Event::getStep)
        .toList();
  }

  private List<Float> accuracies(String method) throws IOException {
    return events(method).stream()
        .flatMap(event -> event.getSummary().getValueList().stream())
        .filter(value -> value.getTag().equals("accuracy_mean"))
        .map(value -> value.getSimpleValue())
        .toList();
  }
}
