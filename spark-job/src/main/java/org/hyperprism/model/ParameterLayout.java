package org.hyperprism.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * A flat parameter vector cut into consecutive ranges, each belonging to one part of the model, and
 * more finely into layers.
 *
 * @param parameters length d of the vector, at least 1
 * @param ranges the ranges in ascending order; the first begins at 0, each begins where the one
 *     before it ends, and the last ends at {@code parameters}
 * @param layers the same parameters likewise, a range for each layer: its weights and its biases
 */
public record ParameterLayout(int parameters, List<Range> ranges, List<Range> layers)
    implements Serializable {

  /**
   * The parameters with index {@code from} (inclusive) to {@code to} (exclusive).
   *
   * @param part the part they belong to
   * @param from first index, at least 0
   * @param to index after the last one, greater than {@code from}
   */
  public record Range(ModelPart part, int from, int to) implements Serializable {

    /**
     * @throws IllegalArgumentException if the range is empty or begins below 0
     */
    public Range {
      if (from < 0 || to <= from) {
        throw new IllegalArgumentException(
            "a range of parameters holds at least one of them, but this one runs from %d to %d"
                .formatted(from, to));
      }
    }

    /** How many parameters the range holds. */
    public int length() {
      return to - from;
    }
  }

  /**
   * @throws IllegalArgumentException if the ranges or layers leave a gap, overlap or miss the end
   */
  public ParameterLayout {
    ranges = List.copyOf(ranges);
    layers = List.copyOf(layers);
    check(parameters, ranges);
    check(parameters, layers);
  }

  /** A layout whose ranges are a layer each. */
  public ParameterLayout(int parameters, List<Range> ranges) {
    this(parameters, ranges, ranges);
  }

  private static void check(int parameters, List<Range> ranges) {
    int end = 0;
    for (Range range : ranges) {
      if (range.from() != end) {
        throw new IllegalArgumentException(
            "ranges follow one another, but after %d comes %s".formatted(end, range));
      }
      end = range.to();
    }
    if (end != parameters || parameters < 1) {
      throw new IllegalArgumentException(
          "the ranges end at %d, but there are %d parameters".formatted(end, parameters));
    }
  }

  /** The layout of a model that is all one part. */
  public static ParameterLayout of(ModelPart part, int parameters) {
    return new ParameterLayout(parameters, List.of(new Range(part, 0, parameters)));
  }

  /** The ranges of one part, in ascending order; empty if the model has no such part. */
  public List<Range> ranges(ModelPart part) {
    return ranges.stream().filter(range -> range.part() == part).toList();
  }

  /** The ranges that steps train, in ascending order: all but running statistics. */
  public List<Range> trainedRanges() {
    List<Range> trained = new ArrayList<>(ranges.size());
    for (Range range : ranges) {
      if (range.part().isTrained()) {
        trained.add(range);
      }
    }
    return trained;
  }

  /** The parts that the model has, each once, in the order of {@link ModelPart}. */
  public List<ModelPart> parts() {
    return ranges.stream().map(Range::part).distinct().sorted().toList();
  }

  /**
   * The same layers, where the last one that is trained is the decision part, and all others that
   * are trained the representation part.
   */
  public ParameterLayout withDecisionInLastLayer() {
    int last = layers.size() - 1;
    while (last > 0 && !layers.get(last).part().isTrained()) {
      last--;
    }
    Builder builder = new Builder();
    for (int i = 0; i < layers.size(); i++) {
      Range layer = layers.get(i);
      ModelPart trained = i == last ? ModelPart.DECISION : ModelPart.REPRESENTATION;
      builder.add(layer.part().isTrained() ? trained : layer.part(), layer.length());
    }
    return builder.build();
  }

  /** Puts layers one after the other; neighbours of one part become one range. */
  static final class Builder {

    private final List<Range> ranges = new ArrayList<>();
    private final List<Range> layers = new ArrayList<>();
    private int end;

    /** Begins a layer. */
    void add(ModelPart part, int length) {
      int from = end;
      end = Math.addExact(end, length);
      layers.add(new Range(part, from, end));
      lengthen(ranges, part, from);
    }

    /** Goes on with the latest layer, if it is of the same part; otherwise begins one. */
    void addToLayer(ModelPart part, int length) {
      int from = end;
      end = Math.addExact(end, length);
      lengthen(layers, part, from);
      lengthen(ranges, part, from);
    }

    private void lengthen(List<Range> list, ModelPart part, int from) {
      int last = list.size() - 1;
      if (last >= 0 && list.get(last).part() == part) {
        list.set(last, new Range(part, list.get(last).from(), end));
      } else {
        list.add(new Range(part, from, end));
      }
    }

    ParameterLayout build() {
      return new ParameterLayout(end, ranges, layers);
    }
  }
}
