package dev.pathwarden.recorder.hooks;

/**
 * A hook's canary: calls the hooked method, through a public way where there is one, with arguments that do no harm should the hook not be
 * live. While it runs, a live hook refuses the call; so a canary that comes through unrefused proves that denials would not hold either.
 *
 * <p>Runs at start, before the program's first line: no logging and no {@code java.nio.file}.
 */
@FunctionalInterface
public interface Probe {

    /** Calls the hooked method. Exceptions other than the refusal count as "not refused". */
    void call() throws Exception;
}
