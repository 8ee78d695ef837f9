package org.hyperprism.dataset;

import java.io.Serializable;
import org.hyperprism.failure.DataException;

/**
 * The training and the test samples of one data set.
 *
 * @param name what the data set is called in configurations and results, for example {@code mnist}
 * @param train the samples that are spread over the devices
 * @param test the samples that models are evaluated on; same shape and classes as {@code train}
 */
public record Dataset(String name, Samples train, Samples test) implements Serializable {

  private static final long serialVersionUID = 1L;

  /**
   * @throws DataException if training and test samples differ in shape or classes
   */
  public Dataset {
    if (!train.shape().equals(test.shape()) || train.classes() != test.classes()) {
      throw new DataException(
          String.format(
              "the training samples of %s have shape %s and %d classes, its test samples shape %s"
                  + " and %d classes; expected the same of both",
              name, train.shape(), train.classes(), test.shape(), test.classes()));
    }
  }
}
