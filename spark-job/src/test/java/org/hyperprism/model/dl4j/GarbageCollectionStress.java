package org.hyperprism.model.dl4j;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.javacpp.Pointer;
import org.hyperprism.data.Batch;
import org.hyperprism.model.ExampleBatches;
import org.hyperprism.model.GradientOracle;
import org.hyperprism.model.ModelDefinition;
import org.hyperprism.model.ModelZoo;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.deallocation.DeallocatorService;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A program that trains in four threads while the garbage collector is kept busy.
 *
 * <p>Arguments: seconds, or {@code plateau} to go on until the process's memory has not grown for
 * some time; and {@code protected} for HyperPrism's deallocator, {@code undelayed} for the same
 * without its delay, so that only the end of the running calls is waited for, or {@code
 * unprotected} for ND4J's own, under which the JVM dies or computes nonsense every few runs.
 */
public final class GarbageCollectionStress {

  private static final int THREADS = 4;

  /** Memory counts as flat when it has grown by less than this for {@link #FLAT_SECONDS}. */
  private static final long FLAT_BYTES = 8L << 20;

  private static final int FLAT_SECONDS = 15;

  /** Memory that is not flat by then never will be. */
  private static final int MOST_SECONDS = 150;

  private static volatile boolean stopped;

  /** Keeps the compiler from removing what is only made to be collected. */
  @SuppressWarnings("UnusedVariable") // written only, on purpose
  private static volatile byte[] garbage = {};

  private GarbageCollectionStress() {}

  public static void main(String[] arguments) throws Exception {
    Dl4jRuntime.start();
    if (arguments[1].equals("unprotected")) {
      install(new DeallocatorService());
    } else if (arguments[1].equals("undelayed")) {
      DeferredDeallocator undelayed = new DeferredDeallocator(0);
      undelayed.startThread();
      install(undelayed);
    }
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<Long>> steps = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      steps.add(threads.submit(() -> train(ModelZoo.definition("mlp", 1, 16, 16, 10))));
    }
    boolean flat = false;
    if (arguments[0].equals("plateau")) {
      flat = waitForPlateau(steps);
    } else {
      Thread.sleep(1_000 * Long.parseLong(arguments[0]));
    }
    stopped = true;
    long total = 0;
    try {
      for (Future<Long> count : steps) {
        total += count.get();
      }
    } catch (ExecutionException e) {
      e.printStackTrace();
      System.exit(1);
    }
    threads.shutdown();
    System.out.printf("survived steps=%d flat=%s%n", total, flat);
  }

  /** Prints the process's memory every second; returns whether it became flat. */
  private static boolean waitForPlateau(List<Future<Long>> steps) throws InterruptedException {
    List<Long> memory = new ArrayList<>();
    while (memory.size() < MOST_SECONDS && steps.stream().noneMatch(Future::isDone)) {
      Thread.sleep(1_000);
      memory.add(Pointer.physicalBytes());
      System.out.printf("mebibytes=%d%n", memory.get(memory.size() - 1) >> 20);
      if (memory.size() > FLAT_SECONDS) {
        long before = memory.get(memory.size() - 1 - FLAT_SECONDS);
        if (memory.get(memory.size() - 1) - before < FLAT_BYTES) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * Arrays that nothing refers to once the next native call has their address, as Deeplearning4j
   * makes them where it has no workspace.
   */
  private static void useTemporaries(NativeSection section, INDArray ones) {
    try (NativeSection inside = section.enter()) {
      double sum = ones.add(1).mmul(ones.mul(2)).add(ones.sub(1)).sumNumber().doubleValue();
      double expected = 4.0 * ones.rows() * ones.rows() * ones.rows();
      if (sum != expected) {
        throw new IllegalStateException("the sum is %s, not %s".formatted(sum, expected));
      }
    }
  }

  private static long train(ModelDefinition model) {
    float[] weights = ExampleBatches.weights(model, 1);
    float[] gradient = new float[weights.length];
    Batch batch = ExampleBatches.uniform(model, 32, 1);
    long steps = 0;
    NativeSection section = new NativeSection();
    INDArray ones = Nd4j.ones(DataType.FLOAT, 96, 96);
    double firstLoss = Double.NaN;
    try (GradientOracle oracle = new Dl4jBackend().oracle(model, 32)) {
      while (!stopped) {
        double loss = oracle.gradient(weights, 0, batch, gradient, 0);
        firstLoss = steps == 0 ? loss : firstLoss;
        if (loss != firstLoss) {
          throw new IllegalStateException(
              "the loss was %s and is now %s".formatted(firstLoss, loss));
        }
        for (int repetition = 0; repetition < 10; repetition++) {
          useTemporaries(section, ones);
          garbage = new byte[512 * 1024];
        }
        steps++;
      }
    }
    return steps;
  }

  private static void install(DeallocatorService deallocator) throws ReflectiveOperationException {
    Field service = Nd4j.class.getDeclaredField("deallocatorService");
    service.setAccessible(true);
    service.set(null, deallocator);
  }
}
