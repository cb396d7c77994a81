package dev.pathwarden.policies.engine;

import dev.pathwarden.model.step.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The operators over earlier steps of a bundle, ready to run. Operators that say the same are one, and so are the conditions they take: each condition is evaluated once per step, on steps of
 * those operations only for which it can be true. Immutable; the same guardrails always give the same places.
 */
final class Monitors {

    private static final Operation[] OPERATIONS = Operation.values();
    private static final Closure[] NO_LETS = {};

    /** Of guardrails that look at no earlier step. */
    static final Monitors NONE = new Monitors(List.of());

    private final Map<Expr.Past, Integer> places = new LinkedHashMap<>();
    private final Monitor[] monitors;
    private final int atoms;
    /** Per operation, the conditions that can be true of its steps. */
    private final Atom[][] atomsOf = new Atom[OPERATIONS.length][];
    /** Per operation, the monitors with such a condition. */
    private final int[][] monitorsOf = new int[OPERATIONS.length][];
    /** Per operation, the monitors that every step of it matters to. */
    private final int[][] alwaysOf = new int[OPERATIONS.length][];

    private Monitors(List<Guardrail> guardrails) {
        Map<Expr.Past, Set<Operation>> askedOn = new LinkedHashMap<>();
        for (Guardrail guardrail : guardrails) {
            for (Expr.Past past : guardrail.operators()) {
                places.putIfAbsent(past, places.size());
                askedOn.computeIfAbsent(past, unknown -> EnumSet.noneOf(Operation.class)).addAll(guardrail.operations());
            }
        }
        Map<Expr, Integer> atomPlaces = new LinkedHashMap<>();
        places.keySet().forEach(past -> past.atoms().forEach(atom -> atomPlaces.putIfAbsent(atom, atomPlaces.size())));
        monitors = places.keySet().stream().map(past -> monitor(past, atomPlaces)).toArray(Monitor[]::new);
        atoms = atomPlaces.size();
        Map<Expr, Set<Operation>> operations = new LinkedHashMap<>();
        atomPlaces.keySet().forEach(atom -> operations.put(atom, AtomOperations.of(atom)));
        for (Operation operation : OPERATIONS) {
            List<Atom> atomsHere = new ArrayList<>();
            atomPlaces.forEach((atom, place) -> {
                if (operations.get(atom).contains(operation)) {
                    atomsHere.add(new Atom(place, AtomOperations.conjuncts(atom, operation).stream().map(each -> Closures.of(each, this)).toArray(Closure[]::new)));
                }
            });
            List<Integer> monitorsHere = new ArrayList<>();
            List<Integer> alwaysHere = new ArrayList<>();
            places.forEach((past, place) -> {
                if (past.atoms().stream().anyMatch(atom -> operations.get(atom).contains(operation))) {
                    monitorsHere.add(place);
                } else if (past.operator() == PathOperator.REPEATS && askedOn.get(past).contains(operation)) {
                    alwaysHere.add(place);
                }
            });
            atomsOf[operation.ordinal()] = atomsHere.toArray(new Atom[0]);
            monitorsOf[operation.ordinal()] = array(monitorsHere);
            alwaysOf[operation.ordinal()] = array(alwaysHere);
        }
    }

    /** Those of these guardrails, in the order of the bundle. */
    static Monitors of(List<Guardrail> guardrails) {
        return guardrails.stream().allMatch(guardrail -> guardrail.operators().isEmpty()) ? NONE : new Monitors(guardrails);
    }

    private static int[] array(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    private static Monitor monitor(Expr.Past past, Map<Expr, Integer> atomPlaces) {
        int[] atoms = past.atoms().stream().mapToInt(atomPlaces::get).toArray();
        PathClock clock = past.within() == null ? null : new PathClock(past.operator(), past.within());
        return switch (past.operator()) {
            case ONCE -> clock == null ? new OnceMonitor(atoms) : new OnceWithinMonitor(atoms, clock);
            case SINCE -> new SinceMonitor(atoms);
            case BEFORE -> new BeforeMonitor(atoms);
            case SEQ -> new SeqMonitor(atoms);
            case COUNT -> clock == null ? new CountMonitor(atoms) : new CountWithinMonitor(atoms, clock);
            case REPEATS -> new RepeatsMonitor();
            case FLOWS -> new FlowsMonitor(atoms);
        };
    }

    int size() {
        return monitors.length;
    }

    Monitor get(int place) {
        return monitors[place];
    }

    /** What an operator of these comes to. */
    Closure closure(Expr.Past past) {
        int place = places.get(past);
        Monitor monitor = monitors[place];
        return frame -> {
            Object state = frame.recall.state(place);
            return state instanceof Fault ? state : monitor.value(state, frame);
        };
    }

    /** The earlier steps that made an operator of these what it is, for people; empty where there is none to name. */
    String witness(Expr.Past past, Frame frame) {
        int place = places.get(past);
        Object state = frame.recall.state(place);
        return state instanceof Fault ? Witness.NONE : monitors[place].witness(state, frame);
    }

    /** Whether steps of that operation can matter to later ones. */
    boolean watches(Operation operation) {
        return atomsOf[operation.ordinal()].length + alwaysOf[operation.ordinal()].length > 0;
    }

    /** Notes in the frame's recall which conditions its step makes true. One that comes to anything but true, a fault included, is not. */
    void note(Frame frame) {
        int operation = frame.step.operation().ordinal();
        int[] always = alwaysOf[operation];
        frame.recall.note(frame, always.length == 0 ? 0 : frame.call());
        for (int monitor : always) {
            frame.recall.touch(monitor, 0);
        }
        long[] truths = null;
        for (Atom atom : atomsOf[operation]) {
            if (atom.isTrue(frame)) {
                truths = truths == null ? new long[(atoms + 63) / 64] : truths;
                truths[atom.place() >> 6] |= 1L << atom.place();
            }
        }
        if (truths == null) {
            return;
        }
        for (int monitor : monitorsOf[operation]) {
            int mask = monitors[monitor].mask(truths);
            if (mask != 0) {
                frame.recall.touch(monitor, mask);
            }
        }
    }

    /**
     * A condition on steps of one operation.
     *
     * @param place its place among those of the bundle
     * @param conjuncts what must all be true
     */
    private record Atom(int place, Closure[] conjuncts) {

        boolean isTrue(Frame frame) {
            try {
                frame.begin(NO_LETS);
                for (Closure conjunct : conjuncts) {
                    if (!Boolean.TRUE.equals(conjunct.value(frame))) {
                        return false;
                    }
                }
                return true;
            } catch (RuntimeException cannotBeRead) {
                return false;
            }
        }
    }
}
