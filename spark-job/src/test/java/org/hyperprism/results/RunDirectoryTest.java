package org.hyperprism.results;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.hyperprism.failure.EnvironmentException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Places that no run can have. */
class RunDirectoryTest {

  /** Hadoop says of each of its addresses that it is there, so that it once "held a run". */
  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:1/run", "https://127.0.0.1:1/run"})
  void anAddressThatIsOnlyReadIsSaidToBeOne(String out) {
    String scheme = out.substring(0, out.indexOf(':'));
    for (boolean exists : new boolean[] {false, true}) {
      RunOptions options = new RunOptions(Optional.of(out), exists, false);
      assertThatThrownBy(() -> RunDirectory.locate(options, new Configuration()))
          .isInstanceOf(EnvironmentException.class)
          .hasMessage(
              "--out: the run directory %s cannot be used: Hadoop reads from %s: and cannot write there; take a folder of this machine or of HDFS, or name another directory",
              out, scheme);
    }
  }
}
