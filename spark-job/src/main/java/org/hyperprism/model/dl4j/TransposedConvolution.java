package org.hyperprism.model.dl4j;

import java.util.stream.LongStream;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.OpContext;
import org.nd4j.linalg.api.ops.impl.shape.Gather;
import org.nd4j.linalg.factory.Nd4j;

/**
 * From the gradient by a convolution's output to the gradient by its input.
 *
 * <p>That is a convolution too: of the output gradient with zeros around it, with the weights of
 * each kernel from the last to the first, and with input and output channels in each other's place.
 * ND4J's own operation fills channels up to multiples of 16 and writes them in an order of its own.
 */
final class TransposedConvolution {

  private final NativeConvolution convolution;
  private final OpContext reversal = Nd4j.getExecutioner().buildContext();
  private final INDArray lastToFirst;

  /**
   * @param rows of a kernel
   * @param columns of a kernel
   */
  TransposedConvolution(long rows, long columns) {
    this.convolution = new NativeConvolution(rows, columns, rows - 1, columns - 1);
    long weights = rows * columns;
    // Outside the workspaces, whose memory is used again in the next step.
    try (MemoryWorkspace outside = Nd4j.getWorkspaceManager().scopeOutOfWorkspaces()) {
      this.lastToFirst =
          Nd4j.createFromArray(LongStream.range(0, weights).map(i -> weights - 1 - i).toArray());
    }
    reversal.setIArguments(1);
  }

  /**
   * @param outputGradient float[samples][outputs][rows][columns]
   * @param kernels float[outputs][inputs][rows][columns], in this order in memory
   * @param inputGradient float[samples][inputs][rows][columns]; the result
   */
  void compute(
      INDArray outputGradient,
      INDArray kernels,
      INDArray inputGradient,
      LayerWorkspaceMgr workspaces) {
    long count = kernels.size(0) * kernels.size(1);
    INDArray reversed =
        workspaces.createUninitialized(
            ArrayType.BP_WORKING_MEM, DataType.FLOAT, kernels.shape(), 'c');
    reversal.purge();
    reversal.setInputArray(0, kernels.reshape('c', count, lastToFirst.length()));
    reversal.setInputArray(1, lastToFirst);
    reversal.setOutputArray(0, reversed.reshape('c', count, lastToFirst.length()));
    Nd4j.exec(new Gather(), reversal);
    convolution.compute(outputGradient, reversed.permute(1, 0, 2, 3), inputGradient);
  }
}
