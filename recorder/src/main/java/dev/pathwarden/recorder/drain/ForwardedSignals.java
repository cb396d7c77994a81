package dev.pathwarden.recorder.drain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Passes signals that reach the parent on to the watched command, so that the parent lives on to make the snapshot.
 *
 * <p>A terminal sends its interrupt to both processes; then it is swallowed here and not sent twice.
 */
final class ForwardedSignals implements AutoCloseable {

    private record Replaced(Signal signal, SignalHandler handler) {
    }

    private final List<Replaced> replaced = new ArrayList<>();

    private ForwardedSignals() {
    }

    /** @param terminal the two processes share a terminal */
    static ForwardedSignals to(Process process, boolean terminal) {
        ForwardedSignals signals = new ForwardedSignals();
        signals.handle("TERM", process, true);
        signals.handle("HUP", process, true);
        signals.handle("INT", process, !terminal);
        return signals;
    }

    private void handle(String name, Process process, boolean forward) {
        try {
            Signal signal = new Signal(name);
            replaced.add(new Replaced(signal, Signal.handle(signal, received -> {
                if (forward) {
                    send(name, process);
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
