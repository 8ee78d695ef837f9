package org.hyperprism.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hyperprism.failure.ConfigurationException;
import org.hyperprism.partition.PartitionFactory;
import org.hyperprism.partition.PartitionScheme;
import org.junit.jupiter.api.Test;

/** Factories of a program, beside those of jars. */
class FactoriesTest {

  /** A kind of this test alone, so that no other test sees what is added. */
  abstract static class Animal extends NamedFactory<NoSettings> {
    Animal(String name) {
      super(name, NoSettings.class, "an animal");
    }
  }

  static class Horse extends Animal {
    Horse() {
      super("horse");
    }
  }

  static final class Foal extends Horse {}

  static final class Ant extends Animal {
    Ant() {
      super("ant");
    }
  }

  static final class Iid extends PartitionFactory<NoSettings> {
    Iid() {
      super("iid", NoSettings.class, "a name that is taken");
    }

    @Override
    public PartitionScheme create(NoSettings settings) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void oneOfAProgramIsKnownUntilAnotherOfItsNameComes() {
    Factories<Animal> before = Factories.of(Animal.class);
    Horse horse = new Horse();
    Foal foal = new Foal();
    Factories.add(horse);
    Factories.add(new Ant());

    assertThat(Factories.<Animal>of(Animal.class).names())
        .containsExactlyInAnyOrder("horse", "ant");
    assertThat(Factories.<Animal>of(Animal.class).named("horse")).isSameAs(horse);

    Factories.add(foal);

    assertThat(Factories.<Animal>of(Animal.class).names())
        .containsExactlyInAnyOrder("horse", "ant");
    assertThat(Factories.<Animal>of(Animal.class).named("horse")).isSameAs(foal);
    assertThat(before.names()).isEmpty();
  }

  @Test
  void oneOfAJarStaysWhatItIs() {
    assertThatThrownBy(() -> Factories.add(new Iid()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("are both called 'iid'; expected plug-ins with names of their own");
    assertThat(PartitionFactory.all().named("iid")).isNotInstanceOf(Iid.class);
  }
}
