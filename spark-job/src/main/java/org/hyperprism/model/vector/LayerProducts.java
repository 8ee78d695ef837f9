package org.hyperprism.model.vector;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.hyperprism.simd.KernelPair;

/**
 * The three products of a fully connected layer, cut into blocks for the kernels: forward, gradient
 * of the weights, gradient of the inputs. Batches are float[samples][inputs] and
 * float[samples][units], row-major. Has scratch memory of its own and belongs to one thread.
 */
final class LayerProducts {

  private final KernelPair<ChunkKernels> kernels;
  private final float[] sums =
      new float[ChunkKernels.SAMPLES * ChunkKernels.UNITS * ChunkKernels.WIDTH];

  /** 0, 1, 2, ...: every unit is a step. */
  private final int[] everyUnit;

  /**
   * @param units most units of a layer
   */
  LayerProducts(KernelPair<ChunkKernels> kernels, int units) {
    this.kernels = kernels;
    this.everyUnit = IntStream.range(0, units).toArray();
  }

  /**
   * outputs[sample][unit] = bias[unit] + sum over inputs of weight[unit][input]
   * inputs[sample][input].
   *
   * @param parameters the flat vector of the model, which begins at {@code offset}
   * @param firstInput where the first row of inputs begins
   */
  void outputs(
      DenseLayer layer,
      float[] parameters,
      int offset,
      float[] inputs,
      int firstInput,
      OccupiedChunks occupied,
      int samples,
      float[] outputs) {
    ChunkKernels serving = kernels.serving();
    for (int unit = 0; unit < layer.units(); unit += ChunkKernels.UNITS) {
      int units = Math.min(ChunkKernels.UNITS, layer.units() - unit);
      for (int sample = 0; sample < samples; sample += ChunkKernels.SAMPLES) {
        int group = sample / ChunkKernels.SAMPLES;
        int size = Math.min(ChunkKernels.SAMPLES, samples - sample);
        int input = firstInput + sample * layer.inputs();
        int weight = offset + layer.weights() + unit * layer.inputs();
        serving.products(
            inputs,
            input,
            layer.inputs(),
            size,
            parameters,
            weight,
            layer.inputs(),
            units,
            occupied.ofGroups(),
            occupied.groupFrom(group),
            occupied.groupTo(group),
            sums);
        if (layer.tail() < layer.inputs()) {
          addTails(layer, inputs, input, size, parameters, weight, units);
        }
        serving.fold(sums, ChunkKernels.SAMPLES * ChunkKernels.UNITS);
        int bias = offset + layer.biases() + unit;
        for (int i = 0; i < size; i++) {
          int output = (sample + i) * layer.units() + unit;
          for (int j = 0; j < units; j++) {
            outputs[output + j] = sums[i * ChunkKernels.UNITS + j] + parameters[bias + j];
          }
        }
      }
    }
  }

  /** What fills no chunk goes to the partial sums of the places it would have in one. */
  private void addTails(
      DenseLayer layer,
      float[] inputs,
      int input,
      int samples,
      float[] parameters,
      int weight,
      int units) {
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < units; j++) {
        int sum = (i * ChunkKernels.UNITS + j) * ChunkKernels.WIDTH;
        int x = input + i * layer.inputs();
        int w = weight + j * layer.inputs();
        for (int k = layer.tail(); k < layer.inputs(); k++) {
          int place = sum + k - layer.tail();
          sums[place] = Math.fma(inputs[x + k], parameters[w + k], sums[place]);
        }
      }
    }
  }

  /**
   * gradient of weight[unit][input] = sum over samples of delta[sample][unit]
   * inputs[sample][input]; gradient of bias[unit] = sum of delta[sample][unit].
   *
   * @param deltas gradient of the loss by the layer's outputs
   * @param gradient receives both where the layer's parameters lie in the flat vector
   */
  void parameterGradient(
      DenseLayer layer,
      float[] inputs,
      OccupiedChunks occupied,
      float[] deltas,
      int samples,
      float[] gradient,
      int offset) {
    ChunkKernels serving = kernels.serving();
    int weights = offset + layer.weights();
    for (int chunk = 0; chunk < layer.chunks(); chunk++) {
      for (int unit = 0; unit < layer.units(); unit += ChunkKernels.ROWS) {
        serving.combine(
            deltas,
            unit,
            1,
            layer.units(),
            inputs,
            chunk * ChunkKernels.WIDTH,
            layer.inputs(),
            occupied.ofChunks(),
            occupied.chunkFrom(chunk),
            occupied.chunkTo(chunk),
            gradient,
            weights + unit * layer.inputs() + chunk * ChunkKernels.WIDTH,
            layer.inputs(),
            Math.min(ChunkKernels.ROWS, layer.units() - unit));
      }
    }
    for (int unit = 0; unit < layer.units(); unit++) {
      for (int input = layer.tail(); input < layer.inputs(); input++) {
        float sum = 0;
        for (int sample = 0; sample < samples; sample++) {
          sum =
              Math.fma(
                  inputs[sample * layer.inputs() + input],
                  deltas[sample * layer.units() + unit],
                  sum);
        }
        gradient[weights + unit * layer.inputs() + input] = sum;
      }
    }
    int biases = offset + layer.biases();
    Arrays.fill(gradient, biases, biases + layer.units(), 0);
    for (int sample = 0; sample < samples; sample++) {
      int delta = sample * layer.units();
      for (int unit = 0; unit < layer.units(); unit++) {
        gradient[biases + unit] += deltas[delta + unit];
      }
    }
  }

  /**
   * inputDelta[sample][input] = sum over units of delta[sample][unit] weight[unit][input].
   *
   * @param inputDeltas receives the gradient of the loss by the layer's inputs
   */
  void inputGradient(
      DenseLayer layer,
      float[] parameters,
      int offset,
      float[] deltas,
      int samples,
      float[] inputDeltas) {
    ChunkKernels serving = kernels.serving();
    int weights = offset + layer.weights();
    for (int sample = 0; sample < samples; sample += ChunkKernels.ROWS) {
      int rows = Math.min(ChunkKernels.ROWS, samples - sample);
      for (int chunk = 0; chunk < layer.chunks(); chunk++) {
        serving.combine(
            deltas,
            sample * layer.units(),
            layer.units(),
            1,
            parameters,
            weights + chunk * ChunkKernels.WIDTH,
            layer.inputs(),
            everyUnit,
            0,
            layer.units(),
            inputDeltas,
            sample * layer.inputs() + chunk * ChunkKernels.WIDTH,
            layer.inputs(),
            rows);
      }
    }
    for (int sample = 0; sample < samples; sample++) {
      for (int input = layer.tail(); input < layer.inputs(); input++) {
        float sum = 0;
        for (int unit = 0; unit < layer.units(); unit++) {
          sum =
              Math.fma(
                  parameters[weights + unit * layer.inputs() + input],
                  deltas[sample * layer.units() + unit],
                  sum);
        }
        inputDeltas[sample * layer.inputs() + input] = sum;
      }
    }
  }
}
