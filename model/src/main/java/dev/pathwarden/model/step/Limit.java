package dev.pathwarden.model.step;

import java.util.ArrayList;
import java.util.List;

/**
 * What no recorder inside of a JVM sees or stops in it, though every hook is live. Which of these hold is recorded of a process, and where an earlier recorder did not record it, it follows from its Java version.
 */
public enum Limit {
    NATIVE_CODE("native code", "What native libraries do that the program calls through JNI.", 0),
    UNSAFE("sun.misc.Unsafe", "Memory and fields that are written past all methods.", 0),
    FOREIGN_FUNCTIONS("foreign functions", "What the program calls through java.lang.foreign, from Java 22 on without a flag.", 22),
    NATIVE_ACCESS("native access without a warning", "The program was started with --enable-native-access, so the JVM does not warn where it calls native code.", Limit.ONLY_RECORDED),
    OTHER_AGENTS("debuggers and other agents", "What they do to the classes that hooks are woven into.", 0),
    OTHER_CHILDREN("children that are no recorded JVM", "That they are started is a step; what they do then is marked effects unseen.", 0),
    EARLIER_FILES("files opened before the agent", "What is written to files that were opened or mapped before the agent started.", 0),
    UNTRIED_PLATFORM("an untried Java or system", "Guardrails only warned there, and hooks may have missed what is new in it.", Limit.ONLY_RECORDED);

    private static final int ONLY_RECORDED = Integer.MAX_VALUE;

    private final String title;
    private final String meaning;
    private final int sinceJava;

    Limit(String title, String meaning, int sinceJava) {
        this.title = title;
        this.meaning = meaning;
        this.sinceJava = sinceJava;
    }

    /** The name under which it is recorded. */
    public String id() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }

    /** A few words, as lists name it. */
    public String title() {
        return title;
    }

    /** One sentence that says what passes unseen. */
    public String meaning() {
        return meaning;
    }

    /** The limits of what was seen in a process. One that a later recorder recorded, and that is not known here, is left out. */
    public static List<Limit> of(ProcessInfo process) {
        int java = feature(process.java());
        List<Limit> limits = new ArrayList<>();
        for (Limit limit : values()) {
            if (process.limits().isEmpty() ? limit.sinceJava != ONLY_RECORDED && java >= limit.sinceJava : process.limits().contains(limit.id())) {
                limits.add(limit);
            }
        }
        return limits;
    }

    /** The first number of a Java version; the newest thinkable where it begins with none. */
    private static int feature(String version) {
        int end = 0;
        while (end < version.length() && end < 4 && Character.digit(version.charAt(end), 10) >= 0) {
            end++;
        }
        return end == 0 ? Integer.MAX_VALUE : Integer.parseInt(version.substring(0, end));
    }
}
