package org.hyperprism.trace.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileSystem;
import org.hyperprism.trace.TraceInformation;

/** A trace in CSV, held in memory as a whole. */
final class CsvTrace implements StoredTrace {

  /** Traces that one JVM keeps, so that each of its tasks need not read the file again. */
  private static final int MOST_KEPT = 4;

  private static final Map<List<String>, CsvTrace> KEPT =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<String>, CsvTrace> eldest) {
          return size() > MOST_KEPT;
        }
      };

  private final TreeMap<Integer, List<TraceRow>> rounds = new TreeMap<>();

  private CsvTrace(FileSystem files, List<TracePart> parts) throws IOException {
    for (TracePart part : parts) {
      for (TraceRow row : CsvRows.read(files, part)) {
        rounds.computeIfAbsent(row.round(), round -> new ArrayList<>()).add(row);
      }
    }
  }

  /** Reads the trace, if this JVM has not just done so. */
  static CsvTrace of(FileSystem files, List<TracePart> parts) throws IOException {
    List<String> key = new ArrayList<>();
    for (TracePart part : parts) {
      key.add(part.name() + " " + part.file().getLen() + " " + part.file().getModificationTime());
    }
    synchronized (KEPT) {
      CsvTrace kept = KEPT.get(key);
      if (kept == null) {
        kept = new CsvTrace(files, parts);
        KEPT.put(key, kept);
      }
      return kept;
    }
  }

  @Override
  public Optional<TraceInformation> information() {
    return Optional.empty();
  }

  @Override
  public List<TraceRow> round(int round) {
    return rounds.getOrDefault(round, List.of());
  }

  @Override
  public void forEachRound(RoundVisitor visitor) {
    rounds.forEach(visitor::visit);
  }
}
