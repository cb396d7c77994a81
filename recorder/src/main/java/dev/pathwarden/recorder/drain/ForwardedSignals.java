package dev.pathwarden.recorder.drain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Passes signals that reach the parent on to the watched command, so that the parent lives on to make the snapshot.
 *
 * <p>A terminal sends its interrupt to all processes in its foreground; then it is swallowed here and not sent twice.
 */
final class ForwardedSignals implements AutoCloseable {

    private record Replaced(Signal signal, SignalHandler handler) {
    }

    private final List<Replaced> replaced = new ArrayList<>();

    private final List<String> early = new ArrayList<>();
    private Process process;

    private ForwardedSignals() {
    }

    /**
     * Takes signals from now on; those that come before {@link #to} are kept for it.
     *
     * @param terminal a terminal sends its interrupt to parent and command
     */
    static ForwardedSignals take(boolean terminal) {
        ForwardedSignals signals = new ForwardedSignals();
        signals.handle("TERM", true);
        signals.handle("HUP", true);
        signals.handle("INT", !terminal);
        return signals;
    }

    /** Passes signals on to that process, first those that came already. */
    synchronized void to(Process command) {
        process = command;
        early.forEach(name -> send(name, command));
        early.clear();
    }

    private synchronized void received(String name) {
        if (process == null) {
            early.add(name);
        } else {
            send(name, process);
        }
    }

    private void handle(String name, boolean forward) {
        try {
            Signal signal = new Signal(name);
            replaced.add(new Replaced(signal, Signal.handle(signal, taken -> {
                if (forward) {
                    received(name);
                }
            })));
        } catch (IllegalArgumentException e) {
            // The JVM keeps this signal for itself (-Xrs); then it ends the parent as it would without us.
        }
    }

    private static void send(String name, Process process) {
        try {
            new ProcessBuilder("kill", "-s", name, String.valueOf(process.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            process.destroy();
        }
    }

    @Override
    public void close() {
        for (Replaced one : replaced) {
            Signal.handle(one.signal(), one.handler());
        }
    }
}
