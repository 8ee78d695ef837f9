package org.hyperprism.fuzz;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.availability.TimeUnit;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.engine.block.BlockLayout;
import org.hyperprism.engine.checkpoint.CheckpointStore;
import org.hyperprism.experiment.configuration.ConfigurationLoader;
import org.hyperprism.experiment.models.ModelFile;
import org.hyperprism.experiment.table.AmountTable;
import org.hyperprism.experiment.table.AvailabilityTable;
import org.hyperprism.model.dl4j.ImportedNetworks;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.results.Summary;
import org.hyperprism.sweep.SweepLoader;
import org.hyperprism.sweep.tuning.TuningLoader;
import org.hyperprism.testing.Reading;
import org.junit.jupiter.api.io.TempDir;

/** Files of a run that are none; the inputs lie in the resources, in a folder a method. */
class ReadersFuzzTest {

  private static final FeatureShape SHAPE = new FeatureShape(1, 4, 4);
  private static final int CLASSES = 3;

  @TempDir Path folder;

  @FuzzTest
  void configuration(byte[] file) throws Exception {
    Path path = Files.write(folder.resolve("experiment.conf"), file);
    Reading.readsOrRefuses(() -> ConfigurationLoader.load(Optional.of(path), List.of()));
  }

  @FuzzTest
  void sweep(byte[] file) throws Exception {
    Path path = Files.write(folder.resolve("sweep.conf"), file);
    Reading.readsOrRefuses(() -> SweepLoader.load(path, List.of()));
  }

  @FuzzTest
  void search(byte[] file) throws Exception {
    Path path = Files.write(folder.resolve("tune.conf"), file);
    Reading.readsOrRefuses(() -> TuningLoader.load(path, List.of()));
  }

  @FuzzTest
  void availability(byte[] file) throws Exception {
    String text = new String(file, StandardCharsets.UTF_8);
    for (TimeUnit unit : TimeUnit.values()) {
      Reading.readsOrRefuses(() -> AvailabilityTable.read(text, "times.csv", CLASSES, unit));
    }
  }

  @FuzzTest
  void amounts(byte[] file) throws Exception {
    String path = Files.write(folder.resolve("amounts.csv"), file).toString();
    AmountTable table = AmountTable.read("time.rate", path);
    Reading.readsOrRefuses(() -> table.ofDevices(CLASSES));
    Reading.readsOrRefuses(() -> table.ofLinks(CLASSES));
  }

  @FuzzTest
  void network(byte[] file) throws Exception {
    String text = new String(file, StandardCharsets.UTF_8);
    Reading.readsOrRefuses(
        () -> ImportedNetworks.read("network.json", text, SHAPE, CLASSES, List.of()));
  }

  @FuzzTest
  void archive(byte[] file) throws Exception {
    Reading.readsOrRefuses(() -> ModelArchive.read("model.zip", file, SHAPE, CLASSES));
  }

  @FuzzTest
  void model(byte[] file) throws Exception {
    String path = Files.write(folder.resolve("model.parquet"), file).toString();
    Reading.readsOrRefuses(() -> ModelFile.read(path, new Configuration()));
  }

  @FuzzTest
  void summary(byte[] file) throws Exception {
    String text = new String(file, StandardCharsets.UTF_8);
    Reading.readsOrRefuses(() -> Summary.parse(text, "summary.json"));
  }

  @FuzzTest
  void checkpoint(byte[] file) throws Exception {
    Files.createDirectories(folder.resolve("round-1"));
    Files.write(folder.resolve("round-1/devices-00000000-2.bin"), file);
    CheckpointStore store = new CheckpointStore(folder.toUri().toString(), new Configuration());
    Reading.readsOrRefuses(() -> store.read(1, BlockLayout.of(2, 1), 0));
  }
}
