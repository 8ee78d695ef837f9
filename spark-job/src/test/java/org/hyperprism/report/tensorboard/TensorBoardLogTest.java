package org.hyperprism.report.tensorboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.UnknownFieldSet;
import com.google.protobuf.Value;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.model.ModelPart;
import org.hyperprism.results.DeviceExponent;
import org.hyperprism.results.DeviceMetrics;
import org.hyperprism.results.DeviceStatistics;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RoundMetrics;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.testing.ArabicDigits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.framework.HistogramProto;
import org.tensorflow.proto.framework.Summary;
import org.tensorflow.proto.util.Event;
import org.tensorflow.proto.util.SessionLog;

class TensorBoardLogTest {

  private static final Map<String, String> SETTINGS =
      Map.of("seed", "7", "links.kind", "density", "partition.balanced", "true");

  @TempDir Path folder;
  private final ResultTables tables = new ResultTables(2);

  @Test
  void eventsAreWhatTensorFlowReads() throws Exception {
    try (TensorBoardLog log = log(4)) {
      round(1, Optional.empty());
      round(2, Optional.of(0.25));
      exponents(2, 1, 1.5, 5);
      log.append(tables);
      assertThat(events()).as("while the run goes on").hasSize(5);
      round(3, Optional.empty());
      round(4, Optional.of(0.5));
      exponents(4, 3, 3, 3);
      device(0, 0.25);
      device(1, 0.75);
      log.finish(tables);
    }

    List<Event> events = events();
    assertThat(events.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(events.get(1).getSessionLog().getStatus()).isEqualTo(SessionLog.SessionStatus.START);
    assertThat(events.stream().map(Event::getStep))
        .containsExactly(0L, 0L, 0L, 1L, 2L, 3L, 4L, 4L, 4L);
    assertThat(events.stream().map(Event::getWallTime)).isSorted();
    // Each of the four rounds took a second, and the evaluations half a second.
    assertThat(events.get(6).getWallTime() - events.get(2).getWallTime()).isBetween(4.999, 5.001);
    assertThat(tags(events.get(3)))
        .contains("training_loss_mean", "bytes_sent", "p_decision")
        .doesNotContain("accuracy_mean");
    assertThat(value(events.get(6), "accuracy_mean").getSimpleValue()).isEqualTo(0.5f);
    assertThat(value(events.get(6), "bytes_sent").getSimpleValue()).isEqualTo(4f);

    HistogramProto p = value(events.get(4), "p_decision_devices").getHisto();
    assertThat(List.of(p.getMin(), p.getMax(), p.getNum(), p.getSum(), p.getSumSquares()))
        .containsExactly(1.0, 5.0, 3.0, 7.5, 28.25);
    assertThat(p.getBucketLimitList()).hasSize(30).isSorted().endsWith(5.0);
    assertThat(p.getBucketList().stream().mapToDouble(Double::doubleValue).sum()).isEqualTo(3);
    assertThat(value(events.get(6), "p_decision_devices").getHisto().getBucketList())
        .containsExactly(3.0);
    assertThat(value(events.get(7), "accuracy_devices").getHisto().getSum()).isEqualTo(1);
  }

  @Test
  void settingsAreHyperparameters() throws Exception {
    try (TensorBoardLog log = log(1)) {
      round(1, Optional.of(0.5));
      ArabicDigits.with(
          () -> {
            log.finish(tables);
            return log;
          });
    }
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("in every locale")
          .anyMatch(name -> name.matches("events[.]out[.]tfevents[.][0-9]{10}[.]hyperprism"));
    }

    Summary.Value start = value(events().get(2), "_hparams_/session_start_info");
    assertThat(start.getMetadata().getPluginData().getPluginName()).isEqualTo("hparams");
    // By the numbers of the fields in TensorBoard's plugin_data.proto.
    UnknownFieldSet info =
        UnknownFieldSet.parseFrom(start.getMetadata().getPluginData().getContent())
            .getField(3)
            .getLengthDelimitedList()
            .stream()
            .map(TensorBoardLogTest::parse)
            .findFirst()
            .orElseThrow();
    Map<String, Value> expected =
        Map.of(
            "seed", Value.newBuilder().setNumberValue(7).build(),
            "links.kind", Value.newBuilder().setStringValue("density").build(),
            "partition.balanced", Value.newBuilder().setBoolValue(true).build());
    assertThat(info.getField(1).getLengthDelimitedList()).hasSize(expected.size());
    for (var entry : info.getField(1).getLengthDelimitedList()) {
      UnknownFieldSet pair = parse(entry);
      String key = pair.getField(1).getLengthDelimitedList().get(0).toStringUtf8();
      assertThat(Value.parseFrom(pair.getField(2).getLengthDelimitedList().get(0)))
          .isEqualTo(expected.get(key));
    }
    assertThat(tags(events().get(events().size() - 1)))
        .containsExactly("_hparams_/session_end_info");
  }

