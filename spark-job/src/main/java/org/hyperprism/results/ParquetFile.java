package org.hyperprism.results;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;

/**
 * Writes a table of text cells as Parquet, without a Spark job: while whole experiments run as
 * tasks, such a job would wait for a core until the last of them has one.
 */
final class ParquetFile {

  private ParquetFile() {}

  /** The content of a file with these rows; an empty cell is null. */
  static byte[] bytes(List<? extends Column<?>> columns, List<List<String>> rows) {
    ParquetBytes content = new ParquetBytes();
    MessageType schema = schema(columns);
    SimpleGroupFactory groups = new SimpleGroupFactory(schema);
    try (ParquetWriter<Group> writer =
        ExampleParquetWriter.builder(content)
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.SNAPPY)
            .build()) {
      for (List<String> row : rows) {
        Group group = groups.newGroup();
        for (int c = 0; c < columns.size(); c++) {
          if (!row.get(c).isEmpty()) {
            add(group, columns.get(c), row.get(c));
          }
        }
        writer.write(group);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return content.toByteArray();
  }

  private static MessageType schema(List<? extends Column<?>> columns) {
    Types.GroupBuilder<MessageType> schema = Types.buildMessage();
    for (Column<?> column : columns) {
      schema =
          switch (column.type()) {
            case TEXT ->
                schema
                    .optional(PrimitiveTypeName.BINARY)
                    .as(LogicalTypeAnnotation.stringType())
                    .named(column.name());
            case WHOLE -> schema.optional(PrimitiveTypeName.INT64).named(column.name());
            case NUMBER -> schema.optional(PrimitiveTypeName.DOUBLE).named(column.name());
          };
    }
    return schema.named("table");
  }

  private static void add(Group group, Column<?> column, String cell) {
    switch (column.type()) {
      case TEXT -> group.add(column.name(), cell);
      case WHOLE -> group.add(column.name(), Long.parseLong(cell));
      case NUMBER -> group.add(column.name(), Double.parseDouble(cell));
    }
  }
}
