/**
 * Models in ONNX, the exchange format that many runtimes open. The classes of its messages are
 * those that ND4J's API carries; no native code is touched.
 *
 * <pre>{@code
 * ModelDefinition model = ModelZoo.definition("lr", 1, 28, 28, 10);
 * float[] weights = model.initialParameters(new RandomStreams(42));
 * Files.write(Path.of("model.onnx"), OnnxModel.of(model, weights).bytes());
 * }</pre>
 *
 * <p>What may come in: another kind of layer, with its comparison to Deeplearning4j by onnxruntime.
 */
@NullMarked
package org.hyperprism.model.onnx;

import org.jspecify.annotations.NullMarked;
