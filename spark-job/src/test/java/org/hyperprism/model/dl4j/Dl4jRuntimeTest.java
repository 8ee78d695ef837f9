package org.hyperprism.model.dl4j;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNSubsamplingHelper;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.hyperprism.model.ModelZoo;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class Dl4jRuntimeTest {

  private static final JavaClasses HYPERPRISM =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.hyperprism");

  @Test
  void convolutionAndPoolingUseOneDnn() {
    Dl4jRuntime.start();
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            NetworkConfigurations.of(ModelZoo.definition("lenet", 1, 28, 28, 10)));
    network.init();
    assertThat(((ConvolutionLayer) network.getLayer(0)).getHelper())
        .isInstanceOf(MKLDNNConvHelper.class);
    assertThat(((SubsamplingLayer) network.getLayer(1)).getHelper())
        .isInstanceOf(MKLDNNSubsamplingHelper.class);
    assertThat(Dl4jRuntime.layerHelpersActive()).isTrue();
  }

  @Test
  void theDescriptionIsOneLineForTheLog() {
    assertThat(Dl4jRuntime.describe())
        .contains("CPU backend")
        .contains("OPENBLAS")
        .contains("oneDNN layer helpers on")
        .contains("1 OpenMP thread per task")
        .doesNotContain("\n");
  }

  @Test
  void startedTwiceItKeepsItsDeallocator() {
    Dl4jRuntime.start();
    Object deallocator = Nd4j.getDeallocatorService();
    Dl4jRuntime.start();
    assertThat(Nd4j.getDeallocatorService())
        .isSameAs(deallocator)
        .isInstanceOf(DeferredDeallocator.class);
  }

  /** Libraries that ND4J brings along and that know nothing of it. */
  private static final String PLAIN_JAVA = "org.nd4j.shade..";

  /** The backend torch reads users' configurations, and has natives of its own. */
  @Test
  void onlyBackendsAndDeeplearning4jOnSparkTouchNativeCode() {
    noClasses()
        .that()
        .resideOutsideOfPackages(
            "org.hyperprism.model.dl4j..",
            "org.hyperprism.model.torch..",
            "org.hyperprism.experiment.dl4j..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
                .and(resideOutsideOfPackage(PLAIN_JAVA)))
        .check(HYPERPRISM);
    noClasses()
        .that()
        .resideOutsideOfPackages("org.hyperprism.model.dl4j..", "org.hyperprism.experiment.dl4j..")
        .and()
        .haveNameNotMatching(".*\\.ImportedSteps(\\$.*)?")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.nd4j..", "org.deeplearning4j..")
                .and(resideOutsideOfPackage(PLAIN_JAVA)))
        .check(HYPERPRISM);
  }

  /** What needs no start: the start itself, looks at a model, and what every record has. */
  private static final Set<String> WITHOUT_ND4J =
      Set.of("start", "obstacle", "model", "weights", "equals", "hashCode", "toString");

  /** Every public entry starts the runtime first; the rest of the package is not public. */
  @Test
  void whoeverComesInHasStartedTheRuntime() {
    List<JavaClass> doors =
        HYPERPRISM.stream()
            .filter(type -> type.getPackageName().equals("org.hyperprism.model.dl4j"))
            .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
            .toList();
    assertThat(doors)
        .extracting(JavaClass::getSimpleName)
        .containsExactlyInAnyOrder(
            "Dl4jBackend",
            "Factory",
            "Dl4jRuntime",
            "ImportedNetworks",
            "ModelArchive",
            "ParameterArrays");
    for (JavaClass door : doors) {
      for (JavaMethod method : door.getMethods()) {
        boolean entry =
            method.getModifiers().contains(JavaModifier.PUBLIC)
                && !WITHOUT_ND4J.contains(method.getName())
                && !door.isEquivalentTo(Dl4jBackend.Factory.class);
        if (entry) {
          assertThat(method.getMethodCallsFromSelf())
              .as(method.getFullName())
              .anyMatch(call -> call.getTargetOwner().isEquivalentTo(Dl4jRuntime.class));
        }
      }
    }
  }

  /** All backends are registered wherever one of them is chosen. */
  @Test
  void registeringTheBackendTouchesNoNativeCode() {
    noClasses()
        .that()
        .areAssignableTo(Dl4jBackend.Factory.class)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.deeplearning4j..", "org.bytedeco..")
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Dl4jRuntime.class)
        .check(HYPERPRISM);
  }
}
