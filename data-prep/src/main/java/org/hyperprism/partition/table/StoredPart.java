package org.hyperprism.partition.table;

import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.Operators.IntColumn;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.hyperprism.failure.DataException;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.FileFailure;
import org.hyperprism.spark.CheckedPages;
import org.jspecify.annotations.Nullable;

/**
 * One Parquet file of a stored table.
 *
 * @param file its URI
 * @param rows how many samples it has
 * @param first the lowest device in it; 0 where nobody knows
 * @param last the highest device in it; the largest number where nobody knows
 */
record StoredPart(String file, long rows, int first, int last) implements Serializable {

  static final String DEVICE = "device";
  static final String SAMPLE = "sample";
  static final String LABEL = "label";
  static final String FEATURES = "features";

  private static final long serialVersionUID = 1L;

  /**
   * Reads the footer of a file of training or of test samples.
   *
   * @throws DataException if it is not one
   */
  static StoredPart open(String file, boolean ofDevices, Configuration hadoop) {
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), hadoop))) {
      checkColumns(file, ofDevices, reader.getFileMetaData().getSchema());
      int first = Integer.MAX_VALUE;
      int last = 0;
      for (BlockMetaData group : reader.getFooter().getBlocks()) {
        @Nullable Statistics<?> known = ofDevices ? deviceStatistics(group) : null;
        if (known instanceof IntStatistics devices && devices.hasNonNullValue()) {
          first = Math.min(first, devices.getMin());
          last = Math.max(last, devices.getMax());
        } else {
          first = 0;
          last = Integer.MAX_VALUE;
        }
      }
      return new StoredPart(file, reader.getRecordCount(), first, last);
    } catch (IOException e) {
      throw unreachable(file, e);
    } catch (RuntimeException | StackOverflowError notParquet) {
      throw notParquet instanceof DataException data ? data : unreadable(file, notParquet);
    }
  }

  private static Statistics<?> deviceStatistics(BlockMetaData group) {
    return group.getColumns().stream()
        .filter(column -> column.getPath().toDotString().equals(DEVICE))
        .map(ColumnChunkMetaData::getStatistics)
        .findFirst()
        .orElseThrow();
  }

  private static void checkColumns(String file, boolean ofDevices, MessageType schema) {
    for (String name : columns(ofDevices)) {
      PrimitiveTypeName expected =
          name.equals(FEATURES) ? PrimitiveTypeName.BINARY : PrimitiveTypeName.INT32;
      if (!schema.containsField(name) || !isOf(expected, schema.getType(name))) {
        throw new DataException(
            "%s has no column %s of type %s but %s; expected a table of a partitioned data set: write it again"
                .formatted(
                    file,
                    name,
                    expected.name().toLowerCase(Locale.ROOT),
                    schema.getFields().stream()
                        .map(type -> type.toString().strip())
                        .collect(Collectors.joining(", "))));
      }
    }
  }

  private static boolean isOf(PrimitiveTypeName expected, Type column) {
    return column.isPrimitive()
        && !column.isRepetition(Type.Repetition.REPEATED)
        && column.asPrimitiveType().getPrimitiveTypeName() == expected;
  }

  private static List<String> columns(boolean ofDevices) {
    return ofDevices ? List.of(DEVICE, SAMPLE, LABEL, FEATURES) : List.of(SAMPLE, LABEL, FEATURES);
  }

  /** Whether samples of the devices {@code [from, to)} may be in it. */
  boolean mayHold(int from, int to) {
    return first < to && last >= from;
  }

  /** Visits the samples of the devices {@code [from, to)}, in the order of the file. */
  void forEach(int from, int to, Configuration hadoop, Consumer<StoredSample> visitor) {
    IntColumn device = FilterApi.intColumn(DEVICE);
    forEach(
        true,
        FilterCompat.get(FilterApi.and(FilterApi.gtEq(device, from), FilterApi.lt(device, to))),
        hadoop,
        visitor);
  }

  /** Visits the samples of a table without devices. */
  void forEach(Configuration hadoop, Consumer<StoredSample> visitor) {
    forEach(false, FilterCompat.NOOP, hadoop, visitor);
  }

  private void forEach(
      boolean ofDevices,
      FilterCompat.Filter filter,
      Configuration hadoop,
      Consumer<StoredSample> visitor) {
    try (ParquetReader<StoredSample> reader =
        ParquetReader.builder(new StoredSampleCells(columns(ofDevices)), new Path(file))
            .withConf(hadoop)
            .withCodecFactory(new CheckedPages(hadoop))
            .usePageChecksumVerification()
            .withFilter(filter)
            .build()) {
      for (@Nullable StoredSample row = read(reader); row != null; row = read(reader)) {
        visitor.accept(row);
      }
    } catch (IOException e) {
      throw unreachable(file, e);
    }
  }

  private @Nullable StoredSample read(ParquetReader<StoredSample> reader) throws IOException {
    try {
      return reader.read();
    } catch (RuntimeException | StackOverflowError damaged) {
      throw unreadable(file, damaged);
    }
  }

  private static DataException unreadable(String file, Throwable failure) {
    return new DataException(
        "%s cannot be read as Parquet (%s); expected a table of a partitioned data set: write it again"
            .formatted(
                file, String.valueOf(failure.getMessage()).lines().findFirst().orElse("damaged")),
        failure);
  }

  private static EnvironmentException unreachable(String file, IOException failure) {
    return new EnvironmentException(
        "cannot read %s (%s): check the path, the permissions and, on a cluster, that every node sees it"
            .formatted(file, FileFailure.reason(failure)),
        failure);
  }
}
