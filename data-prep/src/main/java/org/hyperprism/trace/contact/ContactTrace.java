package org.hyperprism.trace.contact;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceInformation;
import org.hyperprism.trace.TraceLink;
import org.hyperprism.trace.TraceSource;

/**
 * A contact trace cut into rounds of equal length, of which the first begins with the first line
 * and the last holds the last line. Two devices are linked in a round, in both directions, if their
 * contacts cover at least a given share of its length; contacts that are up at the end last until
 * the last line.
 *
 * <p>Lines are {@code time a b up} or {@code time a b down}, separated by commas, blanks or tabs,
 * with times in seconds, in ascending order; {@code CONN} may stand after the time, as the ONE
 * simulator writes it. Empty lines and those that begin with {@code #} are skipped. Names of
 * devices are any words; in ascending order, as numbers if all are whole numbers, they have the ids
 * from 0 on.
 */
public final class ContactTrace implements TraceSource {

  private static final long serialVersionUID = 1L;

  /** Keeps times that were meant in other units from filling the disk. */
  private static final int MOST_ROUNDS = 10_000_000;

  /**
   * The rounds of all contacts together, which are held in memory at once: some 200 bytes each, so
   * that they fit into half of the launcher's heap.
   */
  private static final int MOST_ROUNDS_OF_CONTACTS = 5_000_000;

  /** Share of a round that rounding errors of the times may amount to. */
  private static final double ROUNDING = 1e-9;

  private final String file;
  private final ArrayList<String> names;
  private final LinkedHashMap<String, String> origin = new LinkedHashMap<>();
  private final int rounds;

  /**
   * By round, the pairs (lower id in the upper half) with the seconds that they were in contact.
   */
  private final TreeMap<Integer, TreeMap<Long, Double>> seconds = new TreeMap<>();

  private final double needed;

  private ContactTrace(
      ContactReader.Contacts contacts, String file, double roundSeconds, double share) {
    this.file = file;
    double rounded = Math.ceil((contacts.to() - contacts.from()) / roundSeconds);
    if (rounded > MOST_ROUNDS) {
      throw new DataException(
          String.format(
              "%s lasts %s seconds, which are %s rounds of %s seconds; expected at most %d: check"
                  + " the unit of the times, or make the rounds longer",
              file, contacts.to() - contacts.from(), rounded, roundSeconds, MOST_ROUNDS));
    }
    rounds = Math.max(1, (int) rounded);
    needed = (share - ROUNDING) * roundSeconds;
    double covered = 0;
    for (Contact contact : contacts.contacts()) {
      covered += 1 + (contact.to() - contact.from()) / roundSeconds;
    }
    if (covered > MOST_ROUNDS_OF_CONTACTS) {
      throw new DataException(
          String.format(
              Locale.ROOT,
              "%s has %d contacts that last %.0f rounds of %s seconds together; expected at most %d:"
                  + " check the unit of the times, or make the rounds longer",
              file,
              contacts.contacts().size(),
              covered,
              roundSeconds,
              MOST_ROUNDS_OF_CONTACTS));
    }
    List<String> ends = new ArrayList<>();
    for (Contact contact : contacts.contacts()) {
      ends.add(contact.first());
      ends.add(contact.second());
    }
    names = new ArrayList<>(DeviceNames.inOrder(ends));
    Map<String, Integer> ids = new HashMap<>();
    for (int id = 0; id < names.size(); id++) {
      ids.put(names.get(id), id);
    }
    for (Contact contact : contacts.contacts()) {
      int first = ids.getOrDefault(contact.first(), -1);
      int second = ids.getOrDefault(contact.second(), -1);
      add(
          ((long) Math.min(first, second) << 32) | Math.max(first, second),
          (contact.from() - contacts.from()) / roundSeconds,
          (contact.to() - contacts.from()) / roundSeconds,
          roundSeconds);
    }
    origin.put("kind", "contacts");
    origin.put("start", Double.toString(contacts.from()));
    origin.put("round-seconds", Double.toString(roundSeconds));
    origin.put("share", Double.toString(share));
    origin.put("names", String.join(",", names));
  }

  /**
   * Reads a contact trace.
   *
   * @param lines its text
   * @param file what messages call it
   * @param roundSeconds length of a round in seconds, positive
   * @param share of a round that a contact must cover, above 0 and at most 1
   * @throws DataException if a line is not that of a contact trace; the message names it
   */
  public static ContactTrace read(
      BufferedReader lines, String file, double roundSeconds, double share) throws IOException {
    if (!(roundSeconds > 0 && roundSeconds < Double.POSITIVE_INFINITY)) {
      throw new ConfigurationException(
          "--round-seconds is " + roundSeconds + "; expected a positive number of seconds");
    }
    if (!(share > 0 && share <= 1)) {
      throw new ConfigurationException(
          "--share is " + share + "; expected a number above 0 and at most 1");
    }
    return new ContactTrace(ContactReader.read(lines, file), file, roundSeconds, share);
  }

  /**
   * Adds a contact.
   *
   * @param from begin in rounds
   * @param to end in rounds
   */
  private void add(long pair, double from, double to, double roundSeconds) {
    for (int round = (int) from; round < Math.min(rounds, to); round++) {
      double part = Math.min(to, round + 1) - Math.max(from, round);
      seconds
          .computeIfAbsent(round + 1, key -> new TreeMap<>())
          .merge(pair, part * roundSeconds, Double::sum);
    }
  }

  /** The names of the devices by id. */
  public List<String> names() {
    return List.copyOf(names);
  }

  @Override
  public TraceInformation information() {
    return new TraceInformation(names.size(), rounds, origin);
  }

  @Override
  public List<TraceLink> round(int round) {
    List<TraceLink> links = new ArrayList<>();
    seconds
        .getOrDefault(round, new TreeMap<>())
        .forEach(
            (pair, covered) -> {
              if (covered >= needed) {
                int first = (int) (pair >> 32);
                int second = (int) (long) pair;
                links.add(new TraceLink(round, first, second));
                links.add(new TraceLink(round, second, first));
              }
            });
    links.sort(Comparator.comparingInt(TraceLink::source).thenComparingInt(TraceLink::destination));
    return links;
  }

  @Override
  public String toString() {
    return file;
  }
}
