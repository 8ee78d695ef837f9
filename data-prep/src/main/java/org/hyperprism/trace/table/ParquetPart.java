package org.hyperprism.trace.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.hyperprism.failure.DataException;
import org.hyperprism.spark.CheckedPages;
import org.hyperprism.trace.TraceInformation;

/** One Parquet file of a trace: what its footer says, and its rows. */
final class ParquetPart {

  private final TracePart part;
  private final Configuration hadoop;
  private final Set<TraceColumn> columns;
  private final MessageType wanted;
  private final Map<String, String> metadata;

  private ParquetPart(
      TracePart part, Configuration hadoop, Set<TraceColumn> columns, FileMetaData footer) {
    this.part = part;
    this.hadoop = hadoop;
    this.columns = columns;
    List<Type> types = new ArrayList<>();
    for (TraceColumn column : columns) {
      types.add(footer.getSchema().getType(column.columnName()));
    }
    this.wanted = new MessageType(footer.getSchema().getName(), types);
    Map<String, String> named = new HashMap<>(footer.getKeyValueMetaData());
    named.values().removeIf(Objects::isNull); // Parquet allows names without a value
    this.metadata = Map.copyOf(named);
  }

  /**
   * Reads the footer.
   *
   * @throws DataException if it is not that of a trace
   */
  static ParquetPart open(TracePart part, Configuration hadoop) throws IOException {
    FileMetaData footer;
    try (ParquetFileReader reader =
        ParquetFileReader.open(HadoopInputFile.fromStatus(part.file(), hadoop))) {
      footer = reader.getFooter().getFileMetaData();
    } catch (RuntimeException | StackOverflowError notParquet) {
      throw unreadable(part, notParquet);
    }
    List<String> names = footer.getSchema().getFields().stream().map(Type::getName).toList();
    Set<TraceColumn> columns = TraceColumns.of(names, part.round().isPresent(), part.name());
    if (part.round().isPresent()) {
      columns.remove(TraceColumn.ROUND); // the folder's name counts
    }
    for (TraceColumn column : columns) {
      checkType(column, footer.getSchema().getType(column.columnName()), part.name());
    }
    return new ParquetPart(part, hadoop, columns, footer);
  }

  OptionalInt folderRound() {
    return part.round();
  }

  Optional<TraceInformation> information() {
    return ParquetMetadataText.read(metadata, part.name());
  }

  /** The rows of one round, in the file's order; only the pages that hold it are read. */
  List<TraceRow> round(int round) throws IOException {
    if (part.round().isPresent() && part.round().getAsInt() != round) {
      return List.of();
    }
    List<TraceRow> rows = new ArrayList<>();
    try (Rows reader = new Rows(part.round().isPresent() ? FilterCompat.NOOP : only(round))) {
      for (Optional<TraceRow> row = reader.next(); row.isPresent(); row = reader.next()) {
        rows.add(row.get());
      }
    }
    return rows;
  }

  /** All rows, one after the other. */
  Rows rows() throws IOException {
    return new Rows(FilterCompat.NOOP);
  }

  private FilterCompat.Filter only(int round) {
    String name = TraceColumn.ROUND.columnName();
    boolean wide =
        wanted.getType(name).asPrimitiveType().getPrimitiveTypeName() == PrimitiveTypeName.INT64;
    return FilterCompat.get(
        wide
            ? FilterApi.eq(FilterApi.longColumn(name), (long) round)
            : FilterApi.eq(FilterApi.intColumn(name), round));
  }

  private static void checkType(TraceColumn column, Type type, String file) {
    boolean plain = type.isPrimitive() && !type.isRepetition(Type.Repetition.REPEATED);
    if (plain) {
      PrimitiveType primitive = type.asPrimitiveType();
      LogicalTypeAnnotation annotation = primitive.getLogicalTypeAnnotation();
      boolean number =
          annotation == null
              || annotation instanceof LogicalTypeAnnotation.IntLogicalTypeAnnotation;
      boolean whole =
          primitive.getPrimitiveTypeName() == PrimitiveTypeName.INT32
              || primitive.getPrimitiveTypeName() == PrimitiveTypeName.INT64;
      boolean floating =
          primitive.getPrimitiveTypeName() == PrimitiveTypeName.FLOAT
              || primitive.getPrimitiveTypeName() == PrimitiveTypeName.DOUBLE;
      if (number && (whole || (floating && !column.isWhole()))) {
        return;
      }
    }
    throw new DataException(
        "%s: the column %s has the type '%s'; expected %s"
            .formatted(
                file,
                column.columnName(),
                type.toString().strip(),
                column.isWhole() ? "int32 or int64" : "float, double, int32 or int64"));
  }

  private static DataException unreadable(TracePart part, Throwable failure) {
    return new DataException(
        "%s cannot be read as Parquet (%s); expected a trace in Parquet: write it again, or name it"
                .formatted(
                    part.name(),
                    failure instanceof StackOverflowError
                        ? "its columns are nested too deeply"
                        : String.valueOf(failure.getMessage()).lines().findFirst().orElse(""))
            + " .csv if it is one",
        failure);
  }

  /** A walk over rows, in the file's order. */
  final class Rows implements AutoCloseable {

    private final ParquetReader<TraceCells> reader;

    private Rows(FilterCompat.Filter filter) throws IOException {
      reader =
          ParquetReader.builder(new ParquetCells(wanted), part.file().getPath())
              .withConf(hadoop)
              .withCodecFactory(new CheckedPages(hadoop))
              .usePageChecksumVerification()
              .withFilter(filter)
              .build();
    }

    /** The next row; empty after the last. */
    Optional<TraceRow> next() throws IOException {
      TraceCells cells;
      long number;
      try {
        cells = reader.read();
        if (cells == null) {
          return Optional.empty();
        }
        number = reader.getCurrentRowIndex() + 1;
      } catch (RuntimeException | StackOverflowError damaged) {
        throw unreadable(part, damaged);
      }
      part.round().ifPresent(round -> cells.set(TraceColumn.ROUND, round));
      return Optional.of(TraceRow.of(cells, columns, part.name(), number));
    }

    @Override
    public void close() throws IOException {
      reader.close();
    }
  }
}
