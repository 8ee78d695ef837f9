package org.hyperprism.topology.schedule;

import org.hyperprism.setting.NoSettings;
import org.hyperprism.topology.Graph;
import org.hyperprism.topology.LinkChecks;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;

/**
 * The same graph in every round.
 *
 * @param shape what it looks like
 * @param devices number of devices m, >= 1
 */
public record StaticGraph(StaticShape shape, int devices) implements LinkSchedule {

  private static final long serialVersionUID = 1L;

  public StaticGraph {
    LinkChecks.devices(devices, 1);
  }

  @Override
  public Graph graph(int round) {
    return shape.graph(devices);
  }

  /** A shape as a kind of links; it has no settings. */
  private abstract static class OfShape extends LinkScheduleFactory<NoSettings> {

    private final StaticShape shape;

    OfShape(String name, StaticShape shape, String documentation) {
      super(name, NoSettings.class, documentation);
      this.shape = shape;
    }

    @Override
    public boolean linksVary() {
      return false;
    }

    @Override
    public LinkSchedule create(NoSettings settings, Request request) {
      return new StaticGraph(shape, request.devices());
    }
  }

  /** Registers {@link StaticShape#RING}. */
  public static final class Ring extends OfShape {
    public Ring() {
      super("ring", StaticShape.RING, "every device with the next and the one before");
    }
  }

  /** Registers {@link StaticShape#TORUS}. */
  public static final class Torus extends OfShape {
    public Torus() {
      super("torus", StaticShape.TORUS, "a grid that is closed in both directions");
    }
  }

  /** Registers {@link StaticShape#EXPONENTIAL}. */
  public static final class Exponential extends OfShape {
    public Exponential() {
      super(
          "exponential",
          StaticShape.EXPONENTIAL,
          "every device with those 1, 2, 4, 8, ... further on");
    }
  }

  /** Registers {@link StaticShape#COMPLETE}. */
  public static final class Complete extends OfShape {
    public Complete() {
      super("complete", StaticShape.COMPLETE, "all pairs of devices");
    }
  }

  /** Registers {@link StaticShape#STAR}. */
  public static final class Star extends OfShape {
    public Star() {
      super("star", StaticShape.STAR, "device 0 with all others");
    }
  }
}
