package org.hyperprism.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.links.RecordedLinks;
import org.hyperprism.report.RunPictures;
import org.hyperprism.report.page.ReportPage;
import org.hyperprism.results.EvaluatedOn;
import org.hyperprism.results.ResultTables;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.results.RunIdentity;
import org.hyperprism.results.Summary;
import org.hyperprism.results.lock.LockOwner;
import org.hyperprism.results.recorded.ExampleRuns;
import org.hyperprism.results.recorded.RecordedRuns;
import org.hyperprism.testing.Reading;
import org.junit.jupiter.api.io.TempDir;

/**
 * Directories of runs that somebody sent, to be reported or carried on, each with one file that no
 * run wrote; the inputs lie in the resources, in a folder a method.
 */
class RunFilesFuzzTest {

  private static final Configuration HADOOP = new Configuration();
  private static final String METHOD = "dpsgd";
  private static final int ROUNDS = 4;

  @TempDir Path folder;

  @FuzzTest
  void recordedSettings(byte[] file) throws Exception {
    reports("resolved.conf", file);
  }

  @FuzzTest
  void recordedRounds(byte[] file) throws Exception {
    reports("metrics.csv", file);
  }

  @FuzzTest
  void recordedEnvironment(byte[] file) throws Exception {
    reports("environment.json", file);
    Reading.readsOrRefuses(() -> RunIdentity.of(directory()));
  }

  @FuzzTest
  void completionMark(byte[] file) throws Exception {
    CheckpointStore store = new CheckpointStore(folder.toUri().toString(), HADOOP);
    store.save(1, () -> store.write(1, DeviceBlock.zeros(0, 2, 3, 1, 1)));
    Files.write(folder.resolve("round-1/complete"), file);
    Files.deleteIfExists(folder.resolve("round-1/.complete.crc"));
    Reading.readsOrRefuses(store::latestRound);
  }

  @FuzzTest
  void takenUpRounds(byte[] file) throws Exception {
    takesUp("metrics.csv", file);
  }

  @FuzzTest
  void takenUpExponents(byte[] file) throws Exception {
    takesUp("exponents.csv", file);
  }

  @FuzzTest
  void lock(byte[] file) throws Exception {
    String text = new String(file, StandardCharsets.UTF_8);
    Reading.readsOrRefuses(
        () -> LockOwner.parse(text).ifPresent(owner -> assertThat(said(owner)).isNotBlank()));
  }

  private static String said(LockOwner owner) {
    return owner + (owner.hasEnded() ? " has ended" : " runs");
  }

  /** Read and drawn: a number that is read may still be none that there can be a figure of. */
  private void reports(String name, byte[] file) throws Exception {
    Path run = new ExampleRuns().write(folder.resolve("run"));
    Files.write(run.resolve(name), file);
    Reading.readsOrRefuses(
        () ->
            new ReportPage(
                    RecordedRuns.read(List.of(run.toString()), HADOOP), new RecordedLinks(HADOOP))
                .html());
  }

  /** What a run that goes on does with the rounds before. */
  private void takesUp(String name, byte[] file) throws Exception {
    Files.write(folder.resolve(name), file);
    Reading.readsOrRefuses(
        () -> {
          ResultTables tables = new ResultTables(3);
          tables.takeUp(directory(), Map.of(METHOD, ROUNDS));
          tables.writeAll(directory());
          RunPictures.accuracies(tables, List.of(METHOD), "");
          Summary.of(
              tables.metrics(),
              EvaluatedOn.TEST,
              2,
              ROUNDS,
              Map.of(METHOD, ""),
              OptionalDouble.empty());
        });
  }

  private RunDirectory directory() {
    return RunDirectory.existing(folder.toString(), HADOOP).orElseThrow();
  }
}
