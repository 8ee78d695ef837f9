package org.hyperprism.experiment.models;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.util.SerializableConfiguration;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.engine.device.InitialModels;
import org.hyperprism.experiment.configuration.ExperimentConfiguration;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.model.dl4j.ParameterArrays;
import org.hyperprism.results.HadoopSettings;
import org.hyperprism.results.RunIdentity;

/**
 * The models from files that the devices begin with ({@code startFrom}): one for all devices, which
 * the driver reads and hands on, or one for each, which are read where the devices are. All are
 * looked at before a run begins.
 *
 * @param models what the devices begin with
 * @param checksum CRC-32 of the numbers of all models, in the order of the devices; eight
 *     hexadecimal digits
 */
public record ModelStart(InitialModels models, String checksum) implements Serializable {

  private static final long serialVersionUID = 1L;

  private static final String SETTING = "startFrom";

  /** A folder of {@link ModelFolder}, read device by device. */
  private record OfEachDevice(String folder, SerializableConfiguration hadoop)
      implements InitialModels {

    private static final long serialVersionUID = 1L;

    @Override
    public float[] of(int device) {
      return ModelFile.read(ModelFolder.fileIn(folder, device), hadoop.value()).weights();
    }
  }

  /**
   * The start of an experiment; empty if it is drawn by the seed.
   *
   * @param model the experiment's architecture
   * @throws org.hyperprism.failure.HyperPrismException if a model is missing, of another
   *     architecture, or has numbers that are not finite
   */
  public static Optional<ModelStart> of(
      ExperimentConfiguration configuration, ModelDefinition model) {
    return configuration
        .startFrom()
        .map(place -> read(place, configuration.devices(), model, HadoopSettings.current()));
  }

  private static ModelStart read(
      String place, int devices, ModelDefinition model, Configuration hadoop) {
    Path path = path(place);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (files.getFileStatus(path).isDirectory()) {
        return ofEachDevice(place, path.toString(), devices, model, hadoop);
      }
      float[] weights =
          ModelFile.isArchive(place)
              ? archived(place, files, path, model)
              : stored(place, path.toString(), model, hadoop);
      CRC32 checksum = new CRC32();
      add(weights, place, checksum);
      return new ModelStart(
          InitialModels.common(weights), RunIdentity.hexadecimal(checksum.getValue()));
    } catch (FileNotFoundException missing) {
      throw new ConfigurationException(
          "%s is %s, but there is no such file or folder; check the path, or leave %s out"
              .formatted(SETTING, place, SETTING),
          missing);
    } catch (IOException unreadable) {
      throw new EnvironmentException(
          "%s is %s, which cannot be read: %s; check the path and its permissions"
              .formatted(SETTING, place, FileFailure.reason(unreadable)),
          unreadable);
    }
  }

  /** A name of this machine if there is such a file, and else of the file system it names. */
  private static Path path(String place) {
    try {
      Path path = new Path(place);
      boolean isHere =
          path.toUri().getScheme() == null && Files.exists(java.nio.file.Path.of(place));
      return isHere ? new Path(java.nio.file.Path.of(place).toUri()) : path;
    } catch (IllegalArgumentException noPath) {
      throw new ConfigurationException(
          "%s is '%s', which is no path (%s); expected a file or folder with models"
              .formatted(SETTING, place, noPath.getMessage()),
          noPath);
    }
  }

  private static ModelStart ofEachDevice(
      String place, String folder, int devices, ModelDefinition model, Configuration hadoop)
      throws IOException {
    FileSystem files = new Path(folder).getFileSystem(hadoop);
    CRC32 checksum = new CRC32();
    for (int device = 0; device <= devices; device++) {
      String file = ModelFolder.fileIn(folder, device);
      boolean isWanted = device < devices;
      if (files.exists(new Path(file)) != isWanted) {
        throw new ConfigurationException(
            "%s is %s, which has %s model of device %d, but devices is %d; expected a folder models/method=METHOD of a run with as many devices and keepModels = all, or one file for all devices"
                .formatted(SETTING, place, isWanted ? "no" : "a", device, devices));
      }
      if (isWanted) {
        add(stored(file, file, model, hadoop), file, checksum);
      }
    }
    return new ModelStart(
        new OfEachDevice(folder, new SerializableConfiguration(hadoop)),
        RunIdentity.hexadecimal(checksum.getValue()));
  }

  private static float[] stored(
      String place, String file, ModelDefinition model, Configuration hadoop) {
    StoredModel stored = ModelFile.read(file, hadoop);
    requireFit(place, stored.description().model(), model);
    return stored.weights();
  }

  private static float[] archived(String place, FileSystem files, Path file, ModelDefinition model)
      throws IOException {
    FeatureShape shape = new FeatureShape(model.channels(), model.height(), model.width());
    try (InputStream in = files.open(file)) {
      ModelArchive archive = ModelArchive.read(place, in.readAllBytes(), shape, model.classes());
      requireFit(place, archive.model(), model);
      return archive.weights();
    }
  }

  private static void requireFit(String place, ModelDefinition found, ModelDefinition expected) {
    List<String> shapes = shapes(found);
    if (!shapes.equals(shapes(expected))) {
      throw new ConfigurationException(
          "%s is %s, whose arrays are %s, but those of model = %s are %s; expected a model of the same architecture"
              .formatted(
                  SETTING,
                  place,
                  String.join(" ", shapes),
                  expected.name(),
                  String.join(" ", shapes(expected))));
    }
  }

  /** The arrays of a model in their order, whatever the layers between them. */
  private static List<String> shapes(ModelDefinition model) {
    return ParameterArrays.of(model).stream()
        .map(array -> array.parameter() + array.shape().toString().replace(" ", ""))
        .toList();
  }

  private static void add(float[] weights, String place, CRC32 checksum) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * weights.length);
    for (int k = 0; k < weights.length; k++) {
      if (!Float.isFinite(weights[k])) {
        throw new DataException(
            "%s: parameter %d of the model in %s is %s; expected finite numbers, those of a run that did not diverge"
                .formatted(SETTING, k, place, weights[k]));
      }
      bytes.putFloat(weights[k]);
    }
    checksum.update(bytes.array());
  }
}
