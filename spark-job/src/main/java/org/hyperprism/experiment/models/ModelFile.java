package org.hyperprism.experiment.models;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.failure.KnownCauses;
import org.hyperprism.model.ParameterArray;
import org.hyperprism.model.dl4j.ModelArchive;
import org.hyperprism.model.dl4j.ParameterArrays;
import org.hyperprism.results.ParquetBytes;
import org.hyperprism.spark.CheckedPages;

/**
 * A model as a Parquet file: a row for each {@link ParameterArray}, {@code device, layer,
 * parameter, shape, values}, and what else belongs to it as properties of the file.
 */
public final class ModelFile {

  private static final String DEVICE = "hyperprism.device";

  private ModelFile() {}

  /** The content of the file. */
  public static byte[] bytes(StoredModel model) {
    return bytes(model, ParameterArrays.of(model.description().model()));
  }

  /**
   * The same.
   *
   * @param arrays the arrays of the weights, in their order
   */
  static byte[] bytes(StoredModel model, List<ParameterArray> arrays) {
    Map<String, String> properties = new TreeMap<>(model.description().properties());
    properties.put(DEVICE, Integer.toString(model.device()));
    ParquetBytes content = new ParquetBytes();
    try (ParquetWriter<ArrayRow> writer = ArrayRow.writer(content, properties)) {
      int from = 0;
      for (ParameterArray array : arrays) {
        writer.write(new ArrayRow(model.device(), array, model.weights(), from));
        from += array.length();
      }
      if (from != model.weights().length) {
        throw new IllegalStateException(
            "%d weights in arrays of %d".formatted(model.weights().length, from));
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return content.toByteArray();
  }

  /** Whether a name is that of a {@link ModelArchive}, and not of such a file. */
  public static boolean isArchive(String place) {
    return place.toLowerCase(Locale.ROOT).endsWith(ModelArchive.SUFFIX);
  }

  /**
   * Reads a model.
   *
   * @param place a path of this machine or a URI
   * @throws ConfigurationException if there is no such file
   * @throws DataException if it holds no model
   */
  public static StoredModel read(String place, Configuration hadoop) {
    try (ParquetFileReader file =
        ParquetFileReader.open(
            HadoopInputFile.fromPath(new Path(place), hadoop),
            HadoopReadOptions.builder(hadoop).withCodecFactory(new CheckedPages(hadoop)).build())) {
      FileMetaData footer = file.getFooter().getFileMetaData();
      Map<String, String> properties = footer.getKeyValueMetaData();
      ModelDescription description = ModelDescription.of(properties, place);
      int expected = description.model().layout().parameters();
      float[] weights = new float[expected];
      long count = weights(file, footer.getSchema(), weights);
      if (count != expected) {
        throw new DataException(
            "%s has %d weights, expected %d for the model %s; the file is not whole"
                .formatted(place, count, expected, description.model().name()));
      }
      int device = Integer.parseInt(properties.getOrDefault(DEVICE, "0"));
      return new StoredModel(description, device, weights);
    } catch (FileNotFoundException missing) {
      throw new ConfigurationException(place + " is not there; check the path", missing);
    } catch (IOException unreadable) {
      throw new EnvironmentException(
          "%s cannot be read (%s); check the path and its permissions"
              .formatted(place, FileFailure.reason(unreadable)),
          unreadable);
    } catch (RuntimeException | StackOverflowError damaged) {
      // Parquet throws anything of a file that is none, or that somebody has changed.
      throw KnownCauses.orElse(
          damaged, () -> new DataException(ModelDescription.refusal(place), damaged));
    }
  }

  /** Fills weights as far as there is room; returns how many there are. */
  private static long weights(ParquetFileReader file, MessageType schema, float[] weights)
      throws IOException {
    ColumnDescriptor values = schema.getColumnDescription(ArrayRow.VALUES_PATH);
    long all = 0;
    PageReadStore pages = file.readNextRowGroup();
    while (pages != null) {
      ColumnReader column =
          new ColumnReadStoreImpl(
                  pages,
                  new DummyRecordConverter(schema).getRootConverter(),
                  schema,
                  file.getFooter().getFileMetaData().getCreatedBy())
              .getColumnReader(values);
      long count = pages.getPageReader(values).getTotalValueCount();
      for (long i = all; i < Math.min(all + count, weights.length); i++) {
        weights[(int) i] = column.getFloat();
        column.consume();
      }
      all += count;
      pages = file.readNextRowGroup();
    }
    return all;
  }
}
