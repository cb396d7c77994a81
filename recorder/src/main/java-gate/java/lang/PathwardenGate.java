package java.lang;

/**
 * The one door between watched code and the recorder: every hook's advice is one call of this class.
 *
 * <p>It is defined in the boot loader, where every class loader can see it. It has one handler, set once, before the first hook is woven.
 * Nothing but {@link PathwardenBlockedException} and {@link PathwardenAbort} gets out of it; and, once there was a run, a stack or heap that came to its end in here, or the thread, where {@code Thread.stop} still is:
 * a program can bring that about on purpose, and what was not looked at must not happen.
 */
public final class PathwardenGate {

    /** What stands behind the gate. */
    public interface Handler {
        /** Called before a hooked method's body; what it returns is given to {@link #exit}, null means that there is no exit. */
        Object enter(int point, Object self, Object[] arguments);

        /** Called behind a hooked method's body; returns the method's result, or what is to stand for it. */
        Object exit(int point, Object token, Object result, Throwable error);
    }

    /** An answer in place of the method's own: where {@link #enter} returns it, the method's body does not run. */
    public static final class Instead {
        private final Object answer;

        /** The answer, of the method's type. */
        public Instead(Object answer) {
            this.answer = answer;
        }
    }

    // By its name: a later Java may not have it.
    private static final String STOPPED = "java.lang.ThreadDeath";
    private static volatile Handler handler;
    // Not volatile: a point is woken by the thread that makes what it is to see.
    private static boolean[] asleep;
    // Read where there may be no room to call anything.
    private static volatile boolean strict;

    private PathwardenGate() {
    }

    /**
     * Sets the handler. Only the first call counts; the others return false.
     *
     * @param sleeping by the numbers of the points whether there is nothing to see there yet; whoever made the array wakes them in it
     */
    public static synchronized boolean open(Handler first, boolean[] sleeping) {
        if (handler != null || first == null) {
            return false;
        }
        asleep = sleeping;
        handler = first;
        return true;
    }

    /** Whether a handler was set. */
    public static boolean isOpen() {
        return handler != null;
    }

    /** Says that there is a run, or was. */
    public static void becomeStrict() {
        strict = true;
    }

    /** Whether there is nothing to see at that point. */
    public static boolean sleeps(int point) {
        boolean[] points = asleep;
        return points != null && points[point];
    }

    /** Before a hooked method's body. */
    public static Object enter(int point, Object self, Object[] arguments) {
        Handler current = handler;
        if (current == null) {
            return null;
        }
        try {
            return current.enter(point, self, arguments);
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            throw refusal;
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            if (strict) {
                throw exhausted;
            }
            return null;
        } catch (Throwable fault) {
            if (strict && fault.getClass().getName().equals(STOPPED)) {
                throw (Error) fault;
            }
            return null;
        }
    }

    /** Behind a hooked method's body. */
    public static Object exit(int point, Object token, Object result, Throwable error) {
        if (token instanceof Instead instead) {
            return instead.answer;
        }
        Handler current = handler;
        if (current == null) {
            return result;
        }
        try {
            return current.exit(point, token, result, error);
        } catch (PathwardenBlockedException | PathwardenAbort refusal) {
            throw refusal;
        } catch (StackOverflowError | OutOfMemoryError exhausted) {
            if (strict) {
                throw exhausted;
            }
            return result;
        } catch (Throwable fault) {
            if (strict && fault.getClass().getName().equals(STOPPED)) {
                throw (Error) fault;
            }
            return result;
        }
    }
}
