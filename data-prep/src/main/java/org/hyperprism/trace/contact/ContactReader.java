package org.hyperprism.trace.contact;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hyperprism.failure.DataException;

/** Reads lines {@code time a b up|down} into contacts. */
final class ContactReader {

  /** A contact that has begun. */
  private record Open(String first, String second, double since, long line) {}

  private final String file;
  private final Map<String, Open> open = new LinkedHashMap<>();
  private final List<Contact> contacts = new ArrayList<>();
  private double firstTime = Double.NaN;
  private double time = Double.NEGATIVE_INFINITY;
  private long line;

  private ContactReader(String file) {
    this.file = file;
  }

  /**
   * What was read.
   *
   * @param contacts in the order of their ends
   * @param from time of the first line in seconds
   * @param to time of the last line in seconds; contacts that are up then end there
   */
  record Contacts(List<Contact> contacts, double from, double to) {}

  static Contacts read(BufferedReader lines, String file) throws IOException {
    ContactReader reader = new ContactReader(file);
    for (String text = lines.readLine(); text != null; text = lines.readLine()) {
      reader.line++;
      // Editors of Windows begin a file with a byte order mark.
      String stripped = (reader.line == 1 ? text.replaceFirst("^\uFEFF", "") : text).strip();
      if (!stripped.isEmpty() && !stripped.startsWith("#")) {
        reader.add(stripped);
      }
    }
    return reader.end();
  }

  private void add(String text) {
    List<String> words = new ArrayList<>(Arrays.asList(text.split("\\s*,\\s*|\\s+", -1)));
    if (words.size() == 5 && words.get(1).equals("CONN")) {
      words.remove(1); // the ONE simulator's word for a connection
    }
    if (words.size() != 4 || words.contains("")) {
      throw wrong(
          "'%s' has %d words; expected time, two devices and up or down"
              .formatted(text, words.size()));
    }
    double now = time(words.get(0));
    String one = words.get(1);
    String other = words.get(2);
    if (one.equals(other)) {
      throw wrong("device %s is in contact with itself; expected two devices".formatted(one));
    }
    boolean inOrder = one.compareTo(other) < 0;
    String first = inOrder ? one : other;
    String second = inOrder ? other : one;
    // Names hold no comma, so that the pair has one name.
    String pair = first + "," + second;
    switch (words.get(3).toLowerCase(Locale.ROOT)) {
      case "up" -> up(pair, new Open(first, second, now, line));
      case "down" -> down(pair, now);
      default -> throw wrong("'%s' is not a state; expected up or down".formatted(words.get(3)));
    }
  }

  private double time(String word) {
    double now;
    try {
      now = Double.parseDouble(word);
    } catch (NumberFormatException e) {
      throw wrong("the time is '%s'; expected seconds".formatted(word));
    }
    if (!Double.isFinite(now)) {
      throw wrong("the time is %s; expected a finite number of seconds".formatted(word));
    }
    if (now < time) {
      throw wrong(
          "the time %s lies before that of the line above; expected ascending times: sort the lines"
              .formatted(word));
    }
    if (Double.isNaN(firstTime)) {
      firstTime = now;
    }
    time = now;
    return now;
  }

  private void up(String pair, Open contact) {
    Open already = open.putIfAbsent(pair, contact);
    if (already != null) {
      throw wrong(
          "%s and %s are up since line %d already; expected a line with down between the two"
              .formatted(contact.first(), contact.second(), already.line()));
    }
  }

  private void down(String pair, double now) {
    Open contact = open.remove(pair);
    if (contact == null) {
      throw wrong(
          "%s go down without having come up; expected a line with up before"
              .formatted(pair.replace(",", " and ")));
    }
    contacts.add(new Contact(contact.first(), contact.second(), contact.since(), now));
  }

  private Contacts end() {
    if (Double.isNaN(firstTime)) {
      throw new DataException(file + " holds no contacts; expected lines such as '12.5 3 7 up'");
    }
    for (Open contact : open.values()) {
      contacts.add(new Contact(contact.first(), contact.second(), contact.since(), time));
    }
    return new Contacts(contacts, firstTime, time);
  }

  private DataException wrong(String what) {
    return new DataException("%s, line %d: %s".formatted(file, line, what));
  }
}
