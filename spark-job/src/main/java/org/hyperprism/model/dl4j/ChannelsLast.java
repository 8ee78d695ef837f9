package org.hyperprism.model.dl4j;

import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Images float[samples][channels][rows][columns] of which the channels of a pixel lie side by side
 * in memory. So oneDNN computes convolutions; images that lie so already it neither copies nor
 * orders anew.
 */
final class ChannelsLast {

  private ChannelsLast() {}

  /** New images in a layer's workspace, not filled. */
  static INDArray create(
      LayerWorkspaceMgr workspaces,
      ArrayType type,
      long samples,
      long channels,
      long rows,
      long columns) {
    return workspaces
        .createUninitialized(
            type, DataType.FLOAT, new long[] {samples, rows, columns, channels}, 'c')
        .permute(0, 3, 1, 2);
  }

  /** New images of the size of others, in a layer's workspace, not filled. */
  static INDArray createLike(INDArray images, LayerWorkspaceMgr workspaces, ArrayType type) {
    return create(workspaces, type, images.size(0), images.size(1), images.size(2), images.size(3));
  }

  /** The same images as float[samples][rows][columns][channels]. */
  static INDArray pixels(INDArray images) {
    return images.permute(0, 2, 3, 1);
  }
}
