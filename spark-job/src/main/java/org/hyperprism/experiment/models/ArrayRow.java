package org.hyperprism.experiment.models;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntConsumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Types;
import org.hyperprism.model.ParameterArray;
import org.jspecify.annotations.Nullable;

/**
 * A row of a model's file: one array of its parameters.
 *
 * @param device whose model it is
 * @param array its layer, name and shape
 * @param weights those of the whole model
 * @param from where the array begins in them
 */
record ArrayRow(int device, ParameterArray array, float[] weights, int from) {

  private static final String DEVICE = "device";
  private static final String LAYER = "layer";
  private static final String PARAMETER = "parameter";
  private static final String SHAPE = "shape";
  private static final String VALUES = "values";
  private static final String LIST = "list";
  private static final String ELEMENT = "element";

  /** The column of the numbers themselves. */
  static final String[] VALUES_PATH = {VALUES, LIST, ELEMENT};

  private static final MessageType SCHEMA =
      Types.buildMessage()
          .required(PrimitiveTypeName.INT32)
          .named(DEVICE)
          .required(PrimitiveTypeName.INT32)
          .named(LAYER)
          .required(PrimitiveTypeName.BINARY)
          .as(LogicalTypeAnnotation.stringType())
          .named(PARAMETER)
          .requiredList()
          .requiredElement(PrimitiveTypeName.INT32)
          .named(SHAPE)
          .requiredList()
          .requiredElement(PrimitiveTypeName.FLOAT)
          .named(VALUES)
          .named("model");

  /** Writes rows into a file with properties; weights do not compress. */
  static ParquetWriter<ArrayRow> writer(OutputFile file, Map<String, String> properties)
      throws IOException {
    return new Builder(file, properties)
        .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
        .withDictionaryEncoding(false)
        .build();
  }

  private void write(RecordConsumer to) {
    to.startMessage();
    field(to, 0, DEVICE, () -> to.addInteger(device));
    field(to, 1, LAYER, () -> to.addInteger(array.layer()));
    field(to, 2, PARAMETER, () -> to.addBinary(Binary.fromString(array.parameter())));
    list(to, 3, SHAPE, array.shape().size(), i -> to.addInteger(array.shape().get(i)));
    list(to, 4, VALUES, array.length(), i -> to.addFloat(weights[from + i]));
    to.endMessage();
  }

  private static void field(RecordConsumer to, int index, String name, Runnable value) {
    to.startField(name, index);
    value.run();
    to.endField(name, index);
  }

  private static void list(RecordConsumer to, int index, String name, int size, IntConsumer value) {
    field(
        to,
        index,
        name,
        () -> {
          to.startGroup();
          field(
              to,
              0,
              LIST,
              () -> {
                for (int i = 0; i < size; i++) {
                  int place = i;
                  to.startGroup();
                  field(to, 0, ELEMENT, () -> value.accept(place));
                  to.endGroup();
                }
              });
          to.endGroup();
        });
  }

  private static final class Builder extends ParquetWriter.Builder<ArrayRow, Builder> {

    private final Map<String, String> properties;

    Builder(OutputFile file, Map<String, String> properties) {
      super(file);
      this.properties = properties;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    protected WriteSupport<ArrayRow> getWriteSupport(Configuration configuration) {
      return new Support(properties);
    }
  }

  private static final class Support extends WriteSupport<ArrayRow> {

    private final Map<String, String> properties;
    private @Nullable RecordConsumer consumer;

    Support(Map<String, String> properties) {
      this.properties = properties;
    }

    @Override
    public WriteContext init(Configuration configuration) {
      return new WriteContext(SCHEMA, properties);
    }

    @Override
    public void prepareForWrite(RecordConsumer recordConsumer) {
      consumer = recordConsumer;
    }

    @Override
    public void write(ArrayRow row) {
      row.write(Objects.requireNonNull(consumer));
    }
  }
}
