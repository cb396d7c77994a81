package dev.pathwarden.recorder.drain;

import dev.pathwarden.model.journal.JournalEvent;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.step.Decision;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.model.step.Run;
import dev.pathwarden.model.step.RunId;
import dev.pathwarden.model.step.Status;
import dev.pathwarden.model.step.Step;
import dev.pathwarden.model.step.StepId;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A program that journals some steps and, once its standard input ends, harms its own journal as plain code of the same user can. */
final class TamperingProgram {

    static final RunId RUN = new RunId(5, 5);
    static final int STEPS = 6;
    /** The start of the run, then the steps. */
    static final int EVENTS = 1 + STEPS;

    enum Harm { TRUNCATE, OVERWRITE, DELETE, TRUNCATE_AND_DELETE, NONE }

    private TamperingProgram() {
    }

    public static void main(String[] arguments) throws IOException {
        File directory = new File(arguments[0]);
        JournalWriter journal = JournalWriter.create(directory, ProcessHandle.current().pid(), 1_000);
        journal.append(new JournalEvent.RunStarted(new Run(RUN, null, "test", null, Status.UNFINISHED, 1_000L, null, Map.of())));
        for (int i = 1; i <= STEPS; i++) {
            Step step = Step.of(RUN, new StepId(i), Operation.TOOL_CALL, "tool").startNanos(1_000L + i).build();
            journal.append(new JournalEvent.StepDecided(step, new Decision(i, step.startNanos(), "", null, Set.of(), List.of(), List.of())));
        }
        while (System.in.read() >= 0) {
            continue;
        }
        for (File file : directory.listFiles()) {
            harm(file, Harm.valueOf(arguments[1]));
        }
        // As kill -9 would: nothing of the program touches the mapped journal any more.
        Runtime.getRuntime().halt(9);
    }

    private static void harm(File file, Harm harm) throws IOException {
        switch (harm) {
            case TRUNCATE -> truncate(file);
            case OVERWRITE -> {
                try (RandomAccessFile journal = new RandomAccessFile(file, "rw")) {
                    journal.seek(64);
                    journal.write(new byte[512]);
                }
            }
            case DELETE -> delete(file);
            case TRUNCATE_AND_DELETE -> {
                truncate(file);
                delete(file);
            }
            case NONE -> { }
        }
    }

    private static void truncate(File file) throws IOException {
        try (RandomAccessFile journal = new RandomAccessFile(file, "rw")) {
            journal.setLength(0);
        }
    }

    private static void delete(File file) throws IOException {
        if (!file.delete()) {
            throw new IOException("not deleted: " + file);
        }
    }
}
