package org.hyperprism.model.dl4j;

import java.util.List;
import org.hyperprism.model.GradientBackend;
import org.hyperprism.model.GradientOracleContract;
import org.hyperprism.model.ModelZoo;

class Dl4jGradientOracleTest extends GradientOracleContract {

  @Override
  protected GradientBackend backend() {
    return new Dl4jBackend();
  }

  @Override
  protected List<String> models() {
    return ModelZoo.names();
  }
}