  @Test
  void manyRoundsAreThinned() throws Exception {
    try (TensorBoardLog log = log(10_000)) {
      for (int round = 1; round <= 10_000; round++) {
        round(round, round % 5_000 == 3 ? Optional.of(0.5) : Optional.empty());
      }
      log.finish(tables);
    }
    assertThat(events()).hasSize(3 + 1000 + 2 + 1);
  }

  @Test
  void whatCannotBeWrittenEndsNothing() throws Exception {
    Files.writeString(folder.resolve("tensorboard"), "a file where a folder should be");
    try (TensorBoardLog log = log(2)) {
      round(1, Optional.of(0.5));
      log.append(tables);
      round(2, Optional.of(0.5));
      log.finish(tables);
    }
    assertThat(folder.resolve("tensorboard")).hasContent("a file where a folder should be");
  }

  private TensorBoardLog log(int rounds) {
    return new TensorBoardLog(
        RunDirectory.existing(folder.toString(), new Configuration()).orElseThrow(),
        method -> SETTINGS,
        rounds);
  }

  private List<Event> events() throws Exception {
    return EventReader.read(folder.resolve("tensorboard/dpsgd"));
  }

  private static UnknownFieldSet parse(com.google.protobuf.ByteString bytes) {
    try {
      return UnknownFieldSet.parseFrom(bytes);
    } catch (com.google.protobuf.InvalidProtocolBufferException damaged) {
      throw new IllegalStateException(damaged);
    }
  }

  private static List<String> tags(Event event) {
    return event.getSummary().getValueList().stream().map(Summary.Value::getTag).toList();
  }

  private static Summary.Value value(Event event, String tag) {
    return event.getSummary().getValueList().stream()
        .filter(value -> value.getTag().equals(tag))
        .findFirst()
        .orElseThrow();
  }

  private void exponents(int round, double... exponents) {
    for (int device = 0; device < exponents.length; device++) {
      tables
          .exponents()
          .add(new DeviceExponent("dpsgd", round, device, ModelPart.DECISION, exponents[device]));
    }
  }

  private void device(int device, double accuracy) {
    tables
        .devices()
        .add(
            new DeviceMetrics(
                "dpsgd",
                device,
                10,
                2,
                accuracy,
                1,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                OptionalDouble.empty()));
  }

  private void round(int round, Optional<Double> accuracy) {
    DeviceStatistics three = DeviceStatistics.of(new double[] {3});
    tables
        .metrics()
        .add(
            new RoundMetrics(
                "dpsgd",
                round,
                accuracy.map(
                    mean ->
                        new RoundMetrics.EvaluationMetrics(
                            DeviceStatistics.of(new double[] {mean}),
                            three,
                            0.25,
                            0,
                            10,
                            Optional.empty())),
                1,
                1,
                0.5,
                new RoundMetrics.Traffic(2, 0, 0, round),
                Map.of(ModelPart.DECISION, three),
                0.1,
                0,
                new RoundMetrics.Timing(1, 1, 1, accuracy.isPresent() ? 0.5 : 0),
                Optional.empty(),
                OptionalInt.empty()));
  }
}
