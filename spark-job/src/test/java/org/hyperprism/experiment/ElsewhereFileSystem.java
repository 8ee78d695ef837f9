package org.hyperprism.experiment;

import java.net.URI;
import org.apache.hadoop.fs.RawLocalFileSystem;

/**
 * A Hadoop file system that only those find who are told of it, {@code
 * fs.elsewhere.impl=org.hyperprism.experiment.ElsewhereFileSystem}: {@code elsewhere:///a} is the
 * local file {@code /a}.
 */
public final class ElsewhereFileSystem extends RawLocalFileSystem {

  static final String SETTING = "spark.hadoop.fs.elsewhere.impl";

  @Override
  public URI getUri() {
    return URI.create("elsewhere:///");
  }

  @Override
  public String getScheme() {
    return "elsewhere";
  }
}
