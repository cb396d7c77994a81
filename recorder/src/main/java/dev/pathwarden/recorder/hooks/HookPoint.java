package dev.pathwarden.recorder.hooks;

import dev.pathwarden.model.step.Operation;
import java.util.Objects;
import java.util.Set;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.matcher.ElementMatcher;

/**
 * Methods of some classes, and what is called before and behind their bodies.
 *
 * @param target the classes
 * @param methods the methods, never constructors: advice there cannot refuse before {@code super()}; native and abstract ones are passed over
 * @param shape what the advice may change
 * @param interceptor what is called
 * @param probe the canary, null for classes that are hooked only when the program loads them
 * @param operations operations of the steps that are made here; null where they are those that the {@link Hook} says
 * @param later whether what the methods give does the action, later: the step is made by what {@link Interceptor#exit} puts in its place
 */
public record HookPoint(Target target, ElementMatcher<? super MethodDescription> methods, Shape shape, Interceptor interceptor, Probe probe, Set<Operation> operations, boolean later) {

    /** What the advice may change. */
    public enum Shape {
        /** Sees arguments and result and changes neither. */
        SEE,
        /** As {@link #SEE}, once the interceptor, which is a {@link Sleeper}, has been woken; before that it is not asked. */
        SEE_AWAKE,
        /** As {@link #SEE}, and what {@link Interceptor#exit} returns becomes the result. For methods that return an object. */
        REPLACE_RESULT,
        /**
         * As {@link #REPLACE_BOTH}, and where {@link Interceptor#enter} returns {@link PathwardenGate.Instead}, that is the result and the body does not run. For
         * a refusal that callers expect as a value.
         */
        ANSWER,
        /** As {@link #SEE}, and what {@link Interceptor#enter} left in the array becomes the arguments. */
        REPLACE_ARGUMENTS,
        /** Both of {@link #REPLACE_ARGUMENTS} and {@link #REPLACE_RESULT}. */
        REPLACE_BOTH
    }

    public HookPoint {
        Objects.requireNonNull(target, "target");
        Objects.requireNonNull(methods, "methods");
        Objects.requireNonNull(shape, "shape");
        Objects.requireNonNull(interceptor, "interceptor");
        if (shape == Shape.SEE_AWAKE && !(interceptor instanceof Sleeper)) {
            throw new IllegalArgumentException("shape=" + shape + ", interceptor=" + interceptor.getClass());
        }
    }

    /** A point at which the hook makes steps in {@link Interceptor#enter}. */
    public HookPoint(Target target, ElementMatcher<? super MethodDescription> methods, Shape shape, Interceptor interceptor, Probe probe) {
        this(target, methods, shape, interceptor, probe, null, false);
    }

    /** A point of a JDK class that is hooked at start and proved by a canary. */
    public static HookPoint inJdk(String className, ElementMatcher<? super MethodDescription> methods, Interceptor interceptor, Probe probe) {
        return new HookPoint(Target.preloaded(className), methods, Shape.SEE, interceptor, Objects.requireNonNull(probe, "probe"));
    }

    /** A point of classes that are hooked when the program loads them. */
    public static HookPoint whenLoaded(Target target, ElementMatcher<? super MethodDescription> methods, Interceptor interceptor) {
        return new HookPoint(target, methods, Shape.SEE, interceptor, null);
    }

    /** This point with another shape. */
    public HookPoint with(Shape other) {
        return new HookPoint(target, methods, other, interceptor, probe, operations, later);
    }

    /** This point with another interceptor. */
    public HookPoint with(Interceptor other) {
        return new HookPoint(target, methods, shape == Shape.SEE_AWAKE && !(other instanceof Sleeper) ? Shape.SEE : shape, other, probe, operations, later);
    }

    /** This point, at which steps of that operation are made and no others. */
    public HookPoint making(Operation operation) {
        return new HookPoint(target, methods, shape, interceptor, probe, Set.of(operation), later);
    }

    /** This point, at which something is noted and no step is made: the program goes on where that fails, whatever guardrails say. */
    public HookPoint noting() {
        return new HookPoint(target, methods, shape, interceptor, probe, Set.of(), later);
    }

    /** This point, whose methods give what does the action later, a stream or a handler. */
    public HookPoint givingWhatActs() {
        return new HookPoint(target, methods, shape, interceptor, probe, operations, true);
    }
}
