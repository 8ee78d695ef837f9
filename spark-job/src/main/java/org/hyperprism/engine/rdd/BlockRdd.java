package org.hyperprism.engine.rdd;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.Dependency;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.rdd.RDD;
import org.apache.spark.rdd.ShuffledRDD;
import org.apache.spark.serializer.Serializer;
import org.hyperprism.failure.EnvironmentException;
import org.hyperprism.failure.KnownCauses;
import org.hyperprism.spark.JavaSerialized;
import scala.Tuple2;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;
import scala.runtime.AbstractFunction2;

/**
 * The blocks of devices, one element per block, each in the partition of the block's number.
 *
 * <p>A round is made of steps of this class rather than of Spark's own map and zipPartitions, for
 * these have Spark read the bytecode of every function in every round, a third of a small round's
 * time. Blocks of the same number lie in the same place, so pairing them moves nothing.
 */
public final class BlockRdd<T> extends RDD<JavaSerialized<T>> {

  private static final long serialVersionUID = 1L;

  /** Makes one block out of its number. */
  @FunctionalInterface
  public interface Source<T> extends Serializable {
    T make(int block);
  }

  /** What becomes of one block. */
  @FunctionalInterface
  public interface Step<A, T> extends Serializable {
    T apply(int block, A value);
  }

  /** What becomes of what two RDDs have of one block. */
  @FunctionalInterface
  public interface StepOfTwo<A, B, T> extends Serializable {
    T apply(int block, A value, B second);
  }

  /** What becomes of what three RDDs have of one block. */
  @FunctionalInterface
  public interface StepOfThree<A, B, C, T> extends Serializable {
    T apply(int block, A value, B second, C third);
  }

  /** What a partition holds, out of what its parents' partitions of the same number hold. */
  @FunctionalInterface
  private interface Computation<T> extends Serializable {
    T compute(int block, Parents parents);
  }

  /**
   * The elements of the parents' partitions; {@link #map} and the like give a child its parents.
   */
  @SuppressWarnings("TypeParameterUnusedInFormals")
  private record Parents(RDD<?> child, Partition partition, TaskContext context) {

    @SuppressWarnings("unchecked")
    <A> Iterator<A> all(int parent) {
      RDD<A> rdd = (RDD<A>) child.dependencies().apply(parent).rdd();
      return JavaConverters.asJavaIterator(rdd.iterator(partition, context));
    }

    <A> A only(int parent) {
      return this.<JavaSerialized<A>>all(parent).next().value();
    }
  }

  /** Any number of elements out of each block, on their way into a shuffle. */
  private static final class Spread<A, B> extends RDD<B> {

    private static final long serialVersionUID = 1L;

    private final Step<A, Iterator<B>> step;

    Spread(BlockRdd<A> parent, Step<A, Iterator<B>> step) {
      super(parent.context(), narrow(List.of(parent)), anyTag());
      this.step = step;
    }

    @Override
    public String logName() {
      return RDD.class.getName();
    }

    @Override
    public scala.collection.Iterator<B> compute(Partition partition, TaskContext context) {
      return JavaConverters.asScalaIterator(
          inMemory(
              () -> {
                A value = new Parents(this, partition, context).only(0);
                return step.apply(partition.index(), value);
              }));
    }

    @Override
    public Partition[] getPartitions() {
      return firstParent(BlockRdd.<Object>anyTag()).partitions();
    }
  }

  /** The partition of a block, and of the same block in all parents. */
  private static final class BlockPartition implements Partition {

    private static final long serialVersionUID = 1L;

    private final int block;

    BlockPartition(int block) {
      this.block = block;
    }

    @Override
    public int index() {
      return block;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof BlockPartition partition && partition.block == block;
    }

    @Override
    public int hashCode() {
      return block;
    }
  }

  private final int blocks;
  private final Computation<T> computation;

  private BlockRdd(
      SparkContext spark, int blocks, List<? extends RDD<?>> parents, Computation<T> computation) {
    super(spark, narrow(parents), anyTag());
    this.blocks = blocks;
    this.computation = computation;
  }

  private static scala.collection.Seq<Dependency<?>> narrow(List<? extends RDD<?>> parents) {
    List<Dependency<?>> dependencies = new ArrayList<>();
    for (RDD<?> parent : parents) {
      dependencies.add(new OneToOneDependency<>(parent));
    }
    return sequence(dependencies);
  }

  private static <A> scala.collection.immutable.List<A> sequence(List<A> elements) {
    return JavaConverters.asScalaBuffer(elements).toList();
  }

  @SuppressWarnings("unchecked") // Spark needs the class for arrays of primitive elements alone
  private static <A> ClassTag<A> anyTag() {
    return (ClassTag<A>) ClassTag$.MODULE$.AnyRef();
  }

  /** Blocks that are made where they are needed. */
  public static <T> BlockRdd<T> of(SparkContext spark, int blocks, Source<T> source) {
    return new BlockRdd<>(spark, blocks, List.of(), (block, parents) -> source.make(block));
  }

