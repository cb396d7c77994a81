package dev.pathwarden.recorder.agent;

import dev.pathwarden.model.approval.SignedAnswer;
import dev.pathwarden.model.journal.JournalWriter;
import dev.pathwarden.model.signing.AcceptedNumbers;
import dev.pathwarden.model.step.Mode;
import dev.pathwarden.policies.engine.Bundle;
import dev.pathwarden.policies.engine.Guardrail;
import dev.pathwarden.recorder.context.AbortedRuns;
import dev.pathwarden.recorder.context.AgentIdentity;
import dev.pathwarden.recorder.context.Destinations;
import dev.pathwarden.recorder.context.EpochClock;
import dev.pathwarden.recorder.context.HeldSteps;
import dev.pathwarden.recorder.context.Masking;
import dev.pathwarden.recorder.context.Preparation;
import dev.pathwarden.recorder.context.Propagation;
import dev.pathwarden.recorder.context.Recorder;
import dev.pathwarden.recorder.context.Threads;
import dev.pathwarden.recorder.gate.GateHandler;
import dev.pathwarden.recorder.gate.HookTransformer;
import dev.pathwarden.recorder.gate.NumberedPoint;
import dev.pathwarden.recorder.gate.WovenClasses;
import dev.pathwarden.recorder.hooks.Hook;
import dev.pathwarden.recorder.hooks.HookPoint;
import dev.pathwarden.recorder.hooks.Target;
import dev.pathwarden.recorder.hooks.model.BadPriceTableException;
import dev.pathwarden.recorder.hooks.model.ModelCalls;
import dev.pathwarden.recorder.hooks.model.PriceTable;
import dev.pathwarden.recorder.hooks.process.ChildProcesses;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Puts the agent together, in the order in which its parts need each other. */
final class Agent {

    private static final int LONGEST_PRICES = 1 << 20;

    private Agent() {
    }

    static void start(AgentOptions options, Instrumentation instrumentation, File jar, String command) throws Exception {
        // Both are initialised while a class is woven, and would ask for themselves then.
        ThreadLocalRandom.current();
        Class.forName("java.lang.invoke.MethodHandle$1", false, null);

        Platform platform = Platform.ofThisProcess(options.newestTried());
        EpochClock clock = new EpochClock(Clock.systemUTC());
        long pid = ProcessHandle.current().pid();
        long startNanos = clock.nanos();
        JournalWriter journal = JournalWriter.create(options.out(), pid, startNanos);
        PolicyFile policies = options.policies() == null ? null : new PolicyFile(options.policies(), options.signers(), options.numbers() == null ? null : new AcceptedNumbers(options.numbers()));
        Acknowledging acknowledging = policies == null || !options.reload() ? null : new Acknowledging(options.policies(), pid, startNanos, mainOf(command), clock);
        GuardrailsInForce guardrails = new GuardrailsInForce(policies == null ? AcceptedBundle.NONE : first(policies, options.policies(), acknowledging), mode(options, platform), clock, journal::append);
        ByteBuffer random = ByteBuffer.wrap(PlainFiles.read(new File("/dev/urandom"), 2 * Long.BYTES));
        Threads threads = new Threads();
        // The gate asks for it first of all: a class that was loaded only then would be read from the jar through hooked methods, which ask again.
        threads.current();
        byte[] key = DeploymentKey.read(options);
        HeldSteps heldSteps = new HeldSteps(new File(options.out(), SignedAnswer.DIRECTORY), options.approver(), threads, clock, journal::append);
        AbortedRuns abortedRuns = new AbortedRuns(options.out(), threads);
        Rehearsal rehearsal = new Rehearsal(threads, guardrails, clock, jar);
        Recorder recorder = new Recorder(threads, guardrails, heldSteps, journal::append, clock, new AgentIdentity(key, options.user()), random.getLong(), random.getLong(), pid,
                new Preparation(threads, PathwardenGate::becomeStrict, rehearsal, journal::keepAhead), abortedRuns, masking(options));

        Propagation propagation = new Propagation(recorder, key, clock, new Destinations(options.propagate()));
        ProcessRun processRun = new ProcessRun(recorder, propagation, abortedRuns);
        UnrecordedEvents unrecorded = new UnrecordedEvents(journal, options.out());
        FileSystem files = Surroundings.files();
        List<NumberedPoint> points = number(FailingHook.in(HookList.all(recorder, propagation, threads, Surroundings.fileSteps(recorder, files, options, jar), files, Surroundings.selectors(),
                new ChildProcesses(jar.getAbsolutePath(), options.forChild(), Surroundings.sandbox(options, jar)), new ModelCalls(recorder, prices(options)), Surroundings.knownTools(options), options.markedAgent(), new EndOfProcess(code -> unrecorded.tellAround(() -> end(code, processRun, acknowledging)))), options.faults()));
        GateHandler handler = new GateHandler(points, threads, new FaultRule(recorder, points), () -> recorder.here() != null);
        if (!PathwardenGate.open(handler, handler.sleeping())) {
            return;
        }
        WovenClasses woven = new WovenClasses(points.size());
        weave(instrumentation, points, woven, options.sabotage());
        Canaries canaries = new Canaries(threads, points, woven);
        canaries.fly();
        RequiredHooks.check(options.required(), canaries.states());
        ProcessRecord process = new ProcessRecord(pid, startNanos, mainOf(command), platform.limits(), recorder, journal, handler, points, canaries, woven);
        prepareToHold(guardrails.accepted().bundle(), heldSteps);
        if (policies != null) {
            guardrails.tell();
        }
        if (acknowledging != null) {
            new PolicyWatch(options.policies(), policies, guardrails, acknowledging, files, threads, next -> {
                rehearsal.rehearse(next);
                prepareToHold(next, heldSteps);
            }).start();
        }
        processRun.begin(process, options, mainOf(command));
    }

