/**
 * Gradients by libtorch, the native library of PyTorch, through its JavaCPP presets: the fastest
 * way here to train networks with convolutions, on a CPU or a GPU.
 *
 * <p>{@link org.hyperprism.model.torch.TorchBackend} is the way in. A model becomes a list of
 * {@code NetworkStep}s; a {@code TorchNetwork} binds them to one flat tensor of parameters in
 * Deeplearning4j's order, of which the layers' weights are views; a {@code TorchGradientOracle}
 * copies weights and samples in, runs the steps forward, lets libtorch differentiate, and copies
 * loss and gradients out.
 *
 * <p>Memory: what lives as long as an oracle is referred to by it; all else is made within a {@link
 * org.bytedeco.javacpp.PointerScope} of one call and freed at its end by the calling thread, so
 * that nothing waits for the garbage collector and nothing is freed under a running call.
 *
 * <p>Bits: one thread a call and deterministic algorithms, so that the same question has the same
 * answer on every run, in every thread and with any number of partitions of one machine. libtorch
 * and the libraries within it (oneDNN, OpenBLAS) choose their kernels by the processor's
 * instruction sets; on processors of another kind the last bits may differ.
 *
 * <p>On a GPU ({@link org.hyperprism.model.torch.TorchDevice}) the bits are those of that GPU, its
 * CUDA and its cuDNN: libtorch is asked for deterministic kernels and full 32-bit floats there, so
 * that a rerun on the same machine gives the same bits, but nothing promises those of a CPU. The
 * weights, the samples and the gradient of the loss go there in one copy each, loss and gradients
 * come back in one copy each. {@code CudaTest} is skipped where there is no GPU; the copying is
 * tested within the host's memory too.
 *
 * <pre>{@code
 * ModelDefinition model = ModelZoo.definition("lenet", 1, 28, 28, 10);
 * try (GradientOracle oracle = new TorchBackend(TorchDevice.CPU, 1).oracle(model, 128)) {
 *   // as in org.hyperprism.model
 * }
 * }</pre>
 *
 * <p>What may come in: another kind of layer, as a {@code TorchLayer}, with its test against {@code
 * dl4j}.
 */
@NullMarked
package org.hyperprism.model.torch;

import org.jspecify.annotations.NullMarked;
