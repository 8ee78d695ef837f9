package org.hyperprism.model.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2D;
import org.nd4j.linalg.factory.Nd4j;

/**
 * ND4J's convolution with stride 1 and one size of kernels. It writes its results into the array it
 * is given; arrays may lie in memory in any order.
 */
final class NativeConvolution {

  private final OpContext context = Nd4j.getExecutioner().buildContext();

  /**
   * @param rows of a kernel
   * @param columns of a kernel
   * @param zeroRows rows of zeros above and below each image
   * @param zeroColumns columns of zeros before and after each image
   */
  NativeConvolution(long rows, long columns, long zeroRows, long zeroColumns) {
    // Kernel, stride, padding, dilation; no padding mode; channels first, in the kernels too.
    context.setIArguments(rows, columns, 1, 1, zeroRows, zeroColumns, 1, 1, 0, 0, 1);
  }

  /**
   * @param images float[samples][inputs][rows][columns]
   * @param kernels float[outputs][inputs][rows][columns]
   * @param result float[samples][outputs][rows][columns]
   */
  void compute(INDArray images, INDArray kernels, INDArray result) {
    context.purge();
    context.setInputArray(0, images);
    context.setInputArray(1, kernels);
    context.setOutputArray(0, result);
    Nd4j.exec(new Conv2D(), context);
  }

  /**
   * @param biases float[1][outputs], added to every value of an output
   */
  void compute(INDArray images, INDArray kernels, INDArray biases, INDArray result) {
    context.purge();
    context.setInputArray(0, images);
    context.setInputArray(1, kernels);
    context.setInputArray(2, biases);
    context.setOutputArray(0, result);
    Nd4j.exec(new Conv2D(), context);
  }
}
