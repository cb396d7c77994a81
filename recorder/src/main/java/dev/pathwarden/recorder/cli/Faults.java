package dev.pathwarden.recorder.cli;

import dev.pathwarden.model.casefile.CaseException;
import dev.pathwarden.model.disk.DiskFailure;
import dev.pathwarden.model.hold.AnswerException;
import dev.pathwarden.model.snapshot.SnapshotException;
import dev.pathwarden.policies.guardrail.BaselineFileException;
import dev.pathwarden.policies.rollout.BundleFileException;
import dev.pathwarden.policies.rollout.RolloutException;
import dev.pathwarden.policies.set.GuardrailSetException;
import dev.pathwarden.recorder.home.MissingPartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Turns what a command threw into one sentence and an exit code. */
record Faults(int exitCode, String sentence) {

    static Faults of(Throwable thrown) {
        if (thrown instanceof CommandException fault) {
            return new Faults(fault.exitCode(), fault.getMessage());
        }
        if (thrown instanceof SnapshotException fault) {
            return new Faults(fault.kind() == SnapshotException.Cause.ENVIRONMENT ? ExitCode.ENVIRONMENT : ExitCode.INPUT, fault.getMessage());
        }
        if (thrown instanceof AnswerException fault) {
            return new Faults(fault.kind() == AnswerException.Cause.INPUT ? ExitCode.INPUT : ExitCode.ENVIRONMENT, fault.getMessage());
        }
        if (thrown instanceof CaseException fault) {
            return new Faults(ofCase(fault), fault.getMessage());
        }
        if (thrown instanceof BundleFileException || thrown instanceof RolloutException || thrown instanceof GuardrailSetException || thrown instanceof BaselineFileException) {
            return new Faults(ExitCode.INPUT, thrown.getMessage());
        }
        if (thrown instanceof MissingPartException fault) {
            return new Faults(ExitCode.ENVIRONMENT, fault.getMessage());
        }
        if (thrown instanceof UncheckedIOException unchecked) {
            return of(unchecked.getCause());
        }
        if (thrown instanceof IOException io) {
            return ofIo(io);
        }
        if (thrown instanceof OutOfMemoryError) {
            return new Faults(ExitCode.ENVIRONMENT, "There is not enough memory: give the command fewer runs at a time, or more memory with JAVA_TOOL_OPTIONS=-Xmx4g.");
        }
        if (thrown instanceof StackOverflowError) {
            return new Faults(ExitCode.ENVIRONMENT, "What is read is nested too deeply for the stack: give the command more with JAVA_TOOL_OPTIONS=-Xss8m; --verbose shows where it happened.");
        }
        return new Faults(ExitCode.ENVIRONMENT, "This is a fault in Pathwarden, not in what the command was given: --verbose shows where it happened, which whoever is to mend it needs.");
    }

    private static int ofCase(CaseException fault) {
        return switch (fault.kind()) {
            case REQUEST -> ExitCode.USAGE;
            case INPUT -> ExitCode.INPUT;
            case ENVIRONMENT -> ExitCode.ENVIRONMENT;
        };
    }

    private static Faults ofIo(IOException thrown) {
        if (thrown instanceof FileSystemException fault) {
            String file = fault.getFile();
            if (fault instanceof NoSuchFileException) {
                return new Faults(ExitCode.INPUT, "There is no " + file + ".");
            }
            if (fault instanceof AccessDeniedException) {
                return new Faults(ExitCode.ENVIRONMENT, "No rights to use " + file + ": change its rights or name another place.");
            }
            if (fault instanceof FileAlreadyExistsException) {
                return new Faults(ExitCode.USAGE, file + " is there already: name a path that is not.");
            }
            if (fault instanceof NotDirectoryException) {
                return new Faults(ExitCode.INPUT, file + " is no directory.");
            }
            return new Faults(ExitCode.ENVIRONMENT, (file == null ? "A file" : file) + " cannot be used: " + DiskFailure.of(fault).text() + ".");
        }
        // Our own are whole sentences, the system's are words such as "Input/output error", without the file's name.
        if (DiskFailure.of(thrown).remedy() != null) {
            return new Faults(ExitCode.ENVIRONMENT, "A file could not be written: " + DiskFailure.of(thrown).text() + ".");
        }
        String message = thrown.getMessage();
        return new Faults(ExitCode.ENVIRONMENT, message != null && message.endsWith(".") ? message : "Reading or writing failed: " + DiskFailure.of(thrown).reason() + ".");
    }
}
