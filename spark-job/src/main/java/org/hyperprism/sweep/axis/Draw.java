package org.hyperprism.sweep.axis;

import com.typesafe.config.ConfigValue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import org.hyperprism.random.Purpose;
import org.hyperprism.random.RandomStreams;

/**
 * One value of each setting that has a distribution, drawn together.
 *
 * @param number from 1
 * @param values by setting; empty where nothing is drawn
 */
public record Draw(int number, Map<String, ConfigValue> values) {

  public Draw {
    values = new LinkedHashMap<>(values);
  }

  /** What a search without distributions consists of. */
  public static Draw none() {
    return new Draw(0, Map.of());
  }

  /** Whether nothing was drawn. */
  public boolean isNone() {
    return values.isEmpty();
  }

  /**
   * Draws that differ from one another, the same for the same seed; the first of many are those of
   * few, and a setting's do not depend on which others are drawn, as long as none repeats.
   *
   * @param settings those without distributions are passed over
   * @param count how many; fewer come out where there are not so many different ones
   * @param seed of the search
   */
  public static List<Draw> of(List<SweptSetting> settings, int count, long seed) {
    List<SweptSetting> drawn =
        settings.stream().filter(setting -> setting.distribution().isPresent()).toList();
    if (drawn.isEmpty()) {
      return List.of(none());
    }
    RandomStreams streams = new RandomStreams(seed);
    Set<Map<String, ConfigValue>> different = new LinkedHashSet<>();
    long attempts = 100L * count + 1000;
    for (long attempt = 1; attempt <= attempts && different.size() < count; attempt++) {
      Map<String, ConfigValue> values = new LinkedHashMap<>();
      for (SweptSetting setting : drawn) {
        values.put(
            setting.key(),
            setting
                .distribution()
                .orElseThrow()
                .draw(streams.stream(Purpose.SEARCH, number(setting.key()), attempt))
                .withOrigin(setting.origin()));
      }
      different.add(values);
    }
    List<Draw> draws = new ArrayList<>();
    different.forEach(values -> draws.add(new Draw(draws.size() + 1, values)));
    return draws;
  }

  /** A number for the name of a setting, as streams are named by numbers. */
  private static long number(String key) {
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return crc.getValue();
  }
}