  /** Names it for Spark's pages and logs. */
  public BlockRdd<T> named(String name) {
    setName(name);
    return this;
  }

  public <B> BlockRdd<B> map(Step<T, B> step) {
    return new BlockRdd<>(
        context(), blocks, List.of(this), (block, parents) -> step.apply(block, parents.only(0)));
  }

  /**
   * Every block with those of the same number in two other RDDs, without moving any: Spark's
   * zipPartitions.
   */
  public <B, C, D> BlockRdd<D> zip(
      BlockRdd<B> second, BlockRdd<C> third, StepOfThree<T, B, C, D> step) {
    return new BlockRdd<>(
        context(),
        blocks,
        List.of(this, second, third),
        (block, parents) -> step.apply(block, parents.only(0), parents.only(1), parents.only(2)));
  }

  /** Any number of elements out of each block, to be {@link #receive}d. */
  public <B> RDD<B> spread(Step<T, Iterator<B>> step) {
    return new Spread<>(this, step);
  }

  /**
   * Every block with the messages sent to it, in no order: the only step that moves data.
   *
   * @param messages each with the number of the block that it goes to
   * @param serializer writes and reads them
   */
  public <M, C> BlockRdd<C> receive(
      RDD<Tuple2<Integer, M>> messages,
      Serializer serializer,
      StepOfTwo<T, Iterator<Tuple2<Integer, M>>, C> step) {
    RDD<Tuple2<Integer, M>> shuffled =
        new ShuffledRDD<Integer, M, M>(
                messages, new BlockPartitioner(blocks), anyTag(), anyTag(), anyTag())
            .setSerializer(serializer);
    return new BlockRdd<>(
        context(),
        blocks,
        List.of(this, shuffled),
        (block, parents) -> step.apply(block, parents.only(0), parents.all(1)));
  }

  /** The messages of blocks that {@link #receive} them; Spark forgets these at a checkpoint. */
  public RDD<?> received() {
    return dependencies().apply(1).rdd();
  }

  /**
   * Deletes what was shuffled to make elements that are cached by now. Spark itself would keep the
   * files, all models of every round, until its lineage is collected as garbage. An executor that
   * is lost takes its own files along anyhow, and blocks with them.
   */
  public static void removeShuffles(RDD<?> made) {
    made.cleanShuffleDependencies(false);
  }

  /** That of Spark's other RDDs: what they log of every round is Spark's matter. */
  @Override
  public String logName() {
    return RDD.class.getName();
  }

  @Override
  public scala.collection.Iterator<JavaSerialized<T>> compute(
      Partition partition, TaskContext context) {
    T made =
        inMemory(
            () -> computation.compute(partition.index(), new Parents(this, partition, context)));
    return JavaConverters.asScalaIterator(
        Collections.singleton(new JavaSerialized<>(made)).iterator());
  }

  @Override
  public Partition[] getPartitions() {
    return IntStream.range(0, blocks).mapToObj(BlockPartition::new).toArray(Partition[]::new);
  }

  /** Spark ends a JVM whose task has run out of memory; in local mode that is the driver's. */
  private static <A> A inMemory(Supplier<A> work) {
    try {
      return work.get();
    } catch (OutOfMemoryError e) {
      // Without its cause, among which Spark would find it.
      throw new EnvironmentException(KnownCauses.explain(e).orElse(""));
    }
  }

  /** What every block holds, at the driver, in ascending block; metrics only. */
  public List<T> toDriver() {
    List<Object> numbers = new ArrayList<>();
    for (int block = 0; block < blocks; block++) {
      numbers.add(block);
    }
    return toDriver(numbers);
  }

  /** What one block holds, at the driver. */
  public T toDriver(int block) {
    return toDriver(List.of(block)).get(0);
  }

  private List<T> toDriver(List<Object> numbers) {
    Object[] elements =
        (Object[])
            context()
                .runJob(
                    this,
                    new OnlyElement<JavaSerialized<T>>(),
                    sequence(numbers),
                    BlockRdd.<JavaSerialized<T>>anyTag());
    List<T> results = new ArrayList<>();
    for (Object element : elements) {
      @SuppressWarnings("unchecked") // the job's results are this type's elements
      JavaSerialized<T> result = (JavaSerialized<T>) element;
      results.add(result.value());
    }
    return results;
  }

  /** What the blocks hold, as Spark's users know it. */
  public JavaRDD<T> values() {
    return toJavaRDD().map(JavaSerialized::value);
  }

  /** A class of its own: Spark takes it as it is, where it would examine a lambda. */
  private static final class OnlyElement<T>
      extends AbstractFunction2<TaskContext, scala.collection.Iterator<T>, T>
      implements Serializable {

    private static final long serialVersionUID = 1L;

    @Override
    public T apply(TaskContext context, scala.collection.Iterator<T> elements) {
      return elements.next();
    }
  }
}
