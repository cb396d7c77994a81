package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.step.Mode;
import dev.pathwarden.model.step.Operation;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.PolicyEngine;
import dev.pathwarden.recorder.context.AgentIdentity;
import dev.pathwarden.recorder.context.EpochClock;
import dev.pathwarden.recorder.context.HeldSteps;
import dev.pathwarden.recorder.context.OpenRun;
import dev.pathwarden.recorder.context.OpenStep;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.StepDraft;
import dev.pathwarden.recorder.context.Threads;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A run of no agent, recorded nowhere: it goes the way that steps of all kinds go, so that the classes on it are loaded and linked before a step of the program needs them.
 */
final class Rehearsal implements Runnable {

    private static final String TEXT = "Ann Example, ann@example.com, 4111 1111 1111 1111, AKIAIOSFODNN7EXAMPLE, order 1234567 of 2026-01-01, https://example.com/a?b=c, Zm9vYmFyYmF6cXV1eA==";

    private static final String PREFIX = "isolated/";
    private static final String OWN = PREFIX + "dev/pathwarden/";
    private static final String CLASS = ".classdata";

    private final Threads threads;
    private final Supplier<PolicyEngine> guardrails;
    private final EpochClock clock;
    private final File jar;

    /**
     * A rehearsal.
     *
     * @param guardrails those in force, none of which acts in it
     * @param jar the agent's jar, of which all classes of ours are loaded in any case
     */
    Rehearsal(Threads threads, Supplier<PolicyEngine> guardrails, EpochClock clock, File jar) {
        this.jar = jar;
        this.threads = threads;
        this.guardrails = guardrails;
        this.clock = clock;
    }

    @Override
    public void run() {
        loadAll();
        rehearse(guardrails.get().bundle());
    }

    /** Goes that way under guardrails that are not in force yet. */
    void rehearse(Bundle bundle) {
        PolicyEngine engine = new PolicyEngine(bundle, Mode.AUDIT);
        Recorder nowhere = new Recorder(threads, () -> engine, new HeldSteps(new File(""), null, threads, clock, event -> { }), event -> { }, clock, new AgentIdentity(new byte[0]), 1, 2, 0);
        OpenRun run = nowhere.startRun("rehearsal", null, Map.of("prompt", TEXT));
        for (Operation operation : Operation.values()) {
            OpenStep step = nowhere.begin(StepDraft.of(operation, "rehearsal").argument("text", TEXT).argument("list", List.of(TEXT, Map.of("number", 1L))));
            if (step != null) {
                step.end(Map.of("text", TEXT), null);
            }
        }
        run.end(TEXT, null);
    }

    private void loadAll() {
        try (ZipFile zip = new ZipFile(jar)) {
            zip.stream().map(ZipEntry::getName).filter(name -> name.startsWith(OWN) && name.endsWith(CLASS))
                    .forEach(name -> load(name.substring(PREFIX.length(), name.length() - CLASS.length()).replace('/', '.')));
        } catch (IOException gone) {
            // Someone took the jar away; what is needed of it was opened at start.
            return;
        }
    }

    private static void load(String name) {
        try {
            Class.forName(name, true, Rehearsal.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError absent) {
            // It needs something that this JVM does not have, and so will never be asked for.
            return;
        }
    }
}
