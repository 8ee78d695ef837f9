/**
 * The models of an experiment: the architecture that its settings name, and the files in which
 * models of devices stay, the final and the best ones, and from which a run may start.
 *
 * <pre>{@code
 * StoredModel model =
 *     ModelFile.read("runs/mine/models/method=dpsgd/device-00007.parquet", new Configuration());
 * byte[] zip = new ModelArchive(model.description().model(), model.weights()).zip();
 * }</pre>
 *
 * <p>What may come in: another form in which a model comes or leaves.
 */
@NullMarked
package org.hyperprism.experiment.models;

import org.jspecify.annotations.NullMarked;
