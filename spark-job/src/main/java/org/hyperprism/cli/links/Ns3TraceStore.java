package org.hyperprism.cli.links;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import org.hyperprism.trace.ns3.DensityTarget;
import org.hyperprism.trace.ns3.Ns3Generator;
import org.hyperprism.trace.ns3.Ns3Options;
import org.hyperprism.trace.ns3.Ns3Trace;

/** Makes traces with NS-3, stores them, and says what came of it. */
final class Ns3TraceStore {

  private final Ns3Generator generator;
  private final TraceOutput output;
  private final PrintWriter out;

  /**
   * @param cache folder that keeps the built simulation
   * @param output writes the traces
   * @param out for the person who waits
   */
  Ns3TraceStore(Path cache, TraceOutput output, PrintWriter out) {
    this.output = output;
    this.out = out;
    generator = new Ns3Generator(cache, out::println);
  }

  /** Stores what the options say, with the area or the power that gives the density. */
  void find(Ns3Options options, DensityTarget target, String path) throws InterruptedException {
    output.check(path);
    try (Ns3Trace trace = generator.generate(options, target)) {
      store(trace, path);
    }
  }

  /** Stores what the options say. */
  void simulate(Ns3Options options, double threshold, String path) throws InterruptedException {
    output.check(path);
    try (Ns3Trace trace = generator.generate(options, threshold)) {
      store(trace, path);
    }
  }

  private void store(Ns3Trace trace, String path) {
    out.println(output.write(trace, path));
    out.printf(
        Locale.ROOT,
        "mean density %.4f of symmetric links at area %s m and power %s dBm%n",
        trace.density(),
        trace.options().byName().get("area"),
        trace.options().byName().get("power"));
  }
}
