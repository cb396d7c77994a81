package dev.pathwarden.model.path;

import dev.pathwarden.model.step.ProcessInfo;
import java.util.ArrayList;
import java.util.List;

/** What no recorder inside of a JVM sees or stops in it, though every hook is live. Which of these hold follows from what is recorded of a process. */
public enum Limit {
    NATIVE_CODE("native code", "What native libraries do that the program calls through JNI.", 0),
    UNSAFE("sun.misc.Unsafe", "Memory and fields that are written past all methods.", 0),
    FOREIGN_FUNCTIONS("foreign functions", "What the program calls through java.lang.foreign, from Java 22 on without a flag.", 22),
    OTHER_AGENTS("debuggers and other agents", "What they do to the classes that hooks are woven into.", 0),
    OTHER_CHILDREN("children that are no recorded JVM", "That they are started is a step; what they do then is marked effects unseen.", 0),
    EARLIER_FILES("files opened before the agent", "What is written to files that were opened or mapped before the agent started.", 0);

    private final String title;
    private final String meaning;
    private final int sinceJava;

    Limit(String title, String meaning, int sinceJava) {
        this.title = title;
        this.meaning = meaning;
        this.sinceJava = sinceJava;
    }

    /** A few words, as lists name it. */
    public String title() {
        return title;
    }

    /** One sentence that says what passes unseen. */
    public String meaning() {
        return meaning;
    }

    /** The limits of what was seen in a process. */
    public static List<Limit> of(ProcessInfo process) {
        int java = feature(process.java());
        List<Limit> limits = new ArrayList<>();
        for (Limit limit : values()) {
            if (java >= limit.sinceJava) {
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
