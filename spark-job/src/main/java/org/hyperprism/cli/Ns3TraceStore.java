package org.hyperprism.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.trace.ns3.DensityTarget;
import org.hyperprism.trace.ns3.Ns3Generator;
import org.hyperprism.trace.ns3.Ns3Options;
import org.hyperprism.trace.ns3.Ns3Trace;
import org.hyperprism.trace.table.TraceWriter;

/** Makes traces with NS-3, stores them, and says what came of it. */
final class Ns3TraceStore {

  private final Configuration hadoop = new Configuration();
  private final Ns3Generator generator;
  private final PrintWriter out;

  /**
   * @param cache folder that keeps the built simulation
   * @param out for the person who waits
   */
  Ns3TraceStore(Path cache, PrintWriter out) {
    this.out = out;
    generator = new Ns3Generator(cache, out::println);
  }

  /** Stores what the options say, with the area or the power that gives the density. */
  void find(Ns3Options options, DensityTarget target, String path, boolean overwrite)
      throws InterruptedException {
    TraceWriter.checkTarget(path, hadoop, overwrite);
    try (Ns3Trace trace = generator.generate(options, target)) {
      store(trace, path, overwrite);
    }
  }

  /** Stores what the options say. */
  void simulate(Ns3Options options, double threshold, String path, boolean overwrite)
      throws InterruptedException {
    TraceWriter.checkTarget(path, hadoop, overwrite);
    try (Ns3Trace trace = generator.generate(options, threshold)) {
      store(trace, path, overwrite);
    }
  }

  private void store(Ns3Trace trace, String path, boolean overwrite) {
    TraceWriter.write(trace, path, hadoop, overwrite);
    Ns3Options options = trace.options();
    out.printf(
        Locale.ROOT,
        "stored: %s (%d devices, %d rounds, mean density %.4f at area %s m and power %s dBm)%n",
        path,
        options.devices(),
        options.rounds(),
        trace.density(),
        options.byName().get("area"),
        options.byName().get("power"));
  }
}
