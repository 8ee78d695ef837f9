package org.hyperprism.model.dl4j;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.failure.DataException;
import org.hyperprism.model.ImportedModel;
import org.hyperprism.model.LayeredModel;
import org.hyperprism.model.ModelDefinition;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A model as the zip file of Deeplearning4j's {@code ModelSerializer}, which Deeplearning4j opens
 * without us: {@code configuration.json}, the layers, and {@code coefficients.bin}, the parameters.
 *
 * @param model the architecture
 * @param weights float32[d], in the order of the architecture
 */
public record ModelArchive(ModelDefinition model, float[] weights) {

  /** What the names of such files end in. */
  public static final String SUFFIX = ".zip";

  private static final String CONFIGURATION = "configuration.json";
  private static final String COEFFICIENTS = "coefficients.bin";

  /** The earliest that a zip file can name. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /** The file; the same model gives the same bytes. */
  public byte[] zip() {
    Dl4jRuntime.start();
    NativeSection section = new NativeSection();
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (NativeSection inside = section.enter();
        INDArray parameters = Nd4j.create(weights, new long[] {1, weights.length}, 'c')) {
      MultiLayerConfiguration configuration = NetworkConfigurations.of(model);
      if (model instanceof LayeredModel) {
        // Deeplearning4j would name the time of day.
        configuration.getConfs().forEach(layer -> layer.setSeed(0));
      }
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init(parameters, true);
      ModelSerializer.writeModel(network, written, false);
      network.close();
      return withoutTimes(written.toByteArray());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    } finally {
      section.retire();
    }
  }

  private static byte[] withoutTimes(byte[] zip) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> content : entries(zip).entrySet()) {
        ZipEntry entry = new ZipEntry(content.getKey());
        entry.setTimeLocal(NO_TIME);
        out.putNextEntry(entry);
        out.write(content.getValue());
        out.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static Map<String, byte[]> entries(byte[] zip) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        entries.put(entry.getName(), in.readAllBytes());
      }
    }
    return entries;
  }

  /**
   * Reads a model that {@link #zip} or Deeplearning4j wrote. Serialised Java objects, which such a
   * file may hold besides, are not touched.
   *
   * @param name of the file, for messages
   * @param shape of the samples that it is for
   * @param classes number of classes
   * @throws DataException if it is no such file
   * @throws org.hyperprism.failure.ConfigurationException if the network does not fit the samples,
   *     or has layers that are not known here
   */
  public static ModelArchive read(String name, byte[] zip, FeatureShape shape, int classes) {
    Dl4jRuntime.start();
    Map<String, byte[]> entries;
    try {
      entries = entries(zip);
    } catch (IOException | IllegalArgumentException damaged) {
      // The latter where the name of an entry is no text.
      throw new DataException(refusal(name, "is damaged: " + damaged.getMessage()), damaged);
    }
    byte[] configuration = entries.get(CONFIGURATION);
    byte[] coefficients = entries.get(COEFFICIENTS);
    if (configuration == null || coefficients == null) {
      throw new DataException(
          refusal(name, "has no " + (configuration == null ? CONFIGURATION : COEFFICIENTS)));
    }
    ImportedModel model =
        ImportedNetworks.read(
            name, new String(configuration, StandardCharsets.UTF_8), shape, classes, List.of());
    float[] weights = coefficients(name, coefficients);
    int expected = model.layout().parameters();
    if (weights.length != expected) {
      throw new DataException(
          refusal(
              name, "has %d parameters, and its layers %d".formatted(weights.length, expected)));
    }
    return new ModelArchive(model, weights);
  }

  private static float[] coefficients(String name, byte[] coefficients) {
    NativeSection section = new NativeSection();
    try (NativeSection inside = section.enter();
        INDArray parameters = Nd4j.read(new ByteArrayInputStream(coefficients))) {
      if (parameters.dataType() != DataType.FLOAT) {
        throw new DataException(
            refusal(
                name,
                "has parameters of type %s, expected FLOAT".formatted(parameters.dataType())));
      }
      return parameters.ravel().toFloatVector();
    } catch (DataException refused) {
      throw refused;
    } catch (RuntimeException damaged) {
      // ND4J has no exception of its own for what is no array.
      throw new DataException(refusal(name, "has damaged parameters"), damaged);
    } finally {
      section.retire();
    }
  }

  private static String refusal(String name, String reason) {
    return "%s %s; expected a model that hyperprism export or Deeplearning4j's ModelSerializer wrote"
        .formatted(name, reason);
  }
}
