package org.hyperprism.experiment.models;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.SerializableConfiguration;
import org.hyperprism.engine.DeviceModels;
import org.hyperprism.engine.block.DeviceBlock;
import org.hyperprism.experiment.configuration.KeptModels;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.model.ParameterArray;
import org.hyperprism.model.dl4j.ParameterArrays;
import org.hyperprism.results.RunDirectory;
import org.hyperprism.spark.PlainFileSystem;
import org.hyperprism.spark.WholeFile;

/**
 * The models of a method in a run directory, a {@link ModelFile} for each device: {@code
 * models/method=METHOD/device-NNNNN.parquet}, which Spark reads as one table with a column {@code
 * method}. Whoever holds a device writes its file, so no model reaches the driver, and how the
 * devices were spread makes no difference.
 */
public final class ModelFolder implements Serializable {

  private static final long serialVersionUID = 1L;

  private final KeptRound which;
  private final String folder;
  private final SerializableConfiguration hadoop;
  private final ModelDescription description;
  private final List<ParameterArray> arrays;
  private final KeptModels kept;

  /**
   * @param directory where the run's files are
   * @param which after which round they are
   * @param kept the devices whose models are written
   */
  public ModelFolder(
      RunDirectory directory,
      KeptRound which,
      Configuration hadoop,
      ModelDescription description,
      KeptModels kept) {
    this.which = which;
    this.folder = directory.uri(name(which, description.method()));
    this.hadoop = new SerializableConfiguration(hadoop);
    this.description = description;
    this.arrays = ParameterArrays.of(description.model());
    this.kept = kept;
  }

  /** The folder of a method in a run directory. */
  public static String name(KeptRound which, String method) {
    return which.folder() + "/method=" + method;
  }

  /** The file of a device in a run directory. */
  public static String file(KeptRound which, String method, int device) {
    return fileIn(name(which, method), device);
  }

  /** The file of a device in such a folder. */
  static String fileIn(String folder, int device) {
    return "%s/%s".formatted(folder, name(device));
  }

  private static String name(int device) {
    return String.format(Locale.ROOT, "device-%05d.parquet", device);
  }

  /** Writes those that are kept, from where they are. */
  public void write(DeviceModels models, JavaSparkContext spark) {
    models.blocks(spark).foreach(this::write);
  }

  private void write(DeviceBlock block) {
    int end = block.first() + block.count();
    try {
      for (int device = block.first(); device < end; device++) {
        if (kept.contains(device)) {
          write(block, device);
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "%s cannot be written: %s; %s, or set %s to none"
              .formatted(folder, FileFailure.reason(e), FileFailure.remedy(e), which.setting()),
          e);
    }
  }

  private void write(DeviceBlock block, int device) throws IOException {
    Path file = new Path(folder, name(device));
    FileSystem files = PlainFileSystem.toWrite(file, hadoop.value());
    byte[] content =
        ModelFile.bytes(
            new StoredModel(description, device, block.model(device - block.first())), arrays);
    WholeFile.write(files, file, out -> out.write(content));
  }
}