    private static Masking masking(AgentOptions options) throws IOException {
        return options.mask().isEmpty() ? Masking.NONE : new Masking(MaskKey.readOrMake(Surroundings.ownDirectory()), options.mask());
    }

    /** What this process starts with. Whoever rolls guardrails out is told of it before anything is hooked, also where it is refused and nothing starts. */
    private static AcceptedBundle first(PolicyFile policies, File file, Acknowledging acknowledging) throws GeneralSecurityException {
        try {
            AcceptedBundle first = policies.read();
            String refusal = policies.refusal(first);
            if (refusal != null) {
                tell(acknowledging == null ? null : acknowledging.refused(AcceptedBundle.NONE, refusal));
                throw new IllegalStateException("the bundle " + file + " is refused. " + refusal);
            }
            String forgotten = policies.remember(first);
            tell(forgotten);
            tell(acknowledging == null ? null : acknowledging.took(first));
            return first;
        } catch (IOException refused) {
            tell(acknowledging == null ? null : acknowledging.refused(AcceptedBundle.NONE, PolicyFile.told(refused)));
            throw new IllegalStateException("the bundle " + file + " is refused. " + PolicyFile.told(refused), refused);
        }
    }

    private static void end(int code, ProcessRun run, Acknowledging acknowledging) {
        if (acknowledging != null) {
            acknowledging.end();
        }
        run.end(code);
    }

    private static void tell(String problem) {
        if (problem != null) {
            System.err.println("pathwarden: " + problem);
        }
    }

    private static void prepareToHold(Bundle bundle, HeldSteps heldSteps) {
        if (bundle.guardrails().stream().anyMatch(Guardrail::mayHold)) {
            heldSteps.prepare();
        }
    }

    /** The guardrails matter more than what a call costs: with a table that cannot be read, the program is watched without one. */
    private static PriceTable prices(AgentOptions options) {
        if (options.prices() == null) {
            return PriceTable.NONE;
        }
        try {
            return PriceTable.parse(new String(PlainFiles.read(options.prices(), LONGEST_PRICES), StandardCharsets.UTF_8));
        } catch (IOException | BadPriceTableException unreadable) {
            System.err.println("pathwarden: no model call has a cost, because the price table " + options.prices() + " cannot be read: " + unreadable.getMessage());
            return PriceTable.NONE;
        }
    }

    private static Mode mode(AgentOptions options, Platform platform) {
        if (!platform.tried()) {
            System.err.println("pathwarden: Java " + platform.java() + " on " + platform.system()
                    + " is not a platform this recorder was tried on, so guardrails only warn here; on Linux with Java 17 to " + platform.newestTried() + " they stop");
            return Mode.AUDIT;
        }
        return options.mode();
    }

    private static List<NumberedPoint> number(List<Hook> hooks) {
        List<NumberedPoint> points = new ArrayList<>();
        for (Hook hook : hooks) {
            for (HookPoint point : hook.points()) {
                points.add(new NumberedPoint(points.size(), hook.id(), point.operations() == null ? hook.operations() : point.operations(), point));
            }
        }
        return List.copyOf(points);
    }

    /** Classes are loaded before they are retransformed: one that another agent's thread loads in between would be missed for ever. */
    private static void weave(Instrumentation instrumentation, List<NumberedPoint> points, WovenClasses woven, Set<String> sabotage) {
        List<NumberedPoint> sound = points.stream().filter(point -> !sabotage.contains(point.hook())).toList();
        Set<Class<?>> classes = new LinkedHashSet<>(loadedBefore(instrumentation, sound));
        for (NumberedPoint point : sound) {
            Target target = point.point().target();
            if (target.kind() == Target.Kind.PRELOADED) {
                try {
                    classes.add(Class.forName(target.className(), false, null));
                } catch (ClassNotFoundException | LinkageError absent) {
                    // Its canary says so.
                }
            }
        }
        instrumentation.addTransformer(new HookTransformer(sound, Agent.class.getClassLoader(), woven), true);
        try {
            instrumentation.retransformClasses(classes.toArray(Class[]::new));
        } catch (UnmodifiableClassException | LinkageError refused) {
            System.err.println("pathwarden: hooks could not be woven, the record names those that are not live: " + refused);
        }
    }

    /** Classes that are hooked when the program loads them, and that something before this agent has loaded already. */
    private static List<Class<?>> loadedBefore(Instrumentation instrumentation, List<NumberedPoint> points) {
        Set<String> named = new HashSet<>();
        Set<String> parts = new HashSet<>();
        for (NumberedPoint point : points) {
            Target target = point.point().target();
            if (target.kind() == Target.Kind.WHEN_LOADED) {
                named.add(target.className());
            } else if (target.kind() == Target.Kind.SUBTYPES) {
                parts.add(target.nameContains());
            }
        }
        List<Class<?>> loaded = new ArrayList<>();
        for (Class<?> type : instrumentation.getAllLoadedClasses()) {
            String name = type.getName();
            boolean ofProgram = type.getClassLoader() != null && type.getClassLoader() != Agent.class.getClassLoader();
            if ((named.contains(name) || ofProgram && parts.stream().anyMatch(name::contains)) && instrumentation.isModifiableClass(type)) {
                loaded.add(type);
            }
        }
        return loaded;
    }

    /** Main class, jar or source file, from the JVM's own account of its command line. */
    private static String mainOf(String line) {
        String command = line.startsWith(AgentStart.SOURCE_LAUNCHER) ? line.substring(line.indexOf(' ') + 1) : line;
        int space = command.indexOf(' ');
        return space < 0 ? command : command.substring(0, space);
    }
}
