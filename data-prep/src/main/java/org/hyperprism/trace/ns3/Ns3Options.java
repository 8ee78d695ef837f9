package org.hyperprism.trace.ns3;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is simulated.
 *
 * @param devices number of devices m, 2 to 1000
 * @param rounds number of rounds T, 1 to 1,000,000
 * @param seed of every random stream, at least 0
 * @param probes broadcast probes that each device sends in a round, 1 to 1000
 * @param roundSeconds length of a round in seconds, 0.01 to 3600
 * @param areaSide side of the square in metres, 1 to 1,000,000
 * @param radio how far a device is heard
 * @param movement how the devices move
 */
public record Ns3Options(
    int devices,
    int rounds,
    long seed,
    int probes,
    double roundSeconds,
    double areaSide,
    Radio radio,
    Movement movement) {

  public static final double LEAST_SIDE = 1;
  public static final double MOST_SIDE = 1e6;

  private static final int MOST_ROUNDS = 1_000_000;

  /**
   * @throws org.hyperprism.failure.ConfigurationException if a number is out of its range
   */
  public Ns3Options {
    Ranges.whole("devices", devices, 2, 1000);
    Ranges.whole("rounds", rounds, 1, MOST_ROUNDS);
    Ranges.whole("seed", seed, 0, Long.MAX_VALUE);
    Ranges.whole("probes", probes, 1, 1000);
    Ranges.number("round-seconds", roundSeconds, 0.01, 3600);
    Ranges.number("area", areaSide, LEAST_SIDE, MOST_SIDE);
  }

  /** Three probes a round of one second in a square of side 100 m. */
  public static Ns3Options standard(int devices, int rounds, long seed) {
    return new Ns3Options(devices, rounds, seed, 3, 1, 100, Radio.STANDARD, Movement.STANDARD);
  }

  Ns3Options withAreaSide(double metres) {
    return new Ns3Options(devices, rounds, seed, probes, roundSeconds, metres, radio, movement);
  }

  Ns3Options withTransmitPower(double dBm) {
    Radio changed = new Radio(dBm, radio.pathLossExponent(), radio.fading());
    return new Ns3Options(devices, rounds, seed, probes, roundSeconds, areaSide, changed, movement);
  }

  /** The options by the names of the command line, in a fixed order. */
  public Map<String, String> byName() {
    Map<String, String> named = new LinkedHashMap<>();
    named.put("devices", Integer.toString(devices));
    named.put("rounds", Integer.toString(rounds));
    named.put("seed", Long.toString(seed));
    named.put("probes", Integer.toString(probes));
    named.put("round-seconds", Ranges.plain(roundSeconds));
    named.put("area", Ranges.plain(areaSide));
    named.put("power", Ranges.plain(radio.transmitPower()));
    named.put("path-loss-exponent", Ranges.plain(radio.pathLossExponent()));
    named.put("fading", radio.fading() ? "nakagami" : "none");
    named.put("mobility", movement.mobility().toString());
    named.put("speed-min", Ranges.plain(movement.minimumSpeed()));
    named.put("speed-max", Ranges.plain(movement.maximumSpeed()));
    named.put("pause", Ranges.plain(movement.pause()));
    return named;
  }

  /**
   * The simulation program's arguments, for rows on its standard output.
   *
   * @param stride probes are sent in rounds 1, 1 + stride, 1 + 2 stride ... only
   */
  List<String> arguments(int stride) {
    Map<String, String> named = byName();
    named.put("stride", Integer.toString(stride));
    named.put("out", "-");
    return named.entrySet().stream()
        .map(option -> "--" + option.getKey() + "=" + option.getValue())
        .toList();
  }
}
