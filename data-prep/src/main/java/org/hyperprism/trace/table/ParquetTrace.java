package org.hyperprism.trace.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.failure.DataException;
import org.hyperprism.trace.TraceInformation;
import org.jspecify.annotations.Nullable;

/** A trace in one or several Parquet files, read a round at a time. */
final class ParquetTrace implements StoredTrace {

  private final List<ParquetPart> parts = new ArrayList<>();

  /** Reads the footers. */
  ParquetTrace(List<TracePart> parts, Configuration hadoop) throws IOException {
    for (TracePart part : parts) {
      this.parts.add(ParquetPart.open(part, hadoop));
    }
  }

  /** A part of a trace, copied into a folder with others, does not speak for the whole. */
  @Override
  public Optional<TraceInformation> information() {
    return parts.size() == 1 ? parts.get(0).information() : Optional.empty();
  }

  @Override
  public List<TraceRow> round(int round) throws IOException {
    List<TraceRow> rows = new ArrayList<>();
    for (ParquetPart part : parts) {
      rows.addAll(part.round(round));
    }
    return rows;
  }

  @Override
  public void forEachRound(RoundVisitor visitor) throws IOException {
    List<Cursor> cursors = new ArrayList<>();
    try {
      for (ParquetPart part : parts) {
        cursors.add(new Cursor(part));
      }
      for (int round = 0; ; ) {
        round = Integer.MAX_VALUE;
        for (Cursor cursor : cursors) {
          round = Math.min(round, cursor.nextRound());
        }
        if (round == Integer.MAX_VALUE) {
          return;
        }
        List<TraceRow> rows = new ArrayList<>();
        for (Cursor cursor : cursors) {
          if (cursor.nextRound() == round) {
            cursor.takeRound(rows);
          }
        }
        visitor.visit(round, rows);
      }
    } finally {
      for (Cursor cursor : cursors) {
        cursor.close();
      }
    }
  }

  /** Where a walk stands in one file. The file of a {@code round=N} folder opens when it is due. */
  private static final class Cursor implements AutoCloseable {

    private final ParquetPart part;
    private ParquetPart.@Nullable Rows rows;
    private Optional<TraceRow> next = Optional.empty();
    private boolean done;

    Cursor(ParquetPart part) throws IOException {
      this.part = part;
      if (part.folderRound().isEmpty()) {
        open();
      }
    }

    private void open() throws IOException {
      rows = part.rows();
      advance();
    }

    private void advance() throws IOException {
      if (rows != null) {
        next = rows.next();
        if (next.isEmpty()) {
          close();
        }
      }
    }

    /** The largest number after the last row. */
    int nextRound() {
      return done ? Integer.MAX_VALUE : next.map(TraceRow::round).orElseGet(this::folderRound);
    }

    private int folderRound() {
      return part.folderRound().orElse(Integer.MAX_VALUE);
    }

    void takeRound(List<TraceRow> taken) throws IOException {
      int round = nextRound();
      if (rows == null) {
        open();
      }
      while (!done && next.isPresent() && next.get().round() == round) {
        taken.add(next.get());
        advance();
      }
      if (!done && next.isPresent() && next.get().round() < round) {
        throw new DataException(
            String.format(
                "%s: round is %d after a row of round %d; expected rows in ascending order of"
                    + " round: sort the file, in Spark by sort(\"round\", \"src\", \"dst\")",
                next.get().place(), next.get().round(), round));
      }
    }

    @Override
    public void close() throws IOException {
      done = true;
      if (rows != null) {
        rows.close();
        rows = null;
      }
    }
  }
}
