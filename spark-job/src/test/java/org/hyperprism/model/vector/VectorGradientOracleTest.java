package org.hyperprism.model.vector;

import java.util.List;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracleContract;

class VectorGradientOracleTest extends GradientOracleContract {

  @Override
  protected GradientBackend backend() {
    return new VectorBackend();
  }

  @Override
  protected List<String> models() {
    return List.of("lr", "mlp");
  }
}
