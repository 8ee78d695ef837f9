package org.example;

import org.hyperprism.setting.NoSettings;
import org.hyperprism.topology.LinkSchedule;
import org.hyperprism.topology.LinkScheduleFactory;
import org.hyperprism.topology.schedule.OnePeerExponential;
import org.hyperprism.topology.schedule.StaticGraph;
import org.hyperprism.topology.schedule.StaticShape;

/** Kinds of links of somebody else's, for tests that put their names into a services file. */
public final class OwnLinks {

  private OwnLinks() {}

  /** Links that vary from round to round, which is what a kind that says nothing is taken for. */
  public static final class Varying extends LinkScheduleFactory<NoSettings> {

    public Varying() {
      super("own-varying", NoSettings.class, "other links each round");
    }

    @Override
    public LinkSchedule create(NoSettings settings, Request request) {
      return new OnePeerExponential(request.devices());
    }
  }

  /** The same links in every round, as it says. */
  public static final class Lasting extends LinkScheduleFactory<NoSettings> {

    public Lasting() {
      super("own-lasting", NoSettings.class, "the same links each round");
    }

    @Override
    public boolean linksVary() {
      return false;
    }

    @Override
    public LinkSchedule create(NoSettings settings, Request request) {
      return new StaticGraph(StaticShape.STAR, request.devices());
    }
  }
}
