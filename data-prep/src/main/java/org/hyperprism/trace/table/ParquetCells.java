package org.hyperprism.trace.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.api.InitContext;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.io.api.Converter;
import org.apache.parquet.io.api.GroupConverter;
import org.apache.parquet.io.api.PrimitiveConverter;
import org.apache.parquet.io.api.RecordMaterializer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Brings the rows of a Parquet file into {@link TraceCells}, the same ones for every row. */
final class ParquetCells extends ReadSupport<TraceCells> {

  private final MessageType wanted;

  /**
   * @param wanted the known columns, in the file's types
   */
  ParquetCells(MessageType wanted) {
    this.wanted = wanted;
  }

  @Override
  public ReadContext init(InitContext context) {
    return new ReadContext(wanted);
  }

  @Override
  public RecordMaterializer<TraceCells> prepareForRead(
      Configuration hadoop, Map<String, String> metadata, MessageType schema, ReadContext context) {
    return new Materializer(wanted);
  }

  private static final class Materializer extends RecordMaterializer<TraceCells> {

    private final TraceCells cells = new TraceCells();
    private final GroupConverter root;

    Materializer(MessageType wanted) {
      List<Converter> converters = new ArrayList<>();
      for (Type type : wanted.getFields()) {
        converters.add(new Cell(cells, TraceColumn.named(type.getName()).orElseThrow()));
      }
      root =
          new GroupConverter() {
            @Override
            public Converter getConverter(int index) {
              return converters.get(index);
            }

            @Override
            public void start() {
              cells.clear();
            }

            @Override
            public void end() {}
          };
    }

    @Override
    public TraceCells getCurrentRecord() {
      return cells;
    }

    @Override
    public GroupConverter getRootConverter() {
      return root;
    }
  }

  private static final class Cell extends PrimitiveConverter {

    private final TraceCells cells;
    private final TraceColumn column;

    Cell(TraceCells cells, TraceColumn column) {
      this.cells = cells;
      this.column = column;
    }

    @Override
    public void addInt(int value) {
      cells.set(column, value);
    }

    @Override
    public void addLong(long value) {
      cells.set(column, (double) value); // exact for all numbers that a trace may have
    }

    @Override
    public void addFloat(float value) {
      cells.set(column, value);
    }

    @Override
    public void addDouble(double value) {
      cells.set(column, value);
    }
  }
}
