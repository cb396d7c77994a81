package dev.pathwarden.recorder.cli;

/** Exit codes of the command. {@code run} gives back its command's code, and the last three when it cannot. */
final class ExitCode {

    static final int OK = 0;
    /** A check that was asked for failed. */
    static final int CHECK = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** What was to be read is not what it should be. */
    static final int INPUT = 3;
    /** Disk, rights, a missing JDK. */
    static final int ENVIRONMENT = 4;
    /** {@code run} itself failed, as {@code env} says it. */
    static final int RUN_FAILED = 125;
    /** The command of {@code run} cannot be executed. */
    static final int NOT_EXECUTABLE = 126;
    /** The command of {@code run} was not found. */
    static final int NOT_FOUND = 127;

    private ExitCode() {
    }
}
