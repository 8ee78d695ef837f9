package org.hyperprism.cli;

import java.io.IOException;
import org.apache.hadoop.yarn.api.records.FinalApplicationStatus;
import org.apache.hadoop.yarn.client.api.AMRMClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.exceptions.InvalidApplicationMasterRequestException;
import org.apache.hadoop.yarn.exceptions.YarnException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The YARN application whose ApplicationMaster this JVM is. */
final class YarnApplication {

  private static final Logger LOG = LoggerFactory.getLogger(YarnApplication.class);

  private YarnApplication() {}

  /**
   * Reports the application as failed for good. Spark's ApplicationMaster would let YARN try again,
   * which helps against lost machines and not against mistakes in a configuration.
   *
   * @param diagnosis what the user reads
   */
  static void endWithoutRetry(String diagnosis) {
    try (AMRMClient<AMRMClient.ContainerRequest> client = AMRMClient.createAMRMClient()) {
      client.init(new YarnConfiguration());
      client.start();
      try {
        client.registerApplicationMaster("", -1, "");
      } catch (InvalidApplicationMasterRequestException bySpark) {
        LOG.debug("registered already", bySpark);
      }
      client.unregisterApplicationMaster(FinalApplicationStatus.FAILED, diagnosis, "");
    } catch (YarnException | IOException e) {
      LOG.warn("YARN could not be told that another attempt is of no use", e);
    }
  }
}
