package org.hyperprism.trace.table;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.parquet.column.ParquetProperties.WriterVersion;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.hadoop.util.HadoopStreams;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.jspecify.annotations.Nullable;

/** Writes links as one Parquet file whose bytes depend on the links alone. */
final class ParquetRowWriter {

  /** Small, so that reading one round reads few rows beside it. */
  private static final int PAGE_ROWS = 2048;

  /** Bytes that the writer holds before it writes them; bounds its memory. */
  private static final long ROW_GROUP_BYTES = 16L << 20;

  private ParquetRowWriter() {}

  /**
   * Opens a file of these columns on a stream. Pages are of version 1, because Parquet 1.13 gives
   * those of version 2 no checksum.
   */
  static ParquetWriter<TraceLink> open(
      FSDataOutputStream out,
      TraceInformation information,
      Set<TraceColumn> columns,
      Configuration hadoop)
      throws IOException {
    OrderedFooter file = new OrderedFooter(HadoopStreams.wrap(out));
    return new Builder(file, columns, ParquetMetadataText.of(information))
        .withConf(hadoop)
        .withWriterVersion(WriterVersion.PARQUET_1_0)
        .enablePageWriteChecksum()
        .withDictionaryEncoding(false)
        .withRowGroupSize(ROW_GROUP_BYTES)
        .withPageRowCountLimit(PAGE_ROWS)
        .withCompressionCodec(CompressionCodecName.SNAPPY)
        .build();
  }

  private static MessageType schema(Set<TraceColumn> columns) {
    Types.MessageTypeBuilder builder = Types.buildMessage();
    for (TraceColumn column : columns) {
      builder.required(type(column)).named(column.columnName());
    }
    return builder.named("trace");
  }

  private static PrimitiveTypeName type(TraceColumn column) {
    return column.isWhole() ? PrimitiveTypeName.INT32 : PrimitiveTypeName.FLOAT;
  }

  private static final class Builder extends ParquetWriter.Builder<TraceLink, Builder> {

    private final OrderedFooter file;
    private final Set<TraceColumn> columns;
    private final Map<String, String> metadata;

    Builder(OrderedFooter file, Set<TraceColumn> columns, Map<String, String> metadata) {
      super(new Stream(file));
      this.file = file;
      this.columns = columns;
      this.metadata = metadata;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<TraceLink> getWriteSupport(Configuration hadoop) {
      return new Rows(file, columns, metadata);
    }
  }

  private static final class Rows extends WriteSupport<TraceLink> {

    private final OrderedFooter file;
    private final Set<TraceColumn> columns;
    private final Map<String, String> metadata;
    private @Nullable RecordConsumer consumer;

    Rows(OrderedFooter file, Set<TraceColumn> columns, Map<String, String> metadata) {
      this.file = file;
      this.columns = columns;
      this.metadata = metadata;
    }

    @Override
    public WriteContext init(Configuration hadoop) {
      return new WriteContext(schema(columns), metadata);
    }

    @Override
    public void prepareForWrite(RecordConsumer consumer) {
      this.consumer = consumer;
    }

    @Override
    public void write(TraceLink link) {
      RecordConsumer out = consumer;
      if (out == null) {
        throw new IllegalStateException("the writer is not open");
      }
      out.startMessage();
      int index = 0;
      for (TraceColumn column : columns) {
        double value = TraceColumns.value(link, column);
        out.startField(column.columnName(), index);
        if (column.isWhole()) {
          out.addInteger((int) value);
        } else {
          out.addFloat((float) value + 0.0f); // without a negative zero
        }
        out.endField(column.columnName(), index++);
      }
      out.endMessage();
    }

    /** Parquet asks after the last page, and before it writes the rest. */
    @Override
    public FinalizedWriteContext finalizeWrite() {
      file.pagesAreWritten();
      return super.finalizeWrite();
    }
  }

  /**
   * An open stream as a file; block sizes are hidden, as their alignment would change the bytes.
   */
  private record Stream(OrderedFooter out) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSize) {
      return out;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return create(blockSize);
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
