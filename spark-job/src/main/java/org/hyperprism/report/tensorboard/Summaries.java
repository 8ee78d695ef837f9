package org.hyperprism.report.tensorboard;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.nd4j.shade.protobuf.ByteString;
import org.nd4j.shade.protobuf.UnknownFieldSet;
import org.nd4j.shade.protobuf.UnknownFieldSet.Field;
import org.nd4j.shade.protobuf.Value;
import org.tensorflow.framework.DataType;
import org.tensorflow.framework.HistogramProto;
import org.tensorflow.framework.Summary;
import org.tensorflow.framework.SummaryMetadata;
import org.tensorflow.framework.TensorProto;
import org.tensorflow.framework.TensorShapeProto;

/** What TensorBoard shows of a run, as its messages. */
final class Summaries {

  private static final int MOST_BUCKETS = 30;

  /** Red, green and blue. */
  private static final int COLOURS = 3;

  private static final String HPARAMS = "hparams";

  // Numbers of the fields in TensorBoard's plugin_data.proto.
  private static final int SESSION_START_INFO = 3;
  private static final int SESSION_END_INFO = 4;
  private static final int PARAMETERS = 1;
  private static final int START_TIME = 5;
  private static final int STATUS = 1;
  private static final int END_TIME = 2;
  private static final int SUCCESS = 1;

  private Summaries() {}

  /** A number of a round. */
  static Summary.Value scalar(String tag, double value) {
    return Summary.Value.newBuilder().setTag(tag).setSimpleValue((float) value).build();
  }

  /**
   * How values are distributed, in at most 30 buckets of one width.
   *
   * @param values at least one, finite
   */
  static Summary.Value histogram(String tag, double[] values) {
    double least = Arrays.stream(values).min().orElseThrow();
    double most = Arrays.stream(values).max().orElseThrow();
    HistogramProto.Builder histogram =
        HistogramProto.newBuilder()
            .setMin(least)
            .setMax(most)
            .setNum(values.length)
            .setSum(Arrays.stream(values).sum())
            .setSumSquares(Arrays.stream(values).map(value -> value * value).sum());
    int buckets = least < most ? MOST_BUCKETS : 1;
    double[] counts = new double[buckets];
    for (double value : values) {
      int bucket = least < most ? (int) (buckets * (value - least) / (most - least)) : 0;
      counts[Math.min(buckets - 1, bucket)]++;
    }
    for (int bucket = 0; bucket < buckets; bucket++) {
      // The limit is above all values of the bucket, but for the last one's, the greatest.
      histogram.addBucketLimit(least + (most - least) * (bucket + 1) / buckets);
      histogram.addBucket(counts[bucket]);
    }
    return Summary.Value.newBuilder().setTag(tag).setHisto(histogram).build();
  }

  /**
   * A picture.
   *
   * @param png the whole file
   */
  static Summary.Value picture(String tag, byte[] png) {
    // After eight bytes of signature and eight of the first chunk's head come width and height.
    ByteBuffer head = ByteBuffer.wrap(png, 16, 8);
    return Summary.Value.newBuilder()
        .setTag(tag)
        .setImage(
            Summary.Image.newBuilder()
                .setWidth(head.getInt())
                .setHeight(head.getInt())
                .setColorspace(COLOURS)
                .setEncodedImageString(ByteString.copyFrom(png)))
        .build();
  }

  /**
   * With what settings a session, a run of one method, begins.
   *
   * @param settings by key; what reads as a number or a truth value is one
   * @param time seconds since 1970
   */
  static Summary sessionStart(Map<String, String> settings, double time) {
    Field.Builder parameters = Field.newBuilder();
    settings.forEach((key, value) -> parameters.addLengthDelimited(entry(key, value)));
    return hyperparameters(
        "_hparams_/session_start_info",
        SESSION_START_INFO,
        info -> info.addField(PARAMETERS, parameters.build()).addField(START_TIME, fixed64(time)));
  }

  /** That it is done. */
  static Summary sessionEnd(double time) {
    return hyperparameters(
        "_hparams_/session_end_info",
        SESSION_END_INFO,
        info ->
            info.addField(STATUS, Field.newBuilder().addVarint(SUCCESS).build())
                .addField(END_TIME, fixed64(time)));
  }

  private static Field fixed64(double number) {
    return Field.newBuilder().addFixed64(Double.doubleToLongBits(number)).build();
  }

  private static ByteString entry(String key, String value) {
    return UnknownFieldSet.newBuilder()
        .addField(1, Field.newBuilder().addLengthDelimited(ByteString.copyFromUtf8(key)).build())
        .addField(2, Field.newBuilder().addLengthDelimited(value(value).toByteString()).build())
        .build()
        .toByteString();
  }

  private static Value value(String text) {
    if (List.of("true", "false").contains(text)) {
      return Value.newBuilder().setBoolValue(Boolean.parseBoolean(text)).build();
    }
    try {
      return Value.newBuilder().setNumberValue(Double.parseDouble(text)).build();
    } catch (NumberFormatException word) {
      return Value.newBuilder().setStringValue(text).build();
    }
  }

  private static Summary hyperparameters(
      String tag, int field, UnaryOperator<UnknownFieldSet.Builder> info) {
    ByteString content = info.apply(UnknownFieldSet.newBuilder()).build().toByteString();
    UnknownFieldSet data =
        UnknownFieldSet.newBuilder()
            .addField(field, Field.newBuilder().addLengthDelimited(content).build())
            .build();
    SummaryMetadata.PluginData plugin =
        SummaryMetadata.PluginData.newBuilder()
            .setPluginName(HPARAMS)
            .setContent(data.toByteString())
            .build();
    return Summary.newBuilder()
        .addValue(
            Summary.Value.newBuilder()
                .setTag(tag)
                .setMetadata(SummaryMetadata.newBuilder().setPluginData(plugin))
                .setTensor(nothing()))
        .build();
  }

  /** A value has to have something: no number at all. */
  private static TensorProto nothing() {
    return TensorProto.newBuilder()
        .setDtype(DataType.DT_FLOAT)
        .setTensorShape(
            TensorShapeProto.newBuilder().addDim(TensorShapeProto.Dim.newBuilder().setSize(0)))
        .build();
  }
}
