package org.hyperprism.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

@WithSpark
class SparkExtensionTest {

  private final SparkSession session;

  SparkExtensionTest(SparkSession session) {
    this.session = session;
  }

  @Test
  void allShareOneContextThatIsNobodysDefault(SparkSession again, JavaSparkContext context) {
    assertThat(again).isSameAs(session);
    assertThat(context.sc()).isSameAs(session.sparkContext());
    assertThat(SparkSession.getDefaultSession().isEmpty()).isTrue();
    assertThat(session.range(10).count()).isEqualTo(10);
  }

  @Test
  void whoeverComesAfterAStopHasANewOne() {
    SparkExtension.Shared shared = new SparkExtension.Shared();
    SparkSession first = shared.session();
    first.stop();
    SparkSession second = shared.session();
    assertThat(second.sparkContext().isStopped()).isFalse();
    assertThat(shared.session()).isSameAs(second);
    shared.close();
    assertThat(second.sparkContext().isStopped()).isTrue();
  }
}
