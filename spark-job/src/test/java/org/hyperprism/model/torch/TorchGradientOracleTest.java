package org.hyperprism.model.torch;

import java.util.List;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracleContract;
import org.hyperprism.model.ModelZoo;

class TorchGradientOracleTest extends GradientOracleContract {

  @Override
  protected GradientBackend backend() {
    return new TorchBackend();
  }

  @Override
  protected List<String> models() {
    return ModelZoo.names();
  }
}
