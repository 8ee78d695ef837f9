package org.hyperprism.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hyperprism.data.Batch;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientGroup;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ParameterLayout;

/**
 * Another backend's gradients, asked for several at once as from a GPU.
 *
 * @param failure what goes wrong
 */
record GroupedGradients(GradientBackend backend, int slots, Failure failure)
    implements GradientBackend {

  private static final long serialVersionUID = 1L;

  enum Failure {
    NONE,
    /** The third computation of a group. */
    COMPUTATION,
    /** All that the second device of a group asks. */
    DEVICE
  }

  @Override
  public Optional<String> obstacle(ModelDefinition model) {
    return backend.obstacle(model);
  }

  @Override
  public GradientOracle oracle(ModelDefinition model, int batchCapacity) {
    return backend.oracle(model, batchCapacity);
  }

  @Override
  public Optional<GradientGroup> group(ModelDefinition model, int batchCapacity) {
    return Optional.of(new Group(model, backend.oracle(model, batchCapacity)));
  }

  @Override
  public String describe() {
    return backend.describe() + ", several at once";
  }

  private final class Group implements GradientGroup {

    private record Asked(float[] weights, int offset, Batch batch) {}

    private final GradientOracle oracle;
    private final List<Asked> asked = new ArrayList<>();
    private final float[][] gradients;
    private final double[] losses = new double[slots];
    private int computations;

    Group(ModelDefinition model, GradientOracle oracle) {
      this.oracle = oracle;
      this.gradients = new float[slots][model.layout().parameters()];
      for (int slot = 0; slot < slots; slot++) {
        asked.add(null);
      }
    }

    @Override
    public int slots() {
      return slots;
    }

    @Override
    public ParameterLayout layout() {
      return oracle.layout();
    }

    @Override
    public synchronized void load(int slot, float[] weights, int offset, Batch batch) {
      if (slot == 1 && failure == Failure.DEVICE) {
        throw new IllegalArgumentException("no such batch");
      }
      asked.set(slot, new Asked(weights, offset, batch));
    }

    @Override
    public void compute() {
      if (++computations == 3 && failure == Failure.COMPUTATION) {
        throw new IllegalStateException("out of memory");
      }
      for (int slot = 0; slot < slots; slot++) {
        Asked of = asked.set(slot, null);
        if (of != null) {
          losses[slot] = oracle.gradient(of.weights, of.offset, of.batch, gradients[slot], 0);
        }
      }
    }

    @Override
    public double store(int slot, Batch batch, float[] gradient, int gradientOffset) {
      System.arraycopy(gradients[slot], 0, gradient, gradientOffset, gradients[slot].length);
      return losses[slot];
    }

    @Override
    public void close() {
      oracle.close();
    }
  }
}
