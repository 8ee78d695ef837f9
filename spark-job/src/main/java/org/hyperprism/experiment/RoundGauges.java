package org.hyperprism.experiment;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.source.Source;
import org.hyperprism.results.Column;
import org.hyperprism.results.RoundMetrics;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of each method's rounds as gauges of Spark's metrics system, from which its sinks
 * (JMX, Prometheus, CSV) take them: {@code APPLICATION.driver.hyperprism.METHOD.COLUMN}, with the
 * columns of {@code metrics.csv}. Each keeps the latest number that its column has, and is NaN
 * before the first. Those of a run stay until the next run of the JVM begins, so that a sink finds
 * the last round, too.
 */
final class RoundGauges implements Source {

  private static @Nullable RoundGauges registered;

  private final MetricRegistry registry = new MetricRegistry();
  private final Map<String, Double> latest = new ConcurrentHashMap<>();

  private RoundGauges(List<String> methods) {
    for (String method : methods) {
      for (Column<RoundMetrics> column : RoundMetrics.COLUMNS) {
        if (column.type() != Column.Type.TEXT) {
          String name = name(method, column);
          Gauge<Double> gauge = () -> latest.getOrDefault(name, Double.NaN);
          registry.register(name, gauge);
        }
      }
    }
  }

  private static String name(String method, Column<RoundMetrics> column) {
    return MetricRegistry.name(method, column.name());
  }

  /** The gauges of a run that begins, in the place of those of the run before. */
  static synchronized RoundGauges register(List<String> methods) {
    if (registered != null) {
      SparkEnv.get().metricsSystem().removeSource(registered);
    }
    registered = new RoundGauges(methods);
    SparkEnv.get().metricsSystem().registerSource(registered);
    return registered;
  }

  /** A round is done. */
  void update(RoundMetrics row) {
    for (Column<RoundMetrics> column : RoundMetrics.COLUMNS) {
      String cell = column.text().apply(row);
      if (column.type() != Column.Type.TEXT && !cell.isEmpty()) {
        latest.put(name(row.method(), column), Double.valueOf(cell));
      }
    }
  }

  @Override
  public String sourceName() {
    return "hyperprism";
  }

  @Override
  public MetricRegistry metricRegistry() {
    return registry;
  }
}
