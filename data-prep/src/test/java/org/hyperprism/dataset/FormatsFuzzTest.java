package org.hyperprism.dataset;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.hyperprism.testing.Reading;

/** Files of samples that are none; the inputs lie in the resources, in a folder a method. */
class FormatsFuzzTest {

  private static final FileContent LABELS =
      new FileContent("labels", new byte[] {0, 0, 8, 1, 0, 0, 0, 1, 7});

  @FuzzTest
  void idxImages(byte[] file) throws Exception {
    Reading.readsOrRefuses(() -> IdxFormat.parse(new FileContent("images", file), LABELS, 10));
  }

  @FuzzTest
  void idxLabels(byte[] file) throws Exception {
    FileContent images =
        new FileContent("images", new byte[] {0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 9});
    Reading.readsOrRefuses(() -> IdxFormat.parse(images, new FileContent("labels", file), 10));
  }

  @FuzzTest
  void cifar(byte[] file) throws Exception {
    Reading.readsOrRefuses(() -> Cifar10Format.parse(List.of(new FileContent("batch", file))));
  }

  @FuzzTest
  void packed(byte[] file) throws Exception {
    Reading.readsOrRefuses(() -> FileContent.read("batch.gz", new ByteArrayInputStream(file)));
  }
}
