package dev.pathwarden.recorder.context;

import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Map from objects of the program, told apart by identity and held weakly, to values of ours. For any thread.
 *
 * <p>Never calls {@code equals} or {@code hashCode} of a key, which are the program's.
 */
public final class WeakIdentityMap<V> {

    private final ConcurrentHashMap<Object, V> values = new ConcurrentHashMap<>();
    private final ReferenceQueue<Object> gone = new ReferenceQueue<>();
    // No AtomicBoolean: it is linked on first use, which defines classes, and so comes back here on a thread that is not known yet.
    private final AtomicInteger forgetting = new AtomicInteger();

    /** The key's value, null where it has none. */
    public V get(Object key) {
        return values.get(new Lookup(key));
    }

    /** Gives the key a value and forgets the one it had. */
    public void put(Object key, V value) {
        forgetGone();
        values.put(new Held(key, gone), value);
    }

    /**
     * Gives the key what becomes of its value, null where it had none; no value if null is returned. For one key nothing else happens meanwhile.
     *
     * @param change must not come back to this map
     */
    public void change(Object key, UnaryOperator<V> change) {
        forgetGone();
        values.compute(new Held(key, gone), new Change<>(change));
    }

    /** Takes the key's value away, null where it had none. */
    public V remove(Object key) {
        forgetGone();
        return values.remove(new Lookup(key));
    }

    /** Whether no key has a value; keys that are gone may still count. */
    public boolean isEmpty() {
        return values.isEmpty();
    }

    /** One thread at a time: the queue has a lock, before which others would stand, and a virtual one would hold its carrier there. */
    private void forgetGone() {
        if (!forgetting.compareAndSet(0, 1)) {
            return;
        }
        try {
            for (Reference<?> reference = gone.poll(); reference != null; reference = gone.poll()) {
                values.remove(reference);
            }
        } finally {
            forgetting.set(0);
        }
    }

    // No lambda: making one defines classes, which comes back here on a thread that is not known yet.
    private static final class Change<V> implements BiFunction<Object, V, V> {
        private final UnaryOperator<V> change;

        Change(UnaryOperator<V> change) {
            this.change = change;
        }

        @Override
        public V apply(Object key, V value) {
            return change.apply(value);
        }
    }

    private static final class Held extends WeakReference<Object> {
        private final int hash;

        Held(Object key, ReferenceQueue<Object> gone) {
            super(key, gone);
            hash = System.identityHashCode(key);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            if (this == other) {
                return true;
            }
            Object mine = get();
            return mine != null && (other instanceof Held held ? held.refersTo(mine) : other instanceof Lookup lookup && lookup.key == mine);
        }
    }

    private static final class Lookup {
        private final Object key;

        Lookup(Object key) {
            this.key = key;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(key);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Held held && held.refersTo(key);
        }
    }
}
