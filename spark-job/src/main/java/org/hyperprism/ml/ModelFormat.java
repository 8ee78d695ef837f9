package org.hyperprism.ml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.hyperprism.dataset.FeatureShape;
import org.hyperprism.failure.HyperPrismException;
import org.jspecify.annotations.Nullable;
import scala.Option;

/**
 * How a model is stored: {@code metadata}, Spark's own, with the params; {@code data}, one row in
 * Parquet with the format's version, the settings of the run and the architecture; {@code models},
 * one row a device in Parquet. Formats of older versions are read for ever.
 */
final class ModelFormat {

  /** The version that is written. */
  static final int VERSION = 1;

  private static final StructType DATA =
      new StructType()
          .add("format", DataTypes.IntegerType)
          .add("settings", DataTypes.StringType)
          .add("network", DataTypes.StringType)
          .add("channels", DataTypes.IntegerType)
          .add("height", DataTypes.IntegerType)
          .add("width", DataTypes.IntegerType)
          .add("classes", DataTypes.IntegerType)
          .add("devices", DataTypes.IntegerType);

  private static final StructType MODELS =
      new StructType()
          .add("device", DataTypes.IntegerType)
          .add("model", DataTypes.createArrayType(DataTypes.FloatType, false));

  private ModelFormat() {}

  /** Writes a model. */
  static final class Writer extends MLWriter {

    private final HyperPrismClassificationModel model;

    Writer(HyperPrismClassificationModel model) {
      this.model = model;
    }

    @Override
    public void saveImpl(String path) {
      SparkContext context = sparkSession().sparkContext();
      DefaultParamsWriter.saveMetadata(model, path, context, Option.empty(), Option.empty());
      LearnedModels learned = model.learned();
      FeatureShape shape = learned.shape();
      Row data =
          RowFactory.create(
              VERSION,
              learned.settings(),
              learned.network().orElse(null),
              shape.channels(),
              shape.height(),
              shape.width(),
              learned.classes(),
              learned.devices().length);
      SparkSession session = sparkSession();
      session.createDataFrame(List.of(data), DATA).coalesce(1).write().parquet(path + "/data");
      List<Row> models = new ArrayList<>();
      for (int device = 0; device < learned.devices().length; device++) {
        models.add(RowFactory.create(device, learned.devices()[device]));
      }
      session.createDataFrame(models, MODELS).write().parquet(path + "/models");
    }
  }

  /** Reads a model. */
  static final class Reader extends MLReader<HyperPrismClassificationModel> {

    @Override
    public HyperPrismClassificationModel load(String path) {
      DefaultParamsReader.Metadata metadata =
          DefaultParamsReader.loadMetadata(
              path, sc(), HyperPrismClassificationModel.class.getName());
      Row data = data(path + "/data", sparkSession());
      int format = data.getAs("format");
      if (format < 1 || format > VERSION) {
        throw new IllegalArgumentException(
            "%s holds a model of format %d, expected 1 to %d: read it with the version of HyperPrism that wrote it"
                .formatted(path, format, VERSION));
      }
      float[][] devices = devices(path + "/models", sparkSession(), data.<Integer>getAs("devices"));
      LearnedModels learned = learned(path + "/data", data, devices);
      checkLengths(path + "/models", devices, learned.model().layout().parameters());
      HyperPrismClassificationModel model =
          new HyperPrismClassificationModel(metadata.uid(), learned);
      metadata.getAndSetParams(model, Option.empty());
      return model;
    }

    /** The one row, with a value of the right type in every column that needs one. */
    private static Row data(String path, SparkSession session) {
      List<Row> rows = rows(path, DATA, session);
      if (rows.size() != 1) {
        throw damaged(path, rows.size() + " rows", "one");
      }
      Row data = rows.get(0);
      for (String column : DATA.fieldNames()) {
        if (data.isNullAt(data.fieldIndex(column)) && !column.equals("network")) {
          throw damaged(path, "nothing as " + column, "a value");
        }
      }
      if (data.<Integer>getAs("devices") < 1) {
        throw damaged(path, data.getAs("devices") + " devices", "at least one");
      }
      return data;
    }

    private static LearnedModels learned(String path, Row data, float[][] devices) {
      try {
        FeatureShape shape =
            new FeatureShape(data.getAs("channels"), data.getAs("height"), data.getAs("width"));
        LearnedModels learned =
            new LearnedModels(
                data.getAs("settings"),
                Optional.ofNullable(data.getAs("network")),
                shape,
                data.getAs("classes"),
                devices);
        learned.model();
        return learned;
      } catch (HyperPrismException refused) {
        throw new IllegalArgumentException(
            "%s is damaged, write the model again: %s".formatted(path, refused.getMessage()),
            refused);
      }
    }

    private static List<Row> rows(String path, StructType expected, SparkSession session) {
      Dataset<Row> table = session.read().parquet(path);
      for (StructField column : expected.fields()) {
        String type = column.dataType().simpleString();
        if (Stream.of(table.schema().fields())
            .noneMatch(
                found ->
                    found.name().equals(column.name())
                        && found.dataType().simpleString().equals(type))) {
          throw damaged(
              path,
              "the columns " + table.schema().simpleString(),
              "%s of type %s among them".formatted(column.name(), type));
        }
      }
      return table.collectAsList();
    }

    private static float[][] devices(String path, SparkSession session, int count) {
      // No array yet: the count may be anything.
      Map<Integer, float[]> found = new HashMap<>();
      for (Row row : rows(path, MODELS, session)) {
        if (row.isNullAt(row.fieldIndex("device")) || row.isNullAt(row.fieldIndex("model"))) {
          throw damaged(path, "a row without a device or a model", "both in each");
        }
        int device = row.<Integer>getAs("device");
        if (device < 0 || device >= count) {
          throw damaged(path, "device " + device, "devices from 0 to %d".formatted(count - 1));
        }
        if (found.put(device, model(path, row.getList(row.fieldIndex("model")))) != null) {
          throw damaged(path, "device %d twice".formatted(device), "one row for each");
        }
      }
      for (int device = 0; device < count; device++) {
        if (!found.containsKey(device)) {
          throw damaged(
              path,
              "no device %d".formatted(device),
              "a row for each of 0 to %d".formatted(count - 1));
        }
      }
      return new TreeMap<>(found).values().toArray(float[][]::new);
    }

    private static float[] model(String path, List<@Nullable Float> weights) {
      float[] model = new float[weights.size()];
      for (int k = 0; k < model.length; k++) {
        @Nullable Float weight = weights.get(k);
        if (weight == null) {
          throw damaged(path, "a model with a weight missing", "all of them");
        }
        model[k] = weight;
      }
      return model;
    }

    private static void checkLengths(String path, float[][] devices, int parameters) {
      for (int device = 0; device < devices.length; device++) {
        if (devices[device].length != parameters) {
          throw damaged(
              path,
              "a model of %d parameters for device %d".formatted(devices[device].length, device),
              "%d, as the network has".formatted(parameters));
        }
      }
    }

    private static IllegalArgumentException damaged(String path, String found, String expected) {
      return new IllegalArgumentException(
          "%s has %s, expected %s: it is damaged, write the model again"
              .formatted(path, found, expected));
    }
  }
}
