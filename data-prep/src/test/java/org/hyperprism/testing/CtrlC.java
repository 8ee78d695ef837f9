package org.hyperprism.testing;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Programs that heed Ctrl-C wherever the tests run. Whoever is started in the background of a
 * script, or by a shell that ignores the signal, ignores it too and hands that on to its children;
 * neither Java nor {@code sh} can undo it.
 */
public final class CtrlC {

  private static final List<List<String>> LAUNCHERS =
      List.of(
          List.of("env", "--default-signal=INT"),
          List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec { $ARGV[0] } @ARGV or exit 127"));

  private CtrlC() {}

  /**
   * The command line of a program that SIGINT ends unless the program itself says otherwise; where
   * none can be had, the test is skipped.
   */
  public static List<String> heededBy(List<String> command) throws InterruptedException {
    for (List<String> launcher : LAUNCHERS) {
      if (ends(launcher)) {
        return joined(launcher, command);
      }
    }
    return abort(
        "Ctrl-C cannot be sent: neither env --default-signal (coreutils 8.31 or later) nor perl is"
            + " here to have a program heed it");
  }

  private static boolean ends(List<String> launcher) throws InterruptedException {
    ProcessBuilder probe =
        new ProcessBuilder(joined(launcher, List.of("sh", "-c", "kill -INT $$")));
    try {
      return probe.start().waitFor() == 130;
    } catch (IOException notInstalled) {
      return false;
    }
  }

  private static List<String> joined(List<String> launcher, List<String> command) {
    List<String> all = new ArrayList<>(launcher);
    all.addAll(command);
    return all;
  }
}
