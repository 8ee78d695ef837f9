package org.hyperprism.partition.table;

import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;

/** Brings the rows of a Parquet file into a {@link StoredSample}, the same one for every row. */
final class StoredSampleCells extends ReadSupport<StoredSample> {

  private final List<String> columns;

  /**
   * @param columns names of those that are read
   */
  StoredSampleCells(List<String> columns) {
    this.columns = List.copyOf(columns);
  }

  @Override
  public ReadContext init(InitContext context) {
    MessageType file = context.getFileSchema();
    return new ReadContext(
        new MessageType(file.getName(), columns.stream().map(file::getType).toList()));
  }

  @Override
  public RecordMaterializer<StoredSample> prepareForRead(
      Configuration hadoop, Map<String, String> metadata, MessageType schema, ReadContext context) {
    return new Materializer(context.getRequestedSchema());
  }

  private static final class Materializer extends RecordMaterializer<StoredSample> {

    private final StoredSample row = new StoredSample();
    private final GroupConverter root;

    Materializer(MessageType wanted) {
      Cell[] cells =
          wanted.getFields().stream().map(type -> new Cell(type.getName())).toArray(Cell[]::new);
      this.root =
          new GroupConverter() {
            @Override
            public Converter getConverter(int index) {
              return cells[index];
            }

            @Override
            public void start() {
              row.clear();
            }

            @Override
            public void end() {}
          };
    }

    @Override
    public StoredSample getCurrentRecord() {
      return row;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }

    private final class Cell extends PrimitiveConverter {

      private final String column;

      Cell(String column) {
        this.column = column;
      }

      @Override
      public void addInt(int value) {
        switch (column) {
          case StoredPart.DEVICE -> row.device = value;
          case StoredPart.SAMPLE -> row.sample = value;
          default -> row.label = value;
        }
      }

      @Override
      public void addBinary(Binary value) {
        row.features = value.getBytesUnsafe();
      }
    }
  }
}
