package org.hyperprism.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hyperprism.method.MethodFactory;
import org.junit.jupiter.api.Test;

class RunPicturesTest {

  @Test
  void curvesOfOnePictureHaveDifferentColours() {
    List<String> methods = new ArrayList<>(MethodFactory.all().names().subList(0, 7));
    methods.add("of-a-plug-in");
    assertThat(CurveColour.ofMethods(methods).values()).doesNotHaveDuplicates().hasSize(8);
    assertThat(CurveColour.ofMethods(List.of("local", "hyperprism", "another")).values())
        .doesNotHaveDuplicates();
  }

  @Test
  void aMethodHasTheSameColourInThePicturesOfAllRuns() {
    for (String method : MethodFactory.all().names()) {
      assertThat(CurveColour.ofMethods(List.of(method)))
          .containsEntry(method, CurveColour.ofMethods(MethodFactory.all().names()).get(method));
    }
  }
}
